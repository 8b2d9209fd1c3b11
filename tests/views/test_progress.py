"""Adding an update: who may, what it costs, and what is refused without a loss."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.factories import ActionFactory, ModerationFactory, ProgressUpdateFactory
from tests.forms.evidence_files import DOCX, OPEN_XML, PDF, open_xml
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, typed_day, words
from tracker.models import Action, Change, Evidence, ProgressUpdate

pytestmark = pytest.mark.django_db

# Session, person, plan, action, two ends of the transaction, the action held, what
# stands before, the update, all changes.
QUERIES = 10
WITH_A_FILE = 11  # and the evidence
FIRST = 12  # and the step and the action
FIRST_WITH_A_FILE = 13


@pytest.fixture
def people():
    """A plan with an action in progress of the owner's post; at 60 % Amber is suggested."""
    people = plan_with_people(rating_preset="percent")
    ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    return people


@pytest.fixture
def place(people):
    return address("update-create", people.plan, "A-001")


def today():
    return timezone.localdate()


def said(**changes):
    """What an owner types."""
    return {
        "did": "All managers were trained.",
        "difference": "Children are seen on time.",
        "next_steps": "An audit",
        "percent": "60",
        "rating": "amber",
        **typed_day("made_on", today()),
        **changes,
    }


def with_file(content=PDF, name="Audit.pdf", **changes):
    return said(
        evidence_title="Audit of May",
        evidence_kind="audit",
        evidence_file=SimpleUploadedFile(name, content),
        file_is_looked_at="on",
        **changes,
    )


# What works


def test_form_begins_with_today_and_the_last_per_cent(people, owner, place):
    ProgressUpdateFactory(action=Action.objects.get(), percent=45)

    form = owner.get(place).context["form"]

    assert form["made_on"].value() == today()
    assert form["percent"].value() == 45


def test_update_is_added_and_stands_in_the_timeline(people, owner, place):
    response = owner.post(place, said())

    detail = address("action-detail", people.plan, "A-001")
    assertRedirects(response, detail, fetch_redirect_response=False)
    update = ProgressUpdate.objects.get()
    assert (update.author, update.made_on, update.percent) == (
        people.owner,
        today(),
        60,
    )
    html = owner.get(detail).content.decode()
    assert "Your update of A-001 was added." in html
    assert "All managers were trained." in html


@pytest.mark.parametrize("who", ["owner", "deputy", "manager"])
def test_update_names_who_wrote_it(people, client, place, who):
    person = getattr(people, who)
    client.force_login(person)

    client.post(place, said())

    assert ProgressUpdate.objects.get().author == person
    assert Change.objects.get(model="progressupdate").by == person


@pytest.mark.parametrize("who", ["viewer", "board_member", "moderator", "superuser"])
def test_update_by_who_does_not_own_the_action_is_refused(people, client, place, who):
    client.force_login(getattr(people, who))

    assert client.get(place).status_code == 403
    assert client.post(place, said()).status_code == 403
    assert not ProgressUpdate.objects.exists()


def test_update_with_a_file(people, owner, place):
    owner.post(place, with_file(name="C:\\Temp\\Audit.pdf"))

    evidence = Evidence.objects.get()
    assert evidence.update == ProgressUpdate.objects.get()
    assert (evidence.title, evidence.kind) == ("Audit of May", "audit")
    assert (evidence.file_name, evidence.content_type) == (
        "Audit.pdf",
        "application/pdf",
    )
    with evidence.file.open() as file:
        assert file.read() == PDF


@pytest.mark.parametrize("page", ["update-create", "action-deliver"])
def test_page_says_why_the_action_came_back(people, owner, page):
    update = ProgressUpdateFactory(action=Action.objects.get())
    ModerationFactory(
        update=update,
        moderator=people.moderator,
        moderated_on=today(),
        returned=True,
        reason="Say which teams.",
    )

    said = words(owner.get(address(page, people.plan, "A-001")).content.decode())

    assert f"Mo Moderator returned the last update on {today():%-d %B %Y}." in said
    assert "“Say which teams.”" in said


@pytest.mark.parametrize("page", ["update-create", "action-deliver"])
def test_page_of_an_action_that_did_not_come_back_says_nothing(people, owner, page):
    ProgressUpdateFactory(action=Action.objects.get())

    said = words(owner.get(address(page, people.plan, "A-001")).content.decode())

    assert "returned the last update" not in said
    assert "Put back in progress" not in said


# What is refused


WITH_MACROS = open_xml(
    f"{OPEN_XML}wordprocessingml.document.main+xml", **{"word/vbaProject.bin": b"x"}
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"MZ\x90\x00\x03", "Audit.pdf", id="a program called PDF"),
        pytest.param(b"<html><script>", "Audit.html", id="a page"),
        pytest.param(WITH_MACROS, "Audit.docx", id="macros"),
        pytest.param(DOCX, "Audit.pdf", id="another kind than its name says"),
        pytest.param(b"", "Audit.pdf", id="nothing"),
    ],
)
def test_file_of_a_wrong_kind_is_refused_and_nothing_typed_is_lost(
    people, owner, place, content, name, tmp_path
):
    response = owner.post(place, with_file(content, name))

    assert response.status_code == 200
    (sentence,) = summary(response)
    assert beside_fields(response) == {"evidence_file": sentence}
    html = response.content.decode()
    assert "All managers were trained.</textarea>" in html
    assert 'value="Audit of May"' in html
    assert not ProgressUpdate.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_number_of_a_child_is_held_back_once_and_its_confirmation_kept(
    people, owner, place
):
    typed = said(did="Call 943 476 5919 for the course")

    held = owner.post(place, typed)
    assert beside_fields(held) == {
        "not_about_a_child": "“What was done?” seems to hold an NHS number. Take it "
        "out, or tick that it is not about a child"
    }
    assert not ProgressUpdate.objects.exists()
    owner.post(place, typed | {"not_about_a_child": "on"})

    change = Change.objects.get(model="progressupdate")
    assert change.why == "Confirmed: the text is not about a child."


def test_file_that_was_looked_at_is_told_in_the_history(people, owner, place):
    owner.post(place, with_file())

    change = Change.objects.get(model="evidence")
    assert change.why == "Confirmed: the file does not identify a child."


def test_file_too_large_is_refused(people, owner, place, monkeypatch):
    monkeypatch.setattr("tracker.forms.uploads.LARGEST_BYTES", len(PDF) - 1)

    response = owner.post(place, with_file())

    (sentence,) = summary(response)
    assert sentence.startswith("The file is larger than 25 MB.")
    assert not Evidence.objects.exists()


def test_page_asks_for_the_file_again_when_something_else_is_wrong(
    people, owner, place
):
    response = owner.post(place, with_file(percent="101"))

    assert summary(response) == ["Give a per cent between 0 and 100"]
    html = response.content.decode()
    assert "Choose the file again: a browser does not keep it." in html
    assert "Choose the file again" not in owner.get(place).content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        pytest.param({"did": ""}, "did", "Enter what was done", id="nothing done"),
        pytest.param(
            {"rating": ""}, "rating", "Select how it is going", id="no rating"
        ),
        pytest.param(
            {"percent": "101"},
            "percent",
            "Give a per cent between 0 and 100",
            id="more than all",
        ),
        pytest.param(
            typed_day("made_on", today() + timedelta(days=1)),
            "made_on",
            "Give today or a day in the past.",
            id="tomorrow",
        ),
        pytest.param(
            {"made_on_day": "1", "made_on_month": "3", "made_on_year": "2026"},
            "made_on",
            "The status last changed on 16 March 2026. Give that day or a later one.",
            id="before it was started",
        ),
    ],
)
def test_update_refused_says_why_and_keeps_the_rest(
    people, owner, place, changes, field, sentence
):
    response = owner.post(place, said(**changes))

    assert "<title>Error: Add an update" in response.content.decode()
    assert summary(response) == [sentence]
    assert beside_fields(response) == {field: sentence}
    assert "An audit</textarea>" in response.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_update_sent_twice_is_added_once(people, owner, place):
    owner.post(place, with_file())

    response = owner.post(place, with_file())

    assert summary(response) == ["This is on record already, as update 1."]
    assert ProgressUpdate.objects.count() == Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"closed": True}, "A-002 is closed: it takes no updates.", id="closed"
        ),
        pytest.param(
            {"recorded": True},
            "A-002 is only recorded from a document. "
            "It takes updates once it is taken up.",
            id="recorded",
        ),
    ],
)
def test_action_that_takes_no_updates(people, owner, values, sentence):
    ActionFactory(plan=people.plan, owner_post=people.post, **values)
    place = address("update-create", people.plan, "A-002")

    assertRedirects(owner.get(place), address("action-detail", people.plan, "A-002"))
    assert summary(owner.post(place, said())) == [sentence]


# The rating that the plan suggests


def test_rating_that_differs_is_asked_why_and_nothing_typed_is_lost(
    people, owner, place
):
    response = owner.post(place, said(rating="green"))

    sentence = "Say why your rating differs from the suggested Amber"
    assert summary(response) == [sentence]
    assert beside_fields(response) == {"rating_reason": sentence}
    html = response.content.decode()
    asked = re.search(r'for="id_rating_reason"\s*>(.*?)</label>', html, re.DOTALL)
    assert words(asked[1]) == "Why does your rating differ from the suggested Amber?"
    assert "All managers were trained.</textarea>" in html
    assert not ProgressUpdate.objects.exists()


def test_reason_for_differing_is_stored_and_shown(people, owner, place):
    owner.post(place, said(rating="green", rating_reason="All teams have begun."))

    update = ProgressUpdate.objects.get()
    assert (update.rating, update.suggested_rating) == ("green", "amber")
    detail = owner.get(address("action-detail", people.plan, "A-001"))
    assert "Suggested Amber, but: All teams have begun." in words(
        detail.content.decode()
    )


def test_page_tells_how_the_plan_comes_to_a_rating(owner, place):
    text = words(owner.get(place).content.decode())

    assert "The plan suggests Red up to 25% complete, Amber up to 75%" in text


@pytest.mark.parametrize(
    ("asked", "lands"), [("/", "/"), ("https://evil.example/", None)]
)
def test_person_lands_where_they_came_from(people, owner, place, asked, lands):
    response = owner.post(f"{place}?next={asked}", said())

    detail = address("action-detail", people.plan, "A-001")
    assert response["Location"] == (lands or detail)


# What it costs


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(
    ("typed", "queries"),
    [
        pytest.param(said, QUERIES, id="words"),
        pytest.param(with_file, WITH_A_FILE, id="with a file"),
    ],
)
def test_update_asks_as_often_after_one_as_after_fifty(
    people, owner, place, django_assert_num_queries, count, typed, queries
):
    ProgressUpdateFactory.create_batch(count, action=Action.objects.get())

    with django_assert_num_queries(queries):
        response = owner.post(place, typed())

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("typed", "queries"),
    [
        pytest.param(said, FIRST, id="words"),
        pytest.param(with_file, FIRST_WITH_A_FILE, id="with a file"),
    ],
)
def test_first_update_also_starts_the_action(
    people, owner, django_assert_num_queries, typed, queries
):
    ActionFactory(plan=people.plan, owner_post=people.post)

    with django_assert_num_queries(queries):
        owner.post(address("update-create", people.plan, "A-002"), typed())

    assert Action.objects.get(reference="A-002").status == "in_progress"
