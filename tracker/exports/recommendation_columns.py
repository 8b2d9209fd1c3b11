"""The columns of a list of recommendations."""

from tracker.choices import (
    CheckConsistency,
    CheckDirection,
    CheckProgress,
    CheckSustained,
    RecommendationKind,
    RecommendationSection,
    RecommendationState,
    Voice,
)
from tracker.exports.columns import Column, Kind

RECOMMENDATION_COLUMNS = (
    Column("Reference", "reference"),
    Column("Kind", "kind", choices=dict(RecommendationKind.choices)),
    Column("Section", "section", choices=dict(RecommendationSection.choices)),
    Column("Number in the report", "number"),
    Column("Recommendation", "text", Kind.LONG_TEXT),
    Column("Visit", "visit__reference"),
    Column("First day of the visit", "visit__starts_on", Kind.DATE),
    Column("Belongs to", "belongs_to__reference"),
    Column("State", "state", choices=dict(RecommendationState.choices)),
    Column("Parts", "part_count", Kind.NUMBER),
    Column("Parts answered", "covered_part_count", Kind.NUMBER),
    Column("Actions", "action_count", Kind.NUMBER),
    Column("Visits that checked it", "check_count", Kind.NUMBER),
    Column("Last visit", "last_check_visit"),
    Column(
        "Last visit: progress",
        "last_check_progress",
        choices=dict(CheckProgress.choices),
    ),
    Column(
        "Last visit: sustained",
        "last_check_sustained",
        choices=dict(CheckSustained.choices),
    ),
    Column(
        "Last visit: consistency",
        "last_check_consistency",
        choices=dict(CheckConsistency.choices),
    ),
    Column(
        "Last visit: direction",
        "last_check_direction",
        choices=dict(CheckDirection.choices),
    ),
    Column("Voice", "voice", choices=dict(Voice.choices)),
    Column("Source", "source__code"),
    Column("Place in the source", "locator"),
    Column("Quote", "quote", Kind.LONG_TEXT),
)
