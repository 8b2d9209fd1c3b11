import pytest

from tests.factories import UserFactory
from tracker.models import Change
from tracker.workflow.accounts import share_password

pytestmark = pytest.mark.django_db

SHARED = "one for all of us"


def test_share_password_gives_each_account_the_password():
    accounts = [UserFactory(), UserFactory()]

    share_password(accounts=accounts, password=SHARED)

    for account in accounts:
        account.refresh_from_db()
    assert [account.check_password(SHARED) for account in accounts] == [True, True]


def test_share_password_again_changes_nothing():
    accounts = [UserFactory(), UserFactory()]
    share_password(accounts=accounts, password=SHARED)
    count = Change.objects.count()

    share_password(accounts=accounts, password=SHARED)

    assert Change.objects.count() == count


def test_share_password_gives_it_to_one_that_came_later():
    first = UserFactory(password=SHARED)
    late = UserFactory()

    share_password(accounts=[first, late], password=SHARED)

    assert late.check_password(SHARED)
