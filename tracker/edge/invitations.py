"""The link with which a person chooses the first password of an account."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from tracker.models import User


def set_password_link(request: HttpRequest, person: User) -> str:
    """Where the person chooses a password; it works once and for a limited time.

    It is the sign-in pages' own reset link, so there is one page and one time limit.
    """
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": default_token_generator.make_token(person),
        },
    )
    return request.build_absolute_uri(path)
