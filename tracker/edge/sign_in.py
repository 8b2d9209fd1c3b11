"""How people come in: accounts are made for them, never by them."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail and password, for people who were given an account."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed",
        "email_password_mismatch": "The email address or the password is not right",
        "enter_current_password": "The current password is not right",
        "incorrect_password": "The password is not right",
        "too_many_login_attempts": "Too many tries. Wait a few minutes and try again",
    }

    def is_open_for_signup(self, request):
        """No: an administrator makes the account and sends the invitation."""
        return False

    def format_email_subject(self, subject):
        """The subject as written, without the host name in brackets."""
        return subject
