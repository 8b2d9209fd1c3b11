"""What is confirmed for many actions: the rows as they stood, and the new values."""

from datetime import timedelta

import pytest

from tests.factories import ActionFactory, PlanFactory, PostFactory, WorkstreamFactory
from tests.views.pages import typed_day
from tracker.forms import bulk
from tracker.forms.bulk import BulkAskForm, BulkOwnerForm, BulkWorkstreamForm
from tracker.workflow.bulk import ChosenRow, NewOwner

pytestmark = pytest.mark.django_db

AGAIN = "Go back to the list and choose the actions again."


@pytest.fixture
def plan():
    return PlanFactory()


def test_written_rows_are_read_back(plan, today):
    actions = ActionFactory.create_batch(2, plan=plan)
    rows = bulk.written_rows(actions)

    form = BulkAskForm({"rows": rows}, plan=plan, today=today)

    assert form.is_valid()
    assert form.cleaned_data["rows"] == [ChosenRow("A-001", 1), ChosenRow("A-002", 1)]


def test_row_that_stands_twice_is_one(plan, today):
    form = BulkAskForm({"rows": "A-001:1 A-001:1"}, plan=plan, today=today)

    assert form.is_valid()
    assert form.cleaned_data["rows"] == [ChosenRow("A-001", 1)]


@pytest.mark.parametrize("rows", ["A-001", "B-001:1", "A-001:-1", "A-001:1,A-002:1"])
def test_rows_that_nobody_wrote_are_refused(plan, today, rows):
    form = BulkAskForm({"rows": rows}, plan=plan, today=today)

    assert form.errors == {"rows": [AGAIN]}


def test_more_rows_than_can_be_done_at_once_are_refused(plan, today, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_ROWS", 1)

    form = BulkAskForm({"rows": "A-001:1 A-002:1"}, plan=plan, today=today)

    assert form.errors == {"rows": [AGAIN]}


def owner_form(plan, today, **values):
    post = PostFactory(plan=plan, slug="early-help")
    typed = {
        "rows": "A-001:1",
        "post": post.slug,
        **typed_day("changed_on", today),
        "reason": "Reorganised",
        **values,
    }
    return BulkOwnerForm(typed, plan=plan, today=today), post


def test_new_owner_is_a_post_a_day_and_a_reason(plan, today):
    form, post = owner_form(plan, today)

    assert form.is_valid()
    assert form.new_owner() == NewOwner(post, today, "Reorganised")


def test_owner_is_not_changed_from_a_day_to_come(plan, today):
    tomorrow = typed_day("changed_on", today + timedelta(days=1))

    form, _ = owner_form(plan, today, **tomorrow)

    assert form.errors == {"changed_on": ["Give today or a day in the past."]}


def test_posts_and_workstreams_are_those_of_the_plan(plan, today):
    own_post, own_strand = PostFactory(plan=plan), WorkstreamFactory(plan=plan)
    PostFactory()
    WorkstreamFactory()

    owner = BulkOwnerForm(plan=plan, today=today)
    workstream = BulkWorkstreamForm(plan=plan, today=today)

    assert list(owner.fields["post"].queryset) == [own_post]
    assert list(workstream.fields["workstream"].queryset) == [own_strand]
