"""Notices as mails: both forms say the same, and a dead server is no surprise."""

import os
from importlib import import_module
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outbox

from tracker.exports.mail import (
    Invitation,
    MailItem,
    UpdateAsked,
    asked_mail,
    invitation_mail,
    sent,
)

LINK = "https://tracker.example/accounts/password/reset/key/1-abc/"
INVITATION = Invitation(
    name="Nia <New>",
    email="nia@partner.example",
    link=LINK,
    plan="Children's plan",
    invited_by="Mary Manager",
)


def test_invitation_mail_has_text_and_html(settings):
    settings.SERVICE_NAME = "Plan tracker"
    settings.DEFAULT_FROM_EMAIL = "tracker@council.example"

    message = invitation_mail(INVITATION)

    assert message.subject == "Choose a password for the Plan tracker"
    assert message.to == ["nia@partner.example"]
    assert message.from_email == "tracker@council.example"
    assert message.message().get_content_type() == "multipart/alternative"
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert f'<a href="{LINK}">' in html
    assert "Nia &lt;New&gt;" in html


def test_invitation_mail_text_says_who_what_and_until_when():
    text = invitation_mail(INVITATION).body

    assert text.startswith(
        "Hello Nia <New>,\n\nMary Manager has given you an account for the plan "
        '"Children\'s plan" in the Improvement plan tracker.\n'
    )
    assert f"\n{LINK}\n" in text
    assert "within 7 days" in text


def test_invitation_mail_without_plan_names_none():
    invitation = Invitation(name="Nia", email="nia@partner.example", link=LINK)

    text = invitation_mail(invitation).body

    assert "You have been given an account in the Improvement plan tracker." in text


def test_invitation_mail_has_no_line_break_in_its_subject(settings):
    settings.SERVICE_NAME = "Plan\ntracker"

    message = invitation_mail(INVITATION)

    assert message.message()["Subject"] == "Choose a password for the Plan tracker"


def test_sent_hands_the_mail_over():
    assert sent(invitation_mail(INVITATION)) is True
    assert [message.to for message in outbox.outbox] == [["nia@partner.example"]]


@pytest.mark.skipif("EMAIL_URL" in os.environ, reason="EMAIL_URL names a server.")
def test_mail_is_printed_where_no_server_is_named():
    stated = import_module("config.settings")

    assert stated.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    "error", [ConnectionRefusedError(), SMTPServerDisconnected("gone")]
)
def test_sent_says_no_where_no_server_takes_it(error, monkeypatch, caplog):
    message = invitation_mail(INVITATION)

    def refuse():
        raise error

    monkeypatch.setattr(message, "send", refuse)

    assert sent(message) is False
    assert caplog.messages == [f"A mail was not sent: {type(error).__name__}"]


def asked(*references):
    """A request for updates on these actions."""
    items = tuple(
        MailItem(
            reference=reference,
            title="Train <all> managers",
            due="Due 30 September 2026",
            link=f"https://tracker.example/{reference}/",
        )
        for reference in references
    )
    return UpdateAsked(
        name="Olive Owner",
        email="olive@council.example",
        plan="Children's plan",
        asked_by="Mary Manager",
        items=items,
    )


@pytest.mark.parametrize(
    ("references", "subject"),
    [
        (["A-001"], "Please update A-001: Children's plan"),
        (["A-001", "A-002"], "Please update 2 actions: Children's plan"),
    ],
)
def test_asked_mail_names_what_it_is_about(references, subject):
    message = asked_mail(asked(*references))

    assert message.subject == subject
    assert message.to == ["olive@council.example"]


def test_asked_mail_has_one_link_an_action_in_both_forms():
    message = asked_mail(asked("A-001", "A-002"))

    ((html, _),) = message.alternatives
    for reference in ("A-001", "A-002"):
        link = f"https://tracker.example/{reference}/"
        assert message.body.count(link) == 1
        assert html.count(link) == 1
    assert "these 2 actions" in message.body
    assert "Train <all> managers" in message.body
    assert "Train &lt;all&gt; managers" in html
