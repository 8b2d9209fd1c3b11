"""A gap is filled once, by somebody on a day, with a visit; and opened again with a why."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import GapFactory, UserFactory, VisitFactory
from tracker.models import Change, Gap
from tracker.workflow.gaps import DRAFT_FILLS_NOTHING, fill_gap, reopen_gap

pytestmark = pytest.mark.django_db

KNOWN = ("reference", "what", "where", "how_many", "caution", "source", "quote")


def test_gap_is_filled_and_what_was_known_of_it_stays(today):
    gap = GapFactory(how_many=18, where="The report of 2016")
    visit, by = VisitFactory(plan=gap.plan), UserFactory()

    fill_gap(gap=gap, visit=visit, note="17 of them", by=by, on=today)

    filled = Gap.objects.get()
    assert filled.is_filled
    assert (filled.filled_visit, filled.filled_by) == (visit, by)
    assert (filled.filled_on, filled.filled_note) == (today, "17 of them")
    assert all(getattr(filled, name) == getattr(gap, name) for name in KNOWN)
    assert set(Change.objects.of(gap).first().after) == {
        "filled_on",
        "filled_by_id",
        "filled_visit_id",
        "filled_note",
    }


def test_gap_is_filled_once(today):
    gap = GapFactory(filled=True)

    with pytest.raises(ValidationError) as refused:
        fill_gap(gap=gap, visit=gap.filled_visit, note="", by=gap.filled_by, on=today)

    assert refused.value.messages == ["G-001 was filled on 1 June 2026 already."]


def test_gap_is_not_filled_with_a_visit_of_another_plan(today):
    gap = GapFactory()

    with pytest.raises(ValidationError, match="Choose a visit of the same plan"):
        fill_gap(gap=gap, visit=VisitFactory(), note="", by=UserFactory(), on=today)

    assert not Gap.objects.get().is_filled


def test_draft_visit_fills_no_gap(today):
    gap = GapFactory()
    visit = VisitFactory(plan=gap.plan, draft=True)

    with pytest.raises(ValidationError) as refused:
        fill_gap(gap=gap, visit=visit, note="", by=UserFactory(), on=today)

    assert refused.value.messages == [DRAFT_FILLS_NOTHING]


def test_gap_is_opened_again_and_the_history_says_why():
    gap = GapFactory(filled=True, filled_note="18 recommendations")

    reopen_gap(gap=gap, why="It was another report.")

    assert not Gap.objects.get().is_filled
    change = Change.objects.of(gap).first()
    assert change.why == "It was another report."
    assert change.before["filled_note"] == "18 recommendations"


def test_open_gap_is_not_opened():
    with pytest.raises(ValidationError, match="G-001 is open already"):
        reopen_gap(gap=GapFactory(), why="So.")
