"""Challenges as a list and as one page: the question, what was said, how it ended."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.choices import ReplyKind
from tracker.models import Challenge, ChallengeReply, Plan


@dataclass(frozen=True)
class ChallengePage:
    """One challenge, as its page shows it."""

    challenge: Challenge
    entries: list[ChallengeReply]

    @property
    def is_closed(self) -> bool:
        """Whether it is said what became of it."""
        return hasattr(self.challenge, "closing")

    @property
    def is_answered(self) -> bool:
        """Whether the last word is a reply, and who asked is to say what of it."""
        last = self.entries[-1] if self.entries else None
        return not self.is_closed and last is not None and last.kind == ReplyKind.REPLY


def challenges_shown(challenges: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """With all that a line about a challenge shows, in its one query."""
    return challenges.select_related(
        "action",
        "recommendation",
        "meeting",
        "raised_by",
        "closing__closed_by",
        "closing__agreed_action",
    )


def listed_challenges(plan: Plan, on: date) -> QuerySet[Challenge]:
    """The plan's challenges up to a day, each with its state and its last reply."""
    replies = ChallengeReply.objects.filter(
        challenge=OuterRef("pk"), kind=ReplyKind.REPLY, made_on__lte=on
    ).order_by("-number")
    rows = Challenge.objects.filter(plan=plan, raised_on__lte=on).with_state(on)
    return challenges_shown(rows).annotate(
        subject=Coalesce("action__reference", "recommendation__reference"),
        last_reply=Subquery(replies.values("text")[:1]),
        last_reply_on=Subquery(replies.values("made_on")[:1]),
        last_reply_by=Subquery(replies.values("author__full_name")[:1]),
    )


def challenge_page(challenge: Challenge) -> ChallengePage:
    """Read what was said to a challenge, in one query."""
    return ChallengePage(
        challenge=challenge,
        entries=list(challenge.replies.select_related("author")),
    )
