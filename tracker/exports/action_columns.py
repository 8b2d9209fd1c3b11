"""The columns of a list of actions, and its rows: what one answers is one cell.

Filled in or edited, the Excel file comes back: `intake.workbook` reads these headings.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Aggregate, CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from tracker.choices import (
    ActionStatus,
    CheckDirection,
    CheckSustained,
    Claim,
    ReportedRating,
)
from tracker.exports.columns import Column, Kind, Row, rows
from tracker.models import Answer

BETWEEN_ANSWERS = "; "
ANSWERS = Column("Answers", "answered_parts", Kind.LONG_TEXT)

ACTION_COLUMNS = (
    Column("Reference", "reference"),
    Column("Action", "title", Kind.LONG_TEXT),
    Column("Output", "output", Kind.LONG_TEXT),
    Column("Outcome", "outcome", Kind.LONG_TEXT),
    Column("Impact", "impact", Kind.LONG_TEXT),
    Column("Workstream", "workstream__name"),
    Column("Owner", "owner_post__title"),
    Column("Holder", "holder_name"),
    Column("Owner in the document", "owner_words"),
    ANSWERS,
    Column(
        "Status",
        "status",
        choices={"": "Recorded from a document", **dict(ActionStatus.choices)},
    ),
    Column("Rating", "rating", choices=dict(ReportedRating.choices)),
    Column("Per cent complete", "last_percent", Kind.PERCENT),
    Column("Start", "starts_on", Kind.DATE),
    Column("First due date", "first_due_on", Kind.DATE),
    Column("Due date", "due_on", Kind.DATE),
    Column("Due in words", "due_words"),
    Column("Times moved", "times_moved", Kind.NUMBER),
    Column("Days moved", "days_moved", Kind.NUMBER),
    Column("Last update", "last_update_on", Kind.DATE),
    Column("Claim in the document", "claim", choices=dict(Claim.choices)),
    Column("Visits that checked it", "check_count", Kind.NUMBER),
    Column("Last visit", "last_check_visit"),
    Column(
        "Last visit: sustained",
        "last_check_sustained",
        choices=dict(CheckSustained.choices),
    ),
    Column(
        "Last visit: direction",
        "last_check_direction",
        choices=dict(CheckDirection.choices),
    ),
    Column("Source", "source__code"),
    Column("Place in the source", "locator"),
    Column("Quote", "quote", Kind.LONG_TEXT),
    # Tells, when the file comes back, whether the action was changed meanwhile
    Column("Version", "version", Kind.NUMBER),
)


class JoinedText(Aggregate):
    """The texts of a group as one, in no order; databases call it differently."""

    function = "STRING_AGG"
    template = f"%(function)s(%(expressions)s, '{BETWEEN_ANSWERS}')"

    def as_sqlite(self, *args: Any, **options: Any) -> Any:
        """As SQLite spells it."""
        return self.as_sql(*args, function="GROUP_CONCAT", **options)


def action_rows(actions: QuerySet) -> Iterator[Row]:
    """Stream the actions as they are shown, in one query, in their own order.

    What an action answers reads "R-004.1; R-004.2".
    """
    return _in_order(rows(with_answers(actions), ACTION_COLUMNS))


def with_answers(actions: QuerySet) -> QuerySet:
    """Each action with the parts it answers, joined in one text."""
    number = Cast("part__number", CharField())
    part = Concat("part__recommendation__reference", Value("."), number)
    answers = Answer.objects.filter(action=OuterRef("pk")).order_by().values("action")
    joined = answers.annotate(joined=JoinedText(part, output_field=CharField()))
    return actions.annotate(answered_parts=Subquery(joined.values("joined")))


def _in_order(records: Iterable[Row]) -> Iterator[Row]:
    """Each row with its answers in the order of their references."""
    place = ACTION_COLUMNS.index(ANSWERS)
    for record in records:
        row = list(record)
        answers = str(row[place] or "").split(BETWEEN_ANSWERS)
        row[place] = BETWEEN_ANSWERS.join(sorted(answers, key=_by_number))
        yield row


def _by_number(answer: str) -> tuple[str, int]:
    """R-004.2 comes before R-004.10."""
    reference, _, number = answer.partition(".")
    return reference, int(number or 0)
