import pytest
from django.core.exceptions import ValidationError

from tests.factories import FindingFactory, ThemeFactory, VisitFactory, unsaved
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import Voice
from tracker.models import Finding

pytestmark = pytest.mark.django_db

NOT_LISTED = "Value 'odd' is not a valid choice."


@pytest.mark.parametrize("column", ["kind", "voice"])
def test_finding_is_refused(column):
    assert_refused(unsaved(FindingFactory, **{column: "odd"}), NOT_LISTED)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"visit": None}, id="of a document, without a visit"),
        pytest.param({"voice": ""}, id="without a voice"),
        pytest.param({"strength": True}, id="strength"),
    ],
)
def test_finding_is_accepted(values):
    assert_accepted(unsaved(FindingFactory, **values))


@pytest.mark.parametrize(
    ("column", "other"), [("visit", VisitFactory), ("theme", ThemeFactory)]
)
def test_finding_keeps_to_its_plan(column, other):
    row = FindingFactory()
    setattr(row, column, other())

    assert_said(row, f"Choose a {column} of the same plan.")


def test_finding_reference_is_used_once_in_a_plan():
    finding = FindingFactory()

    assert_refused(
        unsaved(FindingFactory, plan=finding.plan, reference=finding.reference),
        "Finding with this Plan and Reference already exists.",
    )
    assert str(finding) == "F-001 Supervision is irregular."


def test_finding_of_a_published_visit_is_read_only():
    finding = FindingFactory(visit__published=True)

    finding.text = "Other words."

    with pytest.raises(ValidationError, match="what inspectors wrote is not changed"):
        finding.save()
    with pytest.raises(ValidationError, match="what inspectors wrote is not changed"):
        finding.delete()


def test_finding_without_a_visit_is_changed():
    finding = FindingFactory(visit=None)

    finding.text = "Other words."
    finding.save()

    assert Finding.objects.get().text == "Other words."


@pytest.mark.parametrize("voice", ["", *Voice.values])
def test_finding_is_said_by_inspectors(voice):
    finding = FindingFactory(voice=voice)

    said = voice in ("ofsted", "ofsted_quoted", "ofsted_reported")
    assert finding.is_said_by_inspectors == said
