"""An account whose person has open work is closed only once that was seen."""

import pytest
from django.urls import reverse

from tests.admin.pages import address, as_opened, errors_of, send
from tests.factories import ActionFactory, DueDateChangeFactory
from tracker.models import Change, Post, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner_with_work(people):
    """Who owns two open actions, and has asked for a date."""
    action = ActionFactory(plan=people.plan, owner_post=people.post)
    ActionFactory(plan=people.plan, owner_post=people.post)
    DueDateChangeFactory(action=action, asked_by=people.owner)
    return people.owner


def close(client, account, **typed):
    """Take the tick from “may sign in”, and save."""
    path = address(User, "change", account.pk)
    data = as_opened(client.get(path)) | typed
    del data["is_active"]
    return client.post(path, data)


def test_account_with_open_work_is_not_closed_unseen(
    client, people, staff_manager, owner_with_work
):
    client.force_login(staff_manager)

    response = close(client, owner_with_work)

    handover = reverse("tracker:handover", args=[people.plan.slug])
    assert errors_of(response) == {
        "closes_with_work": [
            "This person has open work. Hand it over first, or tick this.",
            (
                f'<a href="{handover}">Head of safeguarding</a> ({people.plan}): '
                "2 open actions."
            ),
            "Requests for a new due date that wait: 1.",
        ]
    }
    assert f'<a href="{handover}">' in response.content.decode()
    assert User.objects.get(pk=owner_with_work.pk).is_active is True


def test_account_with_open_work_leads_others_to_the_post(boss, people, owner_with_work):
    response = close(boss, owner_with_work)

    post = address(Post, "change", people.post.pk)
    assert f'<a href="{post}">Head of safeguarding</a>' in response.content.decode()


def test_account_with_open_work_is_closed_once_it_was_seen(boss, owner_with_work):
    held = close(boss, owner_with_work)

    data = as_opened(held) | {"closes_with_work": "on"}
    response = boss.post(address(User, "change", owner_with_work.pk), data)

    assert response.status_code == 302
    assert User.objects.get(pk=owner_with_work.pk).is_active is False
    change = Change.objects.of(owner_with_work).first()
    assert change.why == "Confirmed: the account is closed with open work."


def test_account_without_open_work_is_closed_at_once(boss, people):
    assert close(boss, people.viewer).status_code == 302

    assert User.objects.get(pk=people.viewer.pk).is_active is False


def test_account_with_open_work_is_otherwise_changed_as_any(boss, owner_with_work):
    path = address(User, "change", owner_with_work.pk)

    assert send(boss, path, full_name="Olive New").status_code == 302
