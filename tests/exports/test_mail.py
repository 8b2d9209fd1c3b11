"""Notices as mails: both forms say the same, and a dead server is no surprise."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outbox

from tracker.exports.mail import Invitation, invitation_mail, sent

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
