"""How people come in: accounts are made for them, never by them."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail and password, for people who were given an account."""

    def is_open_for_signup(self, request):
        """No: an administrator makes the account and sends the invitation."""
        return False
