"""The board's pages: the overview of a plan's boards, and one meeting."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.choices import ChallengeState, Presence
from tracker.models import Attendance, Board, Challenge, Decision, Meeting, Plan
from tracker.reports.challenges import challenges_shown
from tracker.reports.decisions import decisions_shown

MEETINGS_SHOWN = 6  # past ones on the overview; the list of meetings has all


@dataclass(frozen=True)
class BoardOverview:
    """What a plan's boards have done and what waits, on a day."""

    boards: list[Board]
    to_come: list[Meeting]  # the next first
    held: list[Meeting]  # the latest first
    held_count: int
    challenges: list[Challenge]  # not closed, the longest waiting first
    outstanding: list[Decision]  # what is to be carried out, the first due first

    @property
    def open_challenges(self) -> list[Challenge]:
        """Those that wait for a reply."""
        return [row for row in self.challenges if row.state == ChallengeState.OPEN]

    @property
    def answered_challenges(self) -> list[Challenge]:
        """Those whose reply waits for the word of who asked."""
        return [row for row in self.challenges if row.state == ChallengeState.ANSWERED]


@dataclass(frozen=True)
class MeetingPage:
    """One meeting, as its page shows it."""

    meeting: Meeting
    present: list[Attendance]
    apologies: list[Attendance]
    challenges: list[Challenge]
    decisions: list[Decision]


def board_overview(*, plan: Plan, on: date) -> BoardOverview:
    """The boards of a plan, their meetings and what waits on a day, in six queries."""
    meetings = Meeting.objects.filter(plan=plan).select_related("board")
    held = meetings.held(on)
    challenges = Challenge.objects.filter(plan=plan, raised_on__lte=on).with_state(on)
    decisions = Decision.objects.filter(plan=plan, decided_on__lte=on).with_state(on)
    return BoardOverview(
        boards=list(plan.boards.select_related("source")),
        to_come=list(meetings.to_come(on)),
        held=list(held[:MEETINGS_SHOWN]),
        held_count=held.count(),
        challenges=list(
            challenges_shown(challenges)
            .in_state(ChallengeState.OPEN, ChallengeState.ANSWERED)
            .order_by("raised_on", "reference")
        ),
        outstanding=first_due(decisions_shown(decisions).outstanding()),
    )


def first_due(decisions: object) -> list[Decision]:
    """The decisions, what is due first at the top and what has no day at the end."""
    rows: list[Decision] = list(decisions)  # type: ignore[call-overload]
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.reference))


def meeting_page(*, meeting: Meeting, on: date) -> MeetingPage:
    """Who came to a meeting, what was asked and decided, in three queries."""
    guests = list(meeting.attendances.all())
    challenges = challenges_shown(meeting.challenges.with_state(on))
    decisions = decisions_shown(meeting.decisions.with_state(on))
    return MeetingPage(
        meeting=meeting,
        present=[row for row in guests if row.presence == Presence.PRESENT],
        apologies=[row for row in guests if row.presence == Presence.APOLOGIES],
        challenges=list(challenges.order_by("reference")),
        decisions=list(decisions.order_by("reference")),
    )


def listed_meetings(plan: Plan) -> QuerySet[Meeting]:
    """The plan's meetings, the latest first, each with what happened at it."""
    presences = {
        f"{name}_count": _count(Attendance.objects.filter(presence=presence))
        for name, presence in (
            ("present", Presence.PRESENT),
            ("apologies", Presence.APOLOGIES),
        )
    }
    return (
        Meeting.objects.filter(plan=plan)
        .select_related("board")
        .annotate(
            **presences,
            challenge_count=_count(Challenge.objects.all()),
            decision_count=_count(Decision.objects.all()),
        )
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = (
        rows.filter(meeting=OuterRef("pk"))
        .order_by()
        .values("meeting")
        .annotate(n=Count("pk"))
    )
    return Coalesce(Subquery(counted.values("n")), 0, output_field=IntegerField())
