"""Actions in the back office: words, owner and taking up go through the workflow."""

from datetime import date, timedelta

import pytest

from tests.admin.pages import address, as_opened, errors_of, send
from tests.factories import (
    ActionFactory,
    AnswerFactory,
    RecommendationFactory,
    StatusChangeFactory,
    VisitCheckFactory,
)
from tracker.models import (
    Action,
    Change,
    ProgressUpdate,
    StatusChange,
)

pytestmark = pytest.mark.django_db


def page_of(action):
    """The address of an action's page."""
    return address(Action, "change", action.pk)


def test_add_action_gives_it_a_reference_and_its_first_promise(
    client, people, staff_manager
):
    part = RecommendationFactory(plan=people.plan).parts.get()
    client.force_login(staff_manager)

    send(
        client,
        address(Action, "add"),
        plan=people.plan.pk,
        title="Train managers",
        output="A course",
        outcome="Better supervision",
        owner_post=people.post.pk,
        due_on="2027-03-31",
        parts=[part.pk],
        why="Agreed at the board",
    )

    action = Action.objects.get()
    assert (action.reference, action.status) == ("A-001", "not_started")
    assert action.first_due_on == action.due_on == date(2027, 3, 31)
    assert action.answers.get().part == part
    assert action.owner_changes.get().by == staff_manager
    changes = Change.objects.filter(plan=people.plan, model="action")
    assert {(change.by, change.why) for change in changes} == {
        (staff_manager, "Agreed at the board")
    }


def test_add_action_that_is_due_before_it_starts_keeps_what_was_typed(boss, people):
    response = send(
        boss,
        address(Action, "add"),
        plan=people.plan.pk,
        title="Train managers",
        starts_on="2027-04-01",
        due_on="2027-03-31",
    )

    assert "The due date is before the start." in str(errors_of(response))
    assert "Train managers</textarea>" in response.content.decode()
    assert not Action.objects.exists()


def test_add_action_answering_a_part_of_another_plan_is_refused_in_words(boss, people):
    part = RecommendationFactory().parts.get()

    response = send(
        boss,
        address(Action, "add"),
        plan=people.plan.pk,
        title="Train managers",
        parts=[part.pk],
    )

    assert "Choose a recommendation of the same plan." in str(errors_of(response))
    assert "Train managers</textarea>" in response.content.decode()
    assert not Action.objects.exists()


def test_change_words_says_who_and_why(boss):
    action = ActionFactory(in_progress=True)

    send(boss, page_of(action), title="Other words", why="It was unclear")

    change = Change.objects.of(action).first()
    assert (change.after, change.why) == ({"title": "Other words"}, "It was unclear")
    assert str(change.by) == "Sue Boss"


def test_change_words_without_a_reason_is_refused(boss):
    action = ActionFactory()

    response = send(boss, page_of(action), title="Other words")

    assert "why" in errors_of(response)
    action.refresh_from_db()
    assert action.title != "Other words"


def test_change_what_it_answers(boss):
    answer = AnswerFactory()
    part = RecommendationFactory(plan=answer.action.plan).parts.get()

    send(boss, page_of(answer.action), parts=[part.pk], why="It was the wrong one")

    assert answer.action.answers.get().part == part


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "sustained"),
        ("first_due_on", "2030-01-01"),
        ("due_on", "2030-01-01"),
        ("starts_on", "2020-01-01"),
        ("reference", "A-999"),
        ("due_words", "never"),
        ("quote", "Nobody said so"),
        ("owner_post", "1"),
    ],
)
def test_state_is_not_changed_by_a_crafted_request(boss, field, value):
    action = ActionFactory(in_progress=True)
    before = Action.objects.values().get()

    boss.post(page_of(action), as_opened(boss.get(page_of(action))) | {field: value})

    assert Action.objects.values().get() == before


def test_rows_below_an_action_are_not_changed_by_a_crafted_request(boss):
    check = VisitCheckFactory()
    steps = list(StatusChange.objects.values())
    data = as_opened(boss.get(page_of(check.action)))

    for prefix in ("status_changes", "checks"):
        row = getattr(check.action, prefix).first()
        data |= {
            f"{prefix}-0-id": row.pk,
            f"{prefix}-0-action": check.action.pk,
            f"{prefix}-0-to_status": "sustained",
            f"{prefix}-0-progress": "met",
            f"{prefix}-0-DELETE": "on",
            f"{prefix}-TOTAL_FORMS": "2",
            f"{prefix}-1-to_status": "sustained",
            f"{prefix}-1-changed_on": "2026-06-01",
        }
    boss.post(page_of(check.action), data)

    assert list(StatusChange.objects.values()) == steps
    check.refresh_from_db()
    assert check.progress == "some"


def test_recorded_action_keeps_its_document_when_its_words_change(boss):
    action = ActionFactory(recorded=True)

    send(boss, page_of(action), outcome="Plain", why="Said more clearly")

    action.refresh_from_db()
    assert (action.outcome, action.status) == ("Plain", "")


def test_saved_meanwhile_shows_both_and_saves_at_the_second_try(boss):
    action = ActionFactory(in_progress=True)
    data = as_opened(boss.get(page_of(action)))
    action.title = "Their words"
    action.save()

    response = boss.post(page_of(action), data | {"title": "My words", "why": "x"})

    said = str(errors_of(response))
    assert "was changed after you opened it" in said
    assert "stored now “Their words”, you typed “My words”" in said
    action.refresh_from_db()
    assert action.title == "Their words"
    boss.post(page_of(action), as_opened(response))
    action.refresh_from_db()
    assert action.title == "My words"


def test_version_cannot_be_left_out(boss):
    action = ActionFactory(in_progress=True)
    data = as_opened(boss.get(page_of(action)))
    del data["seen_version"]

    response = boss.post(page_of(action), data | {"title": "My words", "why": "x"})

    assert "seen_version" in errors_of(response)


def test_viewer_sees_an_action_with_all_that_stands_below(client, people, staff_viewer):
    check = VisitCheckFactory(action=ActionFactory(plan=people.plan, owned=True))
    AnswerFactory(action=check.action)
    client.force_login(staff_viewer)

    page = client.get(page_of(check.action)).content.decode()

    assert check.visit.reference in page
    assert "Save" not in page


def test_dated_rows_are_listed_the_latest_first(boss):
    action = ActionFactory(in_progress=True)
    later = StatusChangeFactory(
        action=action,
        changed_on=date(2026, 6, 1) + timedelta(days=1),
        from_status="in_progress",
        to_status="closed",
    )

    listed = boss.get(address(StatusChange, "changelist")).context["cl"].result_list

    assert listed[0] == later


def test_page_of_a_tracked_action_leads_to_its_next_update(boss):
    action = ActionFactory(in_progress=True)
    path = address(ProgressUpdate, "add") + f"?action={action.pk}"

    assert path in boss.get(page_of(action)).content.decode()
    assert path not in boss.get(page_of(ActionFactory(recorded=True))).content.decode()


@pytest.mark.parametrize(
    ("action_name", "start"),
    [("download_csv", b"\xef\xbb\xbfPlan,"), ("download_workbook", b"PK")],
)
def test_chosen_actions_are_downloaded(
    client, people, staff_viewer, action_name, start
):
    mine, other = ActionFactory(plan=people.plan), ActionFactory(title="Secret")
    client.force_login(staff_viewer)

    response = client.post(
        address(Action, "changelist"),
        {"action": action_name, "_selected_action": [mine.pk, other.pk]},
    )

    content = b"".join(response.streaming_content)
    assert content.startswith(start)
    assert b"Secret" not in content


@pytest.mark.parametrize("count", [1, 50])
def test_download_asks_the_same_number_of_questions(
    boss, people, count, django_assert_num_queries
):
    chosen = [ActionFactory(plan=people.plan, standing=False).pk for _ in range(count)]
    data = {"action": "download_csv", "_selected_action": chosen}

    with django_assert_num_queries(6):
        response = boss.post(address(Action, "changelist"), data)
        b"".join(response.streaming_content)
