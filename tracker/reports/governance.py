"""What a plan's boards asked and decided between two days, for reports and packs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from tracker.choices import ChallengeState, DecisionState
from tracker.models import (
    Challenge,
    ChallengeReply,
    Decision,
    Meeting,
    Plan,
)
from tracker.reports.board_pages import first_due
from tracker.reports.challenges import challenges_shown
from tracker.reports.decisions import decisions_shown


@dataclass(frozen=True)
class ReplyTold:
    """What was said to a challenge."""

    made_on: date
    kind: str
    author: str
    text: str


@dataclass(frozen=True)
class ChallengeTold:
    """A challenge as it stood on a day."""

    reference: str
    about: str  # a reference; empty for the plan as a whole
    meeting: str
    asker: str
    raised_on: date
    question: str
    state: str
    replies: tuple[ReplyTold, ...]
    outcome: str = ""  # the three that follow only once it is closed
    closed_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class DecisionTold:
    """A decision as it stood on a day."""

    reference: str
    meeting: str
    decided_on: date
    text: str
    effect: str
    about: str
    owner: str  # the title of a post; empty where it asks for nothing
    due_on: date | None
    state: str


@dataclass(frozen=True)
class MeetingTold:
    """A meeting."""

    reference: str
    board: str
    title: str
    held_on: date


@dataclass(frozen=True)
class GovernanceReport:
    """Boards of a plan: after `since` and up to `on`, as they stood on that day."""

    on: date
    since: date
    held: list[MeetingTold]  # since, the first first
    next_meeting: MeetingTold | None
    raised: list[ChallengeTold]  # since
    waiting: list[ChallengeTold]  # for a reply, on the day, however old
    answered: list[ChallengeTold]  # and not closed, on the day, however old
    closed: list[ChallengeTold]  # since
    decisions: list[DecisionTold]  # since
    outstanding: list[DecisionTold]  # on the day, however old, the first due first


def governance_report(
    *, plan: Plan, on: date, since: date, known_at: datetime | None = None
) -> GovernanceReport:
    """Meetings, challenges and decisions after one day and up to another.

    What was written down after `known_at` is left out. Four queries, whatever there
    is; what a meeting is called and who owns a decision are as they stand now.
    """
    meetings = [_meeting(row) for row in _meetings(plan, since, known_at)]
    challenges = _challenges(plan, on, since, known_at)
    decisions = _decisions(plan, on, since, known_at)
    return GovernanceReport(
        on=on,
        since=since,
        held=[row for row in meetings if row.held_on <= on],
        next_meeting=next((row for row in meetings if row.held_on > on), None),
        raised=[row for row in challenges if row.raised_on > since],
        waiting=_in_state(challenges, ChallengeState.OPEN),
        answered=_in_state(challenges, ChallengeState.ANSWERED),
        closed=[row for row in challenges if row.closed_on and row.closed_on > since],
        decisions=[_decision(row) for row in decisions if row.decided_on > since],
        outstanding=[
            _decision(row)
            for row in first_due(decisions)
            if row.state in DecisionState.outstanding
        ],
    )


def _known(known_at: datetime | None, path: str = "recorded_at") -> Q:
    return Q(**{f"{path}__lte": known_at}) if known_at else Q()


def _meetings(plan: Plan, since: date, known_at: datetime | None) -> list[Meeting]:
    rows = Meeting.objects.filter(
        _known(known_at), plan=plan, held_on__gt=since, is_called_off=False
    )
    return list(rows.select_related("board").order_by("held_on", "reference"))


def _challenges(
    plan: Plan, on: date, since: date, known_at: datetime | None
) -> list[ChallengeTold]:
    """Those raised or closed in the days, and those not closed on the last one."""
    replies = ChallengeReply.objects.filter(_known(known_at), made_on__lte=on)
    rows = (
        challenges_shown(Challenge.objects.with_state(on, known_at))
        .filter(_known(known_at), plan=plan, raised_on__lte=on)
        .filter(
            ~Q(state=ChallengeState.CLOSED)
            | Q(raised_on__gt=since)
            | Q(closing__closed_on__gt=since)
        )
        .prefetch_related(
            Prefetch("replies", replies.select_related("author"), to_attr="said")
        )
    )
    return [_challenge(row) for row in rows.order_by("reference")]


def _decisions(
    plan: Plan, on: date, since: date, known_at: datetime | None
) -> list[Decision]:
    """Those made in the days, and those to be carried out on the last one."""
    rows = decisions_shown(Decision.objects.with_state(on, known_at)).filter(
        Q(decided_on__gt=since) | Q(state__in=DecisionState.outstanding),
        _known(known_at),
        plan=plan,
        decided_on__lte=on,
    )
    return list(rows.order_by("reference"))


def _in_state(rows: list[ChallengeTold], state: str) -> list[ChallengeTold]:
    return [row for row in rows if row.state == state]


def _meeting(row: Meeting) -> MeetingTold:
    return MeetingTold(row.reference, row.board.name, row.title, row.held_on)


def _challenge(row: Challenge) -> ChallengeTold:
    is_closed = row.state == ChallengeState.CLOSED
    return ChallengeTold(
        reference=row.reference,
        about=row.about,
        meeting=row.meeting.reference if row.meeting else "",
        asker=row.asker,
        raised_on=row.raised_on,
        question=row.question,
        state=row.state,
        replies=tuple(
            ReplyTold(each.made_on, each.kind, str(each.author), each.text)
            for each in row.said
        ),
        outcome=row.closing.outcome if is_closed else "",
        closed_on=row.closing.closed_on if is_closed else None,
        note=row.closing.note if is_closed else "",
    )


def _decision(row: Decision) -> DecisionTold:
    subject = row.action or row.recommendation
    return DecisionTold(
        reference=row.reference,
        meeting=row.meeting.reference,
        decided_on=row.decided_on,
        text=row.text,
        effect=row.effect,
        about=subject.reference if subject else "",
        owner=row.owner_post.title if row.owner_post else "",
        due_on=row.due_on,
        state=row.state,
    )
