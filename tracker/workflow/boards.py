"""Boards, their meetings, and who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import Presence
from tracker.models import (
    Attendance,
    Board,
    Meeting,
    Plan,
    PlanMembership,
    User,
    change_set,
)
from tracker.workflow.people import free_slug
from tracker.workflow.records import save_new, save_record


@dataclass(frozen=True)
class BoardEntry:
    """What a board is called, how often it meets, who chairs it."""

    name: str
    cadence: str = ""
    chair: str = ""


@dataclass(frozen=True)
class MeetingEntry:
    """When and where a board meets, and up to which day its pack shows the plan."""

    board: Board
    held_on: date
    cut_off_on: date | None = None
    title: str = ""
    place: str = ""
    is_called_off: bool = False


@dataclass(frozen=True)
class Guest:
    """Somebody at a meeting, by name."""

    name: str
    presence: str


@transaction.atomic
def create_board(*, plan: Plan, entry: BoardEntry) -> Board:
    """Add a board to the plan.

    Raises ValidationError where the plan has a board of that name.
    """
    Plan.objects.locked(plan.pk)
    _refuse_twin(plan, entry.name)
    slug = free_slug(plan.boards.all(), entry.name, "name")
    return save_record(Board(plan=plan, slug=slug, **vars(entry)), given={"slug"})


@transaction.atomic
def edit_board(*, board: Board, version: int, entry: BoardEntry) -> Board:
    """Change a board's name, how often it meets or who chairs it.

    Its address stays. Raises StaleRecordError where it was saved since `version`,
    ValidationError where the plan has another board of that name.
    """
    held = Board.objects.select_related("plan", "source").locked(board.pk, version)
    _refuse_twin(held.plan, entry.name, but=held)
    for name, value in vars(entry).items():
        setattr(held, name, value)
    return save_record(held)


@transaction.atomic
def create_meeting(*, plan: Plan, entry: MeetingEntry) -> Meeting:
    """Add a meeting, held or to come; its reference says the year of its day.

    Raises ValidationError where the board meets on that day already or the cut-off
    is after the meeting.
    """
    Plan.objects.locked(plan.pk)
    meeting = Meeting(
        plan=plan, reference=_next_reference(plan, entry.held_on.year), **vars(entry)
    )
    return save_record(meeting, given={"reference"})


@transaction.atomic
def edit_meeting(
    *, meeting: Meeting, version: int, entry: MeetingEntry, why: str
) -> Meeting:
    """Move a meeting, call it off, or change what is said of it.

    The reference stays. Once a decision stands of it, its board and day stay too.
    Raises StaleRecordError where it was saved since `version`, ValidationError
    where a rule is broken.
    """
    rows = Meeting.objects.select_related("plan", "board", "source")
    held = rows.locked(meeting.pk, version)
    told = (held.board_id, held.held_on, held.is_called_off)
    wanted = (entry.board.pk, entry.held_on, entry.is_called_off)
    if told != wanted and held.decisions.exists():
        raise ValidationError(
            "Decisions of this meeting are on record: its board and its day stay."
        )
    for name, value in vars(entry).items():
        setattr(held, name, value)
    with change_set(why=why):
        return save_record(held)


@transaction.atomic
def record_attendance(*, meeting: Meeting, guests: Iterable[Guest], on: date) -> None:
    """Let these people, and no others, stand as present or with apologies.

    A name that a member of the plan has on that day is joined to the account.
    Raises ValidationError where the meeting is still to come or a name stands twice.
    """
    held = Meeting.objects.select_related("plan").locked(meeting.pk)
    refuse_to_come(held, on)
    wanted = {guest.name: guest for guest in _once(guests)}
    accounts = _accounts_of(held.plan, on)
    for row in held.attendances.select_related("meeting"):
        guest = wanted.get(row.name)
        if guest is None or guest.presence != row.presence:
            row.delete()
        else:
            del wanted[row.name]
    save_new(
        [
            Attendance(
                meeting=held,
                name=guest.name,
                presence=guest.presence,
                account=accounts.get(_person_in(guest.name)),
            )
            for guest in wanted.values()
        ],
        given={"meeting", "account"},
    )


def refuse_to_come(meeting: Meeting, on: date) -> None:
    """Raise ValidationError where a meeting has not taken place by a day."""
    if meeting.is_called_off:
        raise ValidationError(f"{meeting.reference} was called off.")
    if meeting.held_on > on:
        raise ValidationError(
            f"{meeting.reference} is still to come, on {meeting.when}."
        )


def _once(guests: Iterable[Guest]) -> list[Guest]:
    """The guests; refused where a name stands twice."""
    rows = list(guests)
    names = [guest.name.casefold() for guest in rows]
    twice = sorted(
        {guest.name for guest in rows if names.count(guest.name.casefold()) > 1}
    )
    if twice:
        field = Presence.APOLOGIES.value
        raise ValidationError(
            {field: f"{twice[0]} stands twice. Name each person once."}
        )
    return rows


def _accounts_of(plan: Plan, on: date) -> dict[str, User]:
    """The members of the plan on a day, by name."""
    members = PlanMembership.objects.current(on).filter(plan=plan)  # type: ignore[attr-defined]
    return {
        member.person.full_name.casefold(): member.person
        for member in members.select_related("person")
    }


def _person_in(line: str) -> str:
    """The name in a line such as “Ann Lee, independent chair”."""
    return line.split(",", 1)[0].strip().casefold()


def _next_reference(plan: Plan, year: int) -> str:
    """The reference after the highest one of the year, such as B-2026-03."""
    prefix = f"B-{year}-"
    rows = plan.meetings.filter(reference__startswith=prefix)
    numbers = [
        int(reference.removeprefix(prefix))
        for reference in rows.values_list("reference", flat=True)
    ]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


def _refuse_twin(plan: Plan, name: str, but: Board | None = None) -> None:
    twins = plan.boards.filter(name__iexact=name)
    if (twins.exclude(pk=but.pk) if but else twins).exists():
        raise ValidationError({"name": "The plan already has a board of that name."})
