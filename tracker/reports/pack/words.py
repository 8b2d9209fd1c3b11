"""How a pack writes what it tells of actions: the same cells in every section."""

from collections.abc import Iterable
from datetime import date

from tracker.choices import ActionStatus, ReportedRating
from tracker.reports.document import Cell, Column, Kind, Reference, Tag
from tracker.reports.pack.actions import PackAction

ACTION = Column("Action")
TITLE = Column("What is to be done")
OWNER = Column("Owner")
STATUS = Column("Status", Kind.TAG)
RATING = Column("Rating", Kind.TAG)
DUE = Column("Due")
FIRST_DUE = Column("First due", Kind.DAY)


def in_words(day: date) -> str:
    """A day as people write it, such as 21 March 2022."""
    return f"{day.day} {day:%B %Y}"


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 day", "61 days"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def days_words(days: int) -> str:
    """A number of days in words: "1 day", "61 days"."""
    return plural(days, "day")


def named(action: PackAction) -> tuple[Cell, Cell]:
    """The reference of an action and what is to be done."""
    return Reference(action.reference, "action"), action.title


def status_tag(action: PackAction) -> Tag:
    """Where an action stands, as a coloured word."""
    return Tag(action.status_label, ActionStatus.colours[action.status])


def rating_tag(action: PackAction) -> Cell:
    """What is reported of an action; nothing where it has no rating."""
    if action.rating == ReportedRating.NONE:
        return None
    return Tag(action.rating_label, ReportedRating.colours[action.rating])


def due_words(action: PackAction) -> str:
    """The due date, or the words of a date that is none, and how late it is."""
    due = in_words(action.due_on) if action.due_on else action.due_words
    if action.days_late:
        return f"{due}, {days_words(action.days_late)} overdue"
    return due or "No date agreed"


def voices(action: PackAction) -> tuple[Cell, Cell, Cell]:
    """What the owner, the moderator and the inspectors last said."""
    seen = "; ".join(action.inspectors_said)
    where = f" ({action.inspectors_visit})" if action.inspectors_visit else ""
    return (
        action.owner_said or "Not rated",
        action.moderator_said or "Not moderated",
        f"{seen or 'Checked, nothing stated'}{where}" if where else "Not checked",
    )


VOICES = (
    Column("The owner"),
    Column("The moderator"),
    Column("The inspectors"),
)


def sentence_of(names: Iterable[str]) -> str:
    """Names in a row: "A, B and C"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
