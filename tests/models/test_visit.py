from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import JudgementFactory, SourceFactory, VisitFactory, unsaved
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import Judgement

pytestmark = pytest.mark.django_db

NOT_LISTED = "Value 'odd' is not a valid choice."
ORDINAL = "Say whether the number is stated or inferred."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"kind": "odd"}, NOT_LISTED, id="kind"),
        pytest.param({"framework": "odd"}, NOT_LISTED, id="framework"),
        pytest.param({"precision": "odd"}, NOT_LISTED, id="precision"),
        pytest.param(
            {"ordinal": 1, "ordinal_basis": "odd"}, NOT_LISTED, id="ordinal basis"
        ),
        pytest.param({"ordinal": 2}, ORDINAL, id="number without its basis"),
        pytest.param({"ordinal_basis": "stated"}, ORDINAL, id="basis without a number"),
        pytest.param(
            {"ends_on": date(2026, 4, 20)},
            "The last day is before the first one. Give a later last day.",
            id="ends before it starts",
        ),
        pytest.param(
            {"received_on": date(2026, 4, 20)},
            "The report was received before the visit began. Give a later day.",
            id="received before it starts",
        ),
    ],
)
def test_visit_is_refused(values, sentence):
    assert_refused(unsaved(VisitFactory, **values), sentence)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"ends_on": date(2026, 4, 21)}, id="of one day"),
        pytest.param({"framework": ""}, id="under no framework"),
        pytest.param({"ordinal": 2, "ordinal_basis": "inferred"}, id="numbered"),
        pytest.param({"published": True}, id="published"),
    ],
)
def test_visit_is_accepted(values):
    assert_accepted(unsaved(VisitFactory, **values))


def test_visit_reference_is_used_once_in_a_plan():
    visit = VisitFactory()

    assert_refused(
        unsaved(VisitFactory, plan=visit.plan, reference=visit.reference),
        "Visit with this Plan and Reference already exists.",
    )


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        pytest.param("2026-04-21", "2026-04-21", "day", "21 April 2026", id="a day"),
        pytest.param(
            "2026-04-21", "2026-04-22", "day", "21 to 22 April 2026", id="days"
        ),
        pytest.param(
            "2026-04-30", "2026-05-01", "day", "30 April to 1 May 2026", id="two months"
        ),
        pytest.param(
            "2025-12-30",
            "2026-01-02",
            "day",
            "30 December 2025 to 2 January 2026",
            id="two years",
        ),
        pytest.param("2026-04-01", "2026-04-30", "month", "April 2026", id="a month"),
    ],
)
def test_visit_says_when_no_more_exactly_than_known(first, last, precision, words):
    visit = VisitFactory(
        starts_on=date.fromisoformat(first),
        ends_on=date.fromisoformat(last),
        precision=precision,
        reference="V-2026-01",
    )

    assert visit.when == words
    assert str(visit) == f"V-2026-01 Monitoring visit, {words}"


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"is_published": False}, id="not published any more"),
        pytest.param({"scope": "Other words"}, id="scope"),
        pytest.param({"inspectors": "Somebody else"}, id="inspectors"),
        pytest.param({"quote": "Other words"}, id="quote"),
        pytest.param({"kind": "focused_visit"}, id="kind"),
        pytest.param({"ends_on": date(2026, 4, 30)}, id="last day"),
        pytest.param({"letter_published_on": date(2026, 6, 1)}, id="a day once given"),
    ],
)
def test_published_visit_keeps_its_words(values):
    visit = VisitFactory(published=True)
    for name, value in values.items():
        setattr(visit, name, value)

    with pytest.raises(ValidationError, match="its words are not changed"):
        visit.save()


def test_published_visit_may_get_the_day_of_its_letter():
    visit = VisitFactory(is_published=True)

    visit.letter_published_on = date(2026, 5, 18)
    visit.save()

    visit.refresh_from_db()
    assert visit.letter_published_on == date(2026, 5, 18)


def test_visit_is_changed_until_it_is_published():
    visit = VisitFactory(draft=True)

    visit.scope, visit.is_published = "The front door", True
    visit.save()

    visit.refresh_from_db()
    assert (visit.scope, visit.is_published) == ("The front door", True)


def test_judgement_of_a_published_visit_is_read_only():
    judgement = JudgementFactory(visit__published=True)

    judgement.grade = "good"
    with pytest.raises(ValidationError, match="what inspectors wrote is not changed"):
        judgement.save()
    with pytest.raises(ValidationError, match="what inspectors wrote is not changed"):
        judgement.delete()

    assert Judgement.objects.get().grade == "requires_improvement_to_be_good"


def test_judgement_of_a_published_visit_is_not_moved_away():
    judgement = JudgementFactory(visit__published=True)

    judgement.visit = VisitFactory(plan=judgement.visit.plan)

    with pytest.raises(ValidationError, match="what inspectors wrote is not changed"):
        judgement.save()


def test_judgement_of_a_visit_not_yet_published_is_changed_and_removed():
    judgement = JudgementFactory(visit__draft=True)

    judgement.grade = "good"
    judgement.save()
    judgement.delete()

    assert Judgement.objects.count() == 0


def test_judgement_is_one_an_area():
    judgement = JudgementFactory(area="Overall")

    assert_refused(
        unsaved(JudgementFactory, visit=judgement.visit, area="Overall"),
        "This visit already has a grade for that area.",
    )
    assert str(judgement) == "Overall: Requires improvement to be good"


def test_judgement_without_a_grade_is_accepted():
    judgement = unsaved(JudgementFactory, area="Overall", grade="")

    assert_accepted(judgement)
    assert str(judgement) == "Overall: no grade"


def test_judgement_of_no_grade_that_exists_is_refused():
    assert_refused(unsaved(JudgementFactory, grade="odd"), NOT_LISTED)


def test_judgement_from_another_plans_document_is_refused():
    row = unsaved(JudgementFactory, visit=VisitFactory(), source=SourceFactory())

    assert_said(row, "Choose a document of the same plan.")
