"""Accounts: their passwords."""

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password

from tracker.models import User, written_together
from tracker.workflow.records import save_record


@written_together()
def share_password(*, accounts: Sequence[User], password: str) -> None:
    """Give accounts one password; those that all have it already stay signed in.

    Hashing is slow by design, so it is done once for all of them.
    """
    known = {account.password for account in accounts}
    if len(known) == 1 and accounts[0].check_password(password):
        return
    hashed = make_password(password)
    for account in accounts:
        account.password = hashed
        save_record(account)
