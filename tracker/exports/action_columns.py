"""The columns of a list of actions."""

from tracker.choices import (
    ActionStatus,
    CheckDirection,
    CheckSustained,
    Claim,
    ReportedRating,
)
from tracker.exports.columns import Column, Kind

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
)
