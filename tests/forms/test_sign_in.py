"""The sign-in forms in our words."""

import pytest

from tests.factories import UserFactory
from tracker.forms import sign_in


@pytest.fixture
def person():
    """Somebody with an account, not stored."""
    return UserFactory.build()


def labels(form) -> list[str]:
    return [str(field.label) for field in form.fields.values()]


def test_sign_in_asks_for_address_and_password():
    assert labels(sign_in.LoginForm()) == ["Email address", "Password"]


def test_sign_in_left_empty_says_what_to_enter():
    assert sign_in.LoginForm({}).errors == {
        "login": ["Enter email address"],
        "password": ["Enter password"],
    }


def test_asking_for_a_link_asks_for_the_address():
    assert labels(sign_in.ResetPasswordForm()) == ["Email address"]


def test_changing_a_password_asks_for_the_current_one(person):
    assert labels(sign_in.ChangePasswordForm(user=person)) == [
        "Current password",
        "New password",
        "New password again",
    ]


def test_choosing_a_password(person):
    assert labels(sign_in.ResetPasswordKeyForm(user=person)) == [
        "New password",
        "New password again",
    ]
    assert labels(sign_in.SetPasswordForm(user=person)) == [
        "Password",
        "Password again",
    ]


def test_entering_the_password_again(person):
    assert labels(sign_in.ReauthenticateForm(user=person)) == ["Password"]


def test_fields_have_labels_and_no_placeholders(person):
    form = sign_in.ChangePasswordForm(user=person)

    assert [field.widget.attrs for field in form.fields.values()] == [
        {"autocomplete": "current-password"},
        {"autocomplete": "new-password"},
        {"autocomplete": "new-password"},
    ]


def test_rules_of_a_password_are_said_once_as_plain_text(person):
    form = sign_in.ChangePasswordForm(user=person)

    hints = [str(field.help_text) for field in form.fields.values()]
    assert [bool(hint) for hint in hints] == [False, True, False]
    assert "at least 8 characters" in hints[1]
    assert "<" not in hints[1]
