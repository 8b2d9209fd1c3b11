"""What owners type: an update with evidence, and what is refused."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from tests.factories import ActionFactory, ProgressUpdateFactory
from tests.forms.evidence_files import PDF
from tracker.forms.progress import AddUpdateForm
from tracker.workflow.evidence import EvidenceEntry
from tracker.workflow.progress import ProgressEntry

pytestmark = pytest.mark.django_db

RIGHT = {
    "did": "All managers were trained.",
    "percent": "60",
    "rating": "green",
    "made_on_day": "15",
    "made_on_month": "June",
    "made_on_year": "2026",
}
LINK = {
    "evidence_title": "Audit",
    "evidence_kind": "audit",
    "evidence_link": "https://documents.example/audit",
}
FILE = {"evidence_title": "Audit", "evidence_kind": "audit"}


def upload(content=PDF, name="Audit.pdf"):
    return SimpleUploadedFile(name, content, content_type="text/html")


@pytest.fixture
def action():
    return ActionFactory(in_progress=True)


@pytest.fixture
def filled(action, today):
    """The form, filled in rightly but for the changes."""

    def fill(file=None, **changes):
        data = QueryDict(mutable=True)
        data.update({**RIGHT, **changes})
        files = MultiValueDict({"evidence_file": [file]} if file else {})
        return AddUpdateForm(data, files, action=action, today=today)

    return fill


def test_update_gives_the_workflow_its_entry(filled, action):
    corrected = ProgressUpdateFactory(action=action)
    form = filled(
        difference="Children are seen.",
        next_steps="An audit",
        on_behalf_of="Dr Smith",
        corrects="1",
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["made_on"] == date(2026, 6, 15)
    assert form.entry() == ProgressEntry(
        did="All managers were trained.",
        difference="Children are seen.",
        next_steps="An audit",
        percent=60,
        rating="green",
        on_behalf_of="Dr Smith",
        corrects=corrected,
        evidence=None,
    )


def test_link_as_evidence(filled):
    form = filled(**LINK)

    assert form.is_valid(), form.errors
    assert form.entry().evidence == EvidenceEntry(
        title="Audit", kind="audit", link="https://documents.example/audit", file=None
    )


def test_link_without_a_scheme_is_taken_as_https(filled):
    form = filled(**{**LINK, "evidence_link": "documents.example/audit"})

    assert form.is_valid(), form.errors
    assert form.entry().evidence.link == "https://documents.example/audit"


def test_file_as_evidence_is_what_it_contains(filled):
    form = filled(upload(name="../../Audit.PDF"), **FILE)

    assert form.is_valid(), form.errors
    file = form.entry().evidence.file
    assert (file.name, file.content_type, file.size) == (
        "Audit.pdf",
        "application/pdf",
        len(PDF),
    )
    assert len(file.sha256) == 64


PER_CENT = "Give a per cent between 0 and 100"
NOT_AN_ADDRESS = "Enter a full address, like https://example.org/a"
TO_COME = "Give today or a day in the past."
NO_SUCH_UPDATE = (
    "Select a valid choice. That choice is not one of the available choices."
)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        pytest.param({"did": " "}, {"did": ["Enter what was done"]}, id="nothing done"),
        pytest.param(
            {"percent": ""}, {"percent": ["Enter per cent complete"]}, id="no per cent"
        ),
        pytest.param({"percent": "-1"}, {"percent": [PER_CENT]}, id="below nothing"),
        pytest.param({"percent": "101"}, {"percent": [PER_CENT]}, id="more than all"),
        pytest.param(
            {"percent": "half"},
            {"percent": ["Per cent complete must be a whole number"]},
            id="no number",
        ),
        pytest.param(
            {"rating": ""}, {"rating": ["Select how it is going"]}, id="no rating"
        ),
        pytest.param({"made_on_day": "16"}, {"made_on": [TO_COME]}, id="tomorrow"),
        pytest.param(
            {"made_on_day": ""},
            {"made_on": ["Day of the update must include a day"]},
            id="half a day",
        ),
        pytest.param(
            {"corrects": "7"}, {"corrects": [NO_SUCH_UPDATE]}, id="no such update"
        ),
        pytest.param(
            {"corrects": "x"}, {"corrects": [NO_SUCH_UPDATE]}, id="no update number"
        ),
        pytest.param(
            {"corrects": "9" * 40}, {"corrects": [NO_SUCH_UPDATE]}, id="a huge number"
        ),
        pytest.param(
            {**LINK, "evidence_title": ""},
            {"evidence_title": ["Enter a title for the evidence"]},
            id="evidence without a title",
        ),
        pytest.param(
            {**LINK, "evidence_kind": ""},
            {"evidence_kind": ["Select the type of the evidence"]},
            id="evidence without a type",
        ),
        pytest.param(
            {"evidence_title": "Audit"},
            {"evidence_file": ["Add the file or the link that the title is for"]},
            id="a title of nothing",
        ),
        *(
            pytest.param(
                {**LINK, "evidence_link": link},
                {"evidence_link": [NOT_AN_ADDRESS]},
                id=link,
            )
            for link in (
                "javascript:alert(1)",
                "ftps://documents.example/audit",
                "file:///etc/passwd",
                "not an address",
            )
        ),
    ],
)
def test_update_refused(filled, changes, errors):
    assert filled(**changes).errors == errors


def test_file_and_link_are_not_both_taken(filled):
    form = filled(upload(), **LINK)

    assert form.errors == {"evidence_link": ["Add a file or a link, not both"]}


def test_file_without_title_and_type_is_asked_for_both(filled):
    form = filled(upload())

    assert form.errors == {
        "evidence_title": ["Enter a title for the evidence"],
        "evidence_kind": ["Select the type of the evidence"],
    }


def test_file_refused_is_not_asked_for_a_second_time(filled):
    form = filled(upload(b"MZ\x90\x00", "Audit.exe"), **FILE)

    assert list(form.errors) == ["evidence_file"]
    assert len(form.errors["evidence_file"]) == 1


def test_update_of_another_action_is_not_corrected(filled, action):
    ProgressUpdateFactory(plan=action.plan)

    assert list(filled(corrects="1").errors) == ["corrects"]
