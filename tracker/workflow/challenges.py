"""Challenges: raised, replied to, asked again, closed; each an entry that stays."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import ReplyKind
from tracker.models import (
    Action,
    Challenge,
    ChallengeClosing,
    ChallengeReply,
    Meeting,
    Plan,
    Recommendation,
    User,
)
from tracker.workflow.records import next_reference, save_record


@dataclass(frozen=True)
class ChallengeEntry:
    """A question, what it is about, at which meeting, and on whose behalf."""

    question: str
    action: Action | None = None
    recommendation: Recommendation | None = None
    meeting: Meeting | None = None
    on_behalf_of: str = ""


@dataclass(frozen=True)
class ClosingEntry:
    """What became of a challenge."""

    outcome: str
    note: str = ""
    agreed_action: Action | None = None


@transaction.atomic
def raise_challenge(
    *, plan: Plan, entry: ChallengeEntry, by: User, on: date
) -> Challenge:
    """Add a challenge: of the meeting's day where the meeting has been, else of `on`.

    Raises ValidationError where it names an action and a recommendation, the meeting
    was called off, or the same was asked that day: a form sent twice adds one.
    """
    Plan.objects.locked(plan.pk)
    meeting = entry.meeting
    if meeting and meeting.is_called_off:
        raise ValidationError({"meeting": f"{meeting.reference} was called off."})
    raised_on = min(meeting.held_on, on) if meeting else on
    twin = plan.challenges.filter(
        question__iexact=entry.question,
        raised_by=by,
        raised_on=raised_on,
        action=entry.action,
        recommendation=entry.recommendation,
    ).first()
    if twin:
        raise ValidationError({"question": f"{twin.reference} already asks this."})
    return save_record(
        Challenge(
            plan=plan,
            reference=next_reference(plan.challenges, "C-"),
            raised_by=by,
            raised_on=raised_on,
            **vars(entry),
        ),
        given={"reference"},
    )


@transaction.atomic
def reply_to_challenge(
    *, challenge: Challenge, text: str, by: User, on: date
) -> ChallengeReply:
    """Add a reply; it waits for the word of who asked.

    Raises ValidationError where the challenge is closed, the day is before the last
    entry, or the last entry says the same.
    """
    return _say(_held(challenge, on), ReplyKind.REPLY, text, by, on)


@transaction.atomic
def ask_for_more(
    *, challenge: Challenge, text: str, by: User, on: date
) -> ChallengeReply:
    """Say that the reply is not enough: the challenge waits for a reply again.

    Raises ValidationError as a reply does, and where the last word is no reply.
    """
    held = _held(challenge, on)
    last = held.replies.last()
    if last is None or last.kind != ReplyKind.REPLY:
        raise ValidationError({"outcome": "It waits for a reply already."})
    return _say(held, ReplyKind.MORE_WANTED, text, by, on)


@transaction.atomic
def close_challenge(
    *, challenge: Challenge, closing: ClosingEntry, by: User, on: date
) -> ChallengeClosing:
    """Say what became of a challenge; it then stays as it is.

    Raises ValidationError where it is closed already, who closes it wrote the last
    reply, a reply is judged that nobody gave, or a reason is missing.
    """
    held = _held(challenge, on)
    return save_record(
        ChallengeClosing(challenge=held, closed_by=by, closed_on=on, **vars(closing))
    )


def _held(challenge: Challenge, on: date) -> Challenge:
    """The challenge, held for this transaction; refused where it is closed."""
    rows = Challenge.objects.select_related("plan", "action", "recommendation")
    held = rows.locked(challenge.pk)
    if ChallengeClosing.objects.filter(challenge=held).exists():
        raise ValidationError(
            f"{held.reference} is closed. Raise another challenge that names it."
        )
    last = held.replies.last()
    if last and on < last.made_on:
        raise ValidationError(
            f"The last entry is of {last.made_on:%-d %B %Y}. "
            "Give that day or a later one."
        )
    return held


def _say(held: Challenge, kind: str, text: str, by: User, on: date) -> ChallengeReply:
    last = held.replies.last()
    if last and (last.text, last.author_id, last.kind) == (text, by.pk, kind):
        raise ValidationError({"text": f"This is on record, as entry {last.number}."})
    return save_record(
        ChallengeReply(
            challenge=held,
            number=last.number + 1 if last else 1,
            kind=kind,
            text=text,
            author=by,
            made_on=on,
        ),
        given={"number"},
    )
