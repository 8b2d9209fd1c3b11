"""A file brought in: kept as a draft, carried out once, told row by row."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PostFactory,
    RecommendationFactory,
)
from tests.people import plan_with_people
from tests.workflow.test_import_rows import NEW, edited, rows_of, saved
from tracker.models import Action, Change, ImportDraft, Plan, change_set
from tracker.workflow.import_rows import CHANGED_MEANWHILE
from tracker.workflow.imports import NOTHING_TO_DO, ReadFile, confirm_draft, save_draft

pytestmark = pytest.mark.django_db

WHY = "Agreed at the board."


@pytest.fixture
def people():
    """A plan with everybody who may ask, two actions and one recommendation."""
    people = plan_with_people()
    PostFactory(plan=people.plan, title="Head of early help")
    recommendation = RecommendationFactory(plan=people.plan)
    for title in ("Train managers", "Write to families"):
        action = ActionFactory(plan=people.plan, owner_post=people.post, title=title)
        AnswerFactory(action=action, part=recommendation.parts.get())
    return people


def draft_of(people, cells, today, sha256="a" * 64):
    """The plan's own list with these cells edited, read and kept."""
    file = ReadFile(
        "actions.xlsx", sha256, tuple(rows_of(edited(saved(people.plan), cells)))
    )
    return save_draft(plan=people.plan, file=file, by=people.manager, on=today)


def confirm(people, draft, today, by=None):
    by = by or people.manager
    plan = Plan.objects.with_role(by, today).get(pk=people.plan.pk)
    with change_set(by=by):
        return confirm_draft(draft=draft, plan=plan, why=WHY, by=by, on=today)


def refused(draft):
    return [
        (cell["row"], cell["column"], cell["reason"])
        for cell in draft.result["refused"]
    ]


def test_save_draft_keeps_the_rows_and_changes_no_action(people, today):
    before = Change.objects.filter(model="action").count()

    draft = draft_of(people, {("Action", 2): "Train all managers"}, today)

    stored = ImportDraft.objects.get(pk=draft.pk)
    assert (stored.number, stored.made_by, stored.made_on) == (1, people.manager, today)
    assert [row["cells"]["Action"] for row in stored.rows] == [
        "Train all managers",
        "Write to families",
    ]
    assert Change.objects.filter(model="action").count() == before


def test_same_file_while_its_draft_waits_is_that_draft(people, today):
    first = draft_of(people, {}, today)

    assert draft_of(people, {}, today) == first
    assert draft_of(people, {}, today, sha256="b" * 64).number == 2


def test_same_file_after_it_was_brought_in_is_a_new_draft(people, today):
    cells = {("Action", 2): "Train all managers"}
    first = confirm(people, draft_of(people, cells, today), today)

    again = draft_of(people, cells, today)

    assert (again.number, again.sha256) == (2, first.sha256)


def test_confirm_draft_carries_out_each_row_in_one_change_set(people, today):
    cells = {
        ("Action", 2): "Train all managers",
        ("Owner", 2): "Head of early help",
        ("Owner", 3): "Head of early help",
        **{(column, 4): value for column, value in NEW.items()},
    }

    draft = confirm(people, draft_of(people, cells, today), today)

    stored = list(
        Action.objects.order_by("reference").values_list(
            "reference", "title", "owner_post__title", "status"
        )
    )
    assert stored == [
        ("A-001", "Train all managers", "Head of early help", "not_started"),
        ("A-002", "Write to families", "Head of early help", "not_started"),
        ("A-003", "Write a guide", "Head of safeguarding", "not_started"),
    ]
    assert draft.result == {
        "new": [[4, "A-003", "Write a guide"]],
        "changed": [
            [2, "A-001", "Train all managers"],
            [3, "A-002", "Write to families"],
        ],
        "unchanged": 0,
        "refused": [],
    }
    written = Change.objects.filter(change_set=draft.change_set)
    assert set(written.values_list("by__full_name", "why")) == {("Mary Manager", WHY)}
    assert sorted(written.values_list("model", flat=True)) == [
        "action",
        "action",
        "action",
        "action",
        "answer",
        "importdraft",
        "ownerchange",
        "ownerchange",
        "ownerchange",
        "statuschange",
    ]


def test_confirm_draft_says_who_when_and_forgets_the_sheet(people, today):
    draft = draft_of(people, {("Action", 2): "Train all managers"}, today)
    later = today + timedelta(days=1)

    confirm(people, draft, later)

    stored = ImportDraft.objects.get(pk=draft.pk)
    assert (stored.confirmed_by, stored.confirmed_on, stored.rows) == (
        people.manager,
        later,
        [],
    )


def test_row_changed_since_the_dry_run_is_left_and_the_others_are_done(people, today):
    cells = {("Action", 2): "Train all managers", ("Action", 3): "Write to all"}
    draft = draft_of(people, cells, today)
    other = Action.objects.get(reference="A-001")
    other.impact = "Children see one worker"
    other.save()

    draft = confirm(people, draft, today)

    assert refused(draft) == [(2, "Version", CHANGED_MEANWHILE)]
    assert draft.result["changed"] == [[3, "A-002", "Write to all"]]
    assert Action.objects.get(reference="A-001").title == "Train managers"


def test_row_that_only_saving_refuses_is_left_whole(people, today):
    action = Action.objects.get(reference="A-001")
    action.owner_changes.model.objects.bulk_save(
        [
            action.owner_changes.model(
                action=action,
                changed_on=today + timedelta(days=9),
                to_post=people.post,
                by=people.manager,
            )
        ]
    )
    cells = {
        ("Action", 2): "Train all managers",
        ("Owner", 2): "Head of early help",
        ("Action", 3): "Write to all",
    }

    draft = confirm(people, draft_of(people, cells, today), today)

    assert refused(draft) == [
        (
            2,
            "Owner",
            "The owner last changed on 24 June 2026. Give that day or a later one.",
        )
    ]
    assert Action.objects.get(reference="A-001").title == "Train managers"


@pytest.mark.parametrize("who", ["viewer", "owner", "moderator", "superuser"])
def test_rows_are_refused_for_who_may_not_edit_the_plan(people, today, who):
    cells = {
        ("Action", 2): "Train all managers",
        **{(column, 4): value for column, value in NEW.items()},
    }
    draft = draft_of(people, cells, today)

    draft = confirm(people, draft, today, by=getattr(people, who))

    assert {reason for _, _, reason in refused(draft)} == {
        "You may not change this plan."
    }
    assert set(Action.objects.values_list("title", flat=True)) == {
        "Train managers",
        "Write to families",
    }


def test_file_is_brought_in_once(people, today):
    draft = draft_of(people, {("Action", 2): "Train all managers"}, today)
    confirm(people, draft, today)

    with pytest.raises(ValidationError) as refusal:
        confirm(people, draft, today)

    assert refusal.value.messages == [
        "This file was brought in already, on 15 June 2026."
    ]


def test_file_that_changes_nothing_is_not_brought_in(people, today):
    draft = draft_of(people, {}, today)

    with pytest.raises(ValidationError) as refusal:
        confirm(people, draft, today)

    assert refusal.value.messages == [NOTHING_TO_DO]
    assert not ImportDraft.objects.get().is_confirmed


def test_saved_again_afterwards_the_list_has_what_was_brought_in(people, today):
    cells = {("Action", 2): "Train all managers", ("Owner", 3): "Head of early help"}
    confirm(people, draft_of(people, cells, today), today)

    again = draft_of(people, {}, today, sha256="c" * 64)

    told = [(row["cells"]["Action"], row["cells"]["Owner"]) for row in again.rows]
    assert told == [
        ("Train all managers", "Head of safeguarding"),
        ("Write to families", "Head of early help"),
    ]
