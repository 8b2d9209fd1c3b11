"""A notice as a mail: subject, plain text and HTML, in one message."""

import logging
from dataclasses import asdict, dataclass
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Invitation:
    """What a person is told who was given an account."""

    name: str
    email: str
    link: str
    plan: str = ""
    invited_by: str = ""


@dataclass(frozen=True)
class MailItem:
    """An action as a mail names it, with the one link to where it is answered."""

    reference: str
    title: str
    due: str
    link: str


@dataclass(frozen=True)
class UpdateAsked:
    """What a person is told who is asked for an update."""

    name: str
    email: str
    plan: str
    asked_by: str
    items: tuple[MailItem, ...]


def asked_mail(asked: UpdateAsked) -> EmailMultiAlternatives:
    """The request for an update on one action or many, not yet sent."""
    count = len(asked.items)
    about = asked.items[0].reference if count == 1 else f"{count} actions"
    return mail(
        "asked",
        subject=f"Please update {about}: {asked.plan}",
        to=asked.email,
        name=asked.name,
        plan=asked.plan,
        asked_by=asked.asked_by,
        items=asked.items,
    )


def invitation_mail(invitation: Invitation) -> EmailMultiAlternatives:
    """The invitation, not yet sent."""
    return mail(
        "invitation",
        subject=f"Choose a password for the {settings.SERVICE_NAME}",
        to=invitation.email,
        **asdict(invitation),
        days=timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days,
    )


def mail(
    template: str, *, subject: str, to: str, **context: object
) -> EmailMultiAlternatives:
    """A mail from the two templates of its name, as text and as HTML."""
    context = {"service_name": settings.SERVICE_NAME, "subject": subject, **context}
    text = render_to_string(f"tracker/mail/{template}.txt", context)
    message = EmailMultiAlternatives(" ".join(subject.split()), text.strip(), to=[to])
    html = render_to_string(f"tracker/mail/{template}.html", context)
    message.attach_alternative(html, "text/html")
    return message


def sent(message: EmailMultiAlternatives) -> bool:
    """Send a mail; False, and a line in the log, where no server took it.

    The log does not name the person: the page tells who sends it again.
    """
    try:
        message.send()
    except (OSError, SMTPException) as error:
        logger.warning("A mail was not sent: %s", type(error).__name__)
        return False
    return True
