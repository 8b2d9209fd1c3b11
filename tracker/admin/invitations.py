"""Invitations to accounts that were made in the back office."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from tracker.edge.invitations import set_password_link
from tracker.exports.mail import Invitation, invitation_mail, sent
from tracker.models import User


def invite(request: HttpRequest, person: User) -> None:
    """Mail a link to choose a password once the account is stored; say if it failed."""
    transaction.on_commit(lambda: send_invitation(request, person))


def send_invitation(request: HttpRequest, person: User) -> None:
    """Mail a link to choose a password, and say on the page what became of it."""
    invitation = Invitation(
        name=person.full_name,
        email=person.email,
        link=set_password_link(request, person),
        invited_by=str(request.user),
    )
    if sent(invitation_mail(invitation)):
        messages.success(request, f"An invitation was sent to {person.email}.")
        return
    messages.warning(
        request,
        f"The invitation to {person.email} could not be sent. The account stays: the "
        "person can ask for a link with “I have forgotten my password”, or set a "
        "password here.",
    )
