"""The sign-in forms of allauth in our words; the setting ACCOUNT_FORMS names them."""

from typing import ClassVar

from allauth.account import forms as allauth_forms
from django.contrib.auth import password_validation

from tracker.forms.base import PlainWordsMixin


class SignInWordsMixin(PlainWordsMixin):
    """Our labels, no placeholders, and hints as one line of text."""

    labels: ClassVar[dict[str, str]] = {}
    rules_for = ""  # the field that says what a good password is

    def prepare_fields(self):
        """Put our words in place before the messages are built from them."""
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
        if self.rules_for:
            rules = password_validation.password_validators_help_texts()
            self.fields[self.rules_for].help_text = " ".join(rules)


class LoginForm(SignInWordsMixin, allauth_forms.LoginForm):
    """E-mail address and password."""

    labels: ClassVar = {"login": "Email address", "password": "Password"}


class ResetPasswordForm(SignInWordsMixin, allauth_forms.ResetPasswordForm):
    """Asks for a link to choose a new password."""

    labels: ClassVar = {"email": "Email address"}


class ResetPasswordKeyForm(SignInWordsMixin, allauth_forms.ResetPasswordKeyForm):
    """Chooses a password after following the link."""

    labels: ClassVar = {"password1": "New password", "password2": "New password again"}
    rules_for = "password1"


class ChangePasswordForm(SignInWordsMixin, allauth_forms.ChangePasswordForm):
    """Changes a password that is known."""

    labels: ClassVar = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "New password again",
    }
    rules_for = "password1"


class SetPasswordForm(SignInWordsMixin, allauth_forms.SetPasswordForm):
    """Chooses the first password of an account."""

    labels: ClassVar = {"password1": "Password", "password2": "Password again"}
    rules_for = "password1"


class ReauthenticateForm(SignInWordsMixin, allauth_forms.ReauthenticateForm):
    """Shows that the person at the keyboard is still the same."""

    labels: ClassVar = {"password": "Password"}
