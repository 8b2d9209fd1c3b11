"""Asking for an update on one action: who gets a mail, what it says, once a day."""

import re

import pytest
from django.core import mail

from tests.factories import ActionFactory
from tests.people import plan_with_people
from tests.views.pages import address, words
from tracker.models import Reminder

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 9


@pytest.fixture
def people():
    """A plan with everybody who may ask, and one action of the owner's post."""
    people = plan_with_people(name="Northmere plan")
    ActionFactory(plan=people.plan, owner_post=people.post, title="Train managers")
    return people


def text(response):
    return words(response.content.decode())


def test_page_says_who_gets_the_mail(people, manager, django_assert_num_queries):
    with django_assert_num_queries(PAGE_QUERIES):
        response = manager.get(address("action-ask", people.plan, "A-001"))

    assert "goes to Olive Owner and Dan Deputy." in text(response)
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_page_of_an_action_without_owner_offers_nothing(people, manager):
    ActionFactory(plan=people.plan)

    response = manager.get(address("action-ask", people.plan, "A-002"))

    assert "Nobody can be asked now. It has no owner." in text(response)
    assert "<button" not in response.content.decode().split("<main")[1]


def test_asking_sends_the_mail_as_text_and_html(people, manager):
    response = manager.post(address("action-ask", people.plan, "A-001"), follow=True)

    assert (
        "An update on A-001 was asked for. The mail went to Dan Deputy and Olive Owner."
        in text(response)
    )
    message = mail.outbox[1]
    assert message.subject == "Please update A-001: Northmere plan"
    assert message.to == [people.owner.email]
    link = f"http://testserver{address('update-create', people.plan, 'A-001')}"
    assert message.body.startswith(
        "Hello Olive Owner,\n\nMary Manager asks you for an update on this action "
        'of the plan "Northmere plan":\n\nA-001 Train managers\n'
        f"Due 30 September 2026\nAdd an update: {link}\n"
    )
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert re.findall(r'href="([^"]+)"', html) == [link]


def test_action_tells_who_was_asked_and_offers_to_ask(people, manager):
    page = manager.post(address("action-ask", people.plan, "A-001"), follow=True)

    assert "Olive Owner was asked for an update" in text(page)
    assert f'href="{address("action-ask", people.plan, "A-001")}"' in (
        page.content.decode()
    )


def test_asking_again_that_day_sends_nothing_and_says_so(people, manager):
    manager.post(address("action-ask", people.plan, "A-001"))
    mail.outbox.clear()

    response = manager.post(address("action-ask", people.plan, "A-001"), follow=True)

    assert mail.outbox == []
    assert "Nobody was asked. Olive Owner was asked today already." in text(response)


def test_mail_that_no_server_takes_leaves_nothing_in_the_ledger(
    people, manager, monkeypatch
):
    monkeypatch.setattr("tracker.views.asking.sent", lambda _message: False)

    response = manager.post(address("action-ask", people.plan, "A-001"), follow=True)

    assert "The mail to Olive Owner could not be sent." in text(response)
    assert Reminder.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 403),
        ("owner", 403),
        ("board_member", 403),
        ("moderator", 403),
        ("superuser", 403),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_only_plan_managers_ask(people, client, method, who, status):
    client.force_login(getattr(people, who))

    response = getattr(client, method)(address("action-ask", people.plan, "A-001"))

    assert (response.status_code, mail.outbox) == (status, [])


def test_action_that_is_not_there(people, manager):
    assert manager.get(address("action-ask", people.plan, "A-777")).status_code == 404
