"""Moderations, verifications, checks and date requests in the back office: only read."""

import pytest

from tests.admin.pages import address, as_opened
from tests.factories import (
    DueCheckFactory,
    DueDateChangeFactory,
    ModerationFactory,
    VerificationFactory,
)
from tracker.models import Action, DueDateChange

pytestmark = pytest.mark.django_db

MAKERS = [
    ModerationFactory,
    VerificationFactory,
    DueCheckFactory,
    DueDateChangeFactory,
]
each = pytest.mark.parametrize(
    "make", MAKERS, ids=lambda make: make._meta.model.__name__
)


@each
def test_row_is_shown_and_not_changed(boss, make):
    row = make()
    model = type(row)
    path = address(model, "change", row.pk)
    before = model.objects.values().get()

    page = boss.get(path)
    response = boss.post(
        path, {"reason": "Other words", "result": "agreed", "seen_version": "1"}
    )

    assert page.context["has_change_permission"] is False
    assert response.status_code == 403
    assert model.objects.values().get() == before


@each
def test_staff_see_the_rows_of_their_plans_only(client, people, staff_viewer, make):
    mine, _other = make(plan=people.plan), make()
    client.force_login(staff_viewer)

    listed = client.get(address(type(mine), "changelist")).context["cl"].queryset

    assert list(listed) == [mine]


@each
def test_row_of_another_plan_is_not_found(client, people, staff_viewer, make):
    row = make()
    client.force_login(staff_viewer)

    response = client.get(address(type(row), "change", row.pk))

    assert response.status_code == 302  # to the first page, as Django says "not found"


def test_action_shows_what_others_saw_and_what_was_asked(boss):
    check = DueCheckFactory(after__reason="Forty records were read.")
    request = DueDateChangeFactory(action=check.action)

    page = boss.get(address(Action, "change", check.action.pk))

    shown = page.content.decode()
    assert "Forty records were read." in shown
    assert "Check at 6 months" in shown
    assert request.asked_by.full_name in shown
    assert "due_date_changes-0-decision" not in as_opened(page)


def test_request_is_not_decided_by_a_crafted_request(client, people, staff_manager):
    request = DueDateChangeFactory(plan=people.plan)
    client.force_login(staff_manager)
    path = address(Action, "change", request.action.pk)
    data = as_opened(client.get(path)) | {
        "due_date_changes-0-id": request.pk,
        "due_date_changes-0-decision": "approved",
        "due_date_changes-0-decided_by": staff_manager.pk,
        "due_date_changes-0-decided_on": "2026-06-15",
    }

    client.post(path, data)

    assert DueDateChange.objects.get().decision == ""
