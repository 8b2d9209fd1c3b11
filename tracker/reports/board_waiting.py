"""What waits for one person in the board's logs, over all plans: a queryset a queue."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tracker.choices import ChallengeState
from tracker.models import Challenge, Decision, Post, User
from tracker.permissions import Verb, plans_where, visible_to
from tracker.reports.waiting import posts_of


def challenges_to_answer(person: User, on: date) -> QuerySet[Challenge]:
    """Challenges that wait for a reply: of the person's own actions first of all.

    Where a challenge names no action, or one whose post nobody with an account
    holds, it waits for the plan managers.
    """
    held = Post.objects.with_people(on).filter(
        Q(holder_account__isnull=False) | Q(deputy_account__isnull=False),
        pk=OuterRef("action__owner_post"),
    )
    is_mine = Q(action__owner_post__in=posts_of(person, on))
    is_nobodys = ~Exists(held) & Q(plan__in=plans_where(person, Verb.EDIT_PLAN, on))
    rows = Challenge.objects.with_state(on).filter(
        is_mine | is_nobodys, raised_on__lte=on
    )
    waiting = rows.in_state(ChallengeState.OPEN)
    return _in_order(visible_to(person, waiting, on))


def challenges_answered(person: User, on: date) -> QuerySet[Challenge]:
    """Challenges whose reply waits for the person's word; never a reply of theirs.

    Those the person raised; of the plans in which the person raises challenges also
    those asked on behalf of others, or answered by who raised them.
    """
    for_the_board = ~Q(on_behalf_of="") | Q(last_replier=F("raised_by"))
    rows = Challenge.objects.with_state(on).filter(
        Q(raised_by=person) | for_the_board,
        ~Q(last_replier=person.pk),
        plan__in=plans_where(person, Verb.RAISE_CHALLENGE, on),
        raised_on__lte=on,
    )
    return _in_order(rows.in_state(ChallengeState.ANSWERED))


def decisions_to_carry_out(person: User, on: date) -> QuerySet[Decision]:
    """Decisions that ask the person's posts for something, the first due first."""
    rows = Decision.objects.with_state(on).filter(
        owner_post__in=posts_of(person, on), decided_on__lte=on
    )
    return (
        visible_to(person, rows.outstanding(), on)
        .select_related("plan", "meeting", "action", "recommendation")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def _in_order(challenges: QuerySet[Challenge]) -> QuerySet[Challenge]:
    return challenges.select_related(
        "plan", "action", "recommendation", "raised_by", "meeting"
    ).order_by("raised_on", "pk")
