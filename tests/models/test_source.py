import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    FindingFactory,
    GapFactory,
    PlanFactory,
    SourceFactory,
    VisitFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import Gap

pytestmark = pytest.mark.django_db

MORE = {"source": "000", "locator": "¶4", "quote": "Progress is slow."}
NOT_WHOLE = "Say who fills the gap, on which day and with which visit."
INCOMPLETE = "Give source, locator and quote for each quote."


def test_source_of_no_kind_is_refused():
    assert_refused(
        unsaved(SourceFactory, kind="odd"), "Value 'odd' is not a valid choice."
    )


def test_source_code_is_used_once_in_a_plan():
    source = SourceFactory()

    assert_accepted(unsaved(SourceFactory, code=source.code))
    assert_refused(
        unsaved(SourceFactory, plan=source.plan, code=source.code),
        "Source with this Plan and Code already exists.",
    )
    assert str(source) == "000 Letter of a monitoring visit"


def test_quote_without_a_document_is_refused():
    assert_refused(
        unsaved(GapFactory, quote="Words."), "Say which document the quote is from."
    )


def test_quote_of_another_plans_document_is_refused():
    row = unsaved(GapFactory, plan=GapFactory().plan, source=SourceFactory())

    assert_said(row, "Choose a document of the same plan.")


def test_document_without_a_quote_is_accepted():
    assert_accepted(unsaved(GapFactory, source=SourceFactory()))


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(["Words."], id="words alone"),
        pytest.param([{"quote": "Words."}], id="without source and locator"),
        pytest.param([MORE | {"colour": "red"}], id="with something else"),
    ],
)
def test_further_quote_that_is_incomplete_is_refused(more):
    assert_said(unsaved(GapFactory, more_quotes=more), INCOMPLETE)


def test_further_quotes_are_accepted():
    assert_accepted(unsaved(GapFactory, more_quotes=[MORE, MORE]))


def test_gap_reference_is_used_once_in_a_plan():
    gap = GapFactory()

    assert_refused(
        unsaved(GapFactory, plan=gap.plan, reference=gap.reference),
        "Gap with this Plan and Reference already exists.",
    )
    assert str(gap) == "G-001 The letter of the second visit"


@pytest.mark.parametrize("missing", ["filled_on", "filled_by", "filled_visit"])
def test_filling_of_a_gap_is_whole(missing):
    gap = unsaved(GapFactory, filled=True, **{missing: None})

    assert_refused(gap, NOT_WHOLE)


def test_note_of_what_came_needs_a_filling():
    assert_refused(unsaved(GapFactory, filled_note="18 recommendations"), NOT_WHOLE)


def test_gap_is_filled_with_a_visit_of_the_same_plan():
    gap = unsaved(GapFactory, plan=PlanFactory(), filled=True)
    gap.filled_visit = VisitFactory()

    assert_said(gap, "Choose a visit of the same plan.")


def test_open_gaps_are_those_that_nothing_filled():
    gap = GapFactory()
    filled = GapFactory(plan=gap.plan, filled=True)

    assert list(Gap.objects.open()) == [gap]
    assert (gap.is_filled, filled.is_filled) == (False, True)


def test_row_without_a_plan_yet_gets_sentences():
    row = unsaved(FindingFactory, visit=None, source=SourceFactory())
    row.plan = None

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert refused.value.message_dict == {
        "plan": ["This field cannot be null."],
        "source": ["Choose a document of the same plan."],
    }
