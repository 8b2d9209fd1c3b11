"""Handover: everything a leaver holds goes to others, or is vacant, in one step."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from tracker.models import (
    Plan,
    PlanMembership,
    Post,
    PostHolding,
    User,
    change_set,
    written_together,
)
from tracker.workflow.people import Holding, end_membership, set_holder


@dataclass(frozen=True)
class HandedPost:
    """A post, as holder or deputy, and who has it next; without a name nobody."""

    post: Post
    kind: str
    name: str = ""
    account: User | None = None


@dataclass(frozen=True)
class Handover:
    """Who leaves, from which day the others have the posts, and which membership ends.

    The membership's last day is the day before.
    """

    name: str
    account_id: int | None
    starts_on: date
    posts: tuple[HandedPost, ...]
    membership: PlanMembership | None = None


@written_together()
def hand_over(*, plan: Plan, handover: Handover) -> list[PostHolding]:
    """Write who has each post from the day on; all of it, or nothing.

    What the leaver wrote stays under their name. Raises ValidationError where the
    leaver does not hold one of the posts on that day, or it changed hands that day.
    """
    Plan.objects.locked(plan.pk)
    with change_set(why=f"Handover from {handover.name}"):
        holdings = [_hand_over(handover, handed) for handed in handover.posts]
        if handover.membership:
            end_membership(
                membership=handover.membership,
                version=handover.membership.version,
                ends_on=handover.starts_on - timedelta(days=1),
            )
    return holdings


def _hand_over(handover: Handover, handed: HandedPost) -> PostHolding:
    rows = PostHolding.objects.latest_of(handed.kind, handover.starts_on)
    now = rows.filter(post=handed.post).first()
    if now is None or not _is_held(now, handover):
        raise ValidationError(
            f"{handover.name} does not hold {handed.post} on "
            f"{handover.starts_on:%-d %B %Y}. Give another day, or start again."
        )
    if now.starts_on == handover.starts_on:
        raise ValidationError(
            f"{handed.post} already has an entry from that day. Give a later day."
        )
    return set_holder(
        post=handed.post,
        holding=Holding(
            kind=handed.kind,
            starts_on=handover.starts_on,
            name=handed.name,
            account=handed.account,
        ),
    )


def _is_held(holding: PostHolding, handover: Handover) -> bool:
    if handover.account_id is not None:
        return holding.account_id == handover.account_id
    return holding.account_id is None and holding.name == handover.name
