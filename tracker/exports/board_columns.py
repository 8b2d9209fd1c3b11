"""The columns of the board's lists: meetings, challenges, decisions."""

from tracker.choices import (
    ChallengeOutcome,
    ChallengeState,
    DecisionEffect,
    DecisionState,
)
from tracker.exports.columns import Column, Kind

MEETING_COLUMNS = (
    Column("Reference", "reference"),
    Column("Board", "board__name"),
    Column("Day", "held_on", Kind.DATE),
    Column("Cut-off of the pack", "cut_off_on", Kind.DATE),
    Column("Title", "title"),
    Column("Place", "place"),
    Column("Called off", "is_called_off", Kind.YES_NO),
    Column("Present", "present_count", Kind.NUMBER),
    Column("Apologies", "apologies_count", Kind.NUMBER),
    Column("Challenges", "challenge_count", Kind.NUMBER),
    Column("Decisions", "decision_count", Kind.NUMBER),
    Column("Source", "source__code"),
    Column("Place in the source", "locator"),
    Column("Quote", "quote", Kind.LONG_TEXT),
)
CHALLENGE_COLUMNS = (
    Column("Reference", "reference"),
    Column("Raised on", "raised_on", Kind.DATE),
    Column("Raised by", "raised_by__full_name"),
    Column("On behalf of", "on_behalf_of"),
    Column("Meeting", "meeting__reference"),
    Column("About", "subject"),
    Column("Question", "question", Kind.LONG_TEXT),
    Column("State", "state", choices=dict(ChallengeState.choices)),
    Column("Last reply on", "last_reply_on", Kind.DATE),
    Column("Last reply by", "last_reply_by"),
    Column("Last reply", "last_reply", Kind.LONG_TEXT),
    Column("Outcome", "closing__outcome", choices=dict(ChallengeOutcome.choices)),
    Column("Closed on", "closing__closed_on", Kind.DATE),
    Column("Closed by", "closing__closed_by__full_name"),
    Column("Closing words", "closing__note", Kind.LONG_TEXT),
    Column("Action agreed", "closing__agreed_action__reference"),
)
DECISION_COLUMNS = (
    Column("Reference", "reference"),
    Column("Meeting", "meeting__reference"),
    Column("Decided on", "decided_on", Kind.DATE),
    Column("Decision", "text", Kind.LONG_TEXT),
    Column("What it did", "effect", choices=dict(DecisionEffect.choices)),
    Column("About", "subject"),
    Column("Old due date", "date_change__old_on", Kind.DATE),
    Column("New due date", "date_change__new_on", Kind.DATE),
    Column("To be carried out by", "owner_post__title"),
    Column("To be done by", "due_on", Kind.DATE),
    Column("State", "state", choices=dict(DecisionState.choices)),
    Column("Done on", "completion__done_on", Kind.DATE),
    Column("What was done", "completion__note", Kind.LONG_TEXT),
    Column("Puts right", "corrects__reference"),
    Column("Put right by", "corrected_by__reference"),
    Column("Written down by", "recorded_by__full_name"),
)
