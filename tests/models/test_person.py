import pytest

from tests.factories import UserFactory, unsaved
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import User

pytestmark = pytest.mark.django_db


def test_create_user_can_only_be_invited_until_it_has_a_password():
    user = User.objects.create_user("Ann@Council.Example", full_name="Ann Ash")

    assert user.email == "ann@council.example"
    assert not user.has_usable_password()
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_create_user_with_a_password_can_sign_in():
    user = User.objects.create_user("ann@c.example", "long enough", full_name="Ann")

    assert user.check_password("long enough")


def test_create_superuser_opens_the_back_office():
    user = User.objects.create_superuser("ann@c.example", "long", full_name="Ann")

    assert (user.is_staff, user.is_superuser) == (True, True)


def test_email_in_other_spelling_is_refused():
    UserFactory(email="ann@council.example")

    assert_refused(
        unsaved(UserFactory, email="Ann@council.example"),
        "This email address already has an account.",
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"email": "ann"}, "Enter a valid email address.", id="no address"),
        pytest.param({"full_name": ""}, "This field cannot be blank.", id="no name"),
    ],
)
def test_account_that_says_too_little_is_refused(values, sentence):
    assert_said(unsaved(UserFactory, **values), sentence)


def test_account_without_a_password_is_accepted():
    assert_accepted(unsaved(UserFactory))


def test_name_of_a_person_is_never_cut():
    user = UserFactory(full_name="Ann-Marie van der Berg")

    assert str(user) == user.get_full_name() == user.get_short_name()
    assert str(user) == "Ann-Marie van der Berg"


def test_name_of_a_person_without_one_is_the_address():
    assert str(UserFactory(full_name="", email="a@b.example")) == "a@b.example"
