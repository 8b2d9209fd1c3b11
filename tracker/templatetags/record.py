"""How the record's vocabularies look on a page: words, and their one colour."""

from datetime import date
from decimal import Decimal

from django import template
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.choices import (
    ActionStatus,
    ChallengeState,
    CheckDirection,
    CheckProgress,
    CheckSustained,
    Claim,
    DecisionState,
    FindingKind,
    MeasureStatus,
    ModerationResult,
    RecommendationState,
    ReportedRating,
    VerificationResult,
    Voice,
)
from tracker.dates import days_overdue
from tracker.models import Action, Plan
from tracker.reports.measure_words import amount
from tracker.reports.steps import Offer

register = template.Library()


def tags_of(choices: type[TextChoices], **others: str) -> dict[str, SafeString]:
    """The coloured word of each value, made once: lists show thousands."""
    labels = {**dict(choices.choices), **others}
    return {
        value: format_html(
            '<strong class="govuk-tag govuk-tag--{}">{}</strong>',
            choices.colours[value],  # type: ignore[attr-defined]
            label,
        )
        for value, label in labels.items()
    }


STATUS_TAGS = tags_of(ActionStatus, **{"": "Recorded"})
RATING_TAGS = {**tags_of(ReportedRating), ReportedRating.NONE: ""}
STATE_TAGS = tags_of(RecommendationState)
FINDING_TAGS = tags_of(FindingKind)
MODERATION_TAGS = tags_of(ModerationResult)
MEASURE_TAGS = tags_of(MeasureStatus)
VERIFICATION_TAGS = tags_of(VerificationResult)
CHALLENGE_TAGS = tags_of(ChallengeState)
DECISION_TAGS = tags_of(DecisionState)
LABELS = {
    name: dict(choices.choices)
    for name, choices in {
        "claim": Claim,
        "direction": CheckDirection,
        "progress": CheckProgress,
        "sustained": CheckSustained,
        "voice": Voice,
    }.items()
}
QUIET = "not_stated"


@register.filter
def status(value: str) -> str:
    """An action's status as a tag."""
    return STATUS_TAGS.get(value, "")


@register.filter
def state(value: str) -> str:
    """A recommendation's state as a tag."""
    return STATE_TAGS.get(value, "")


@register.filter
def state_meaning(value: str) -> str:
    """What a recommendation's state means, in words."""
    return RecommendationState.meanings.get(value, "")


@register.filter
def rating(value: str) -> str:
    """A reported rating as a tag; nothing where there is none to report."""
    return RATING_TAGS.get(value, "")


@register.filter
def finding_kind(value: str) -> str:
    """A finding's kind as a tag."""
    return FINDING_TAGS.get(value, "")


@register.filter
def moderation(value: str) -> str:
    """What a moderator said of an update, as a tag."""
    return MODERATION_TAGS.get(value, "")


@register.filter
def verification(value: str) -> str:
    """What a second person found, as a tag."""
    return VERIFICATION_TAGS.get(value, "")


@register.filter
def challenge_state(value: str) -> str:
    """Where a challenge stands, as a tag."""
    return CHALLENGE_TAGS.get(value, "")


@register.filter
def decision_state(value: str) -> str:
    """Where a decision stands, as a tag."""
    return DECISION_TAGS.get(value, "")


@register.filter
def measure_status(value: str) -> str:
    """How a measure stands to its target, as a tag; the number stands beside it."""
    return MEASURE_TAGS.get(value, "")


@register.filter
def counted_in(number: Decimal | None, unit: str) -> str:
    """A number with its unit, such as 85%; nothing where there is none."""
    return "" if number is None else amount(number, unit)


@register.filter
def label(value: str, vocabulary: str) -> str:
    """The word for a stored value; nothing for what was not stated."""
    if not value or value == QUIET:
        return ""
    return LABELS[vocabulary].get(value, value)


@register.filter
def overdue_words(action: Action, on: date) -> str:
    """How late an open action is, in words; nothing where it is not."""
    days = days_overdue(action.due_on, on) if action.is_open else 0
    if not days:
        return ""
    return f"Overdue by {days} day{'' if days == 1 else 's'}"


@register.filter
def days_later(days: int) -> str:
    """How far a date moved, in words: "61 days later", "1 day earlier"."""
    which = "later" if days > 0 else "earlier"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {which}"


@register.simple_tag
def record_link(plan: Plan, reference: str) -> SafeString:
    """A reference that leads to its page: A-012 to the action, R-004, V-2026-01."""
    page = {"A": "action-detail", "R": "recommendation-detail", "V": "visit-detail"}
    return format_html(
        '<a class="govuk-link tracker-nowrap" href="{}">{}</a>',
        reverse(f"tracker:{page[reference[0]]}", args=[plan.slug, reference]),
        reference,
    )


@register.simple_tag
def step_address(offer: Offer, action: Action) -> str:
    """The page on which a step is taken."""
    place = [action.plan.slug, action.reference]
    if offer.number:
        place.append(offer.number)
    return reverse(f"tracker:{offer.page}", args=place)


@register.filter
def times_moved(action: Action) -> str:
    """How often a due date moved, and how far in all; nothing where it did not."""
    times = getattr(action, "times_moved", 0)
    if not times:
        return ""
    days = getattr(action, "days_moved", None)
    how_often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return f"Moved {how_often}" + (f", {days_later(days)}" if days else "")


@register.filter
def mean_days(mean: float) -> str:
    """How far dates stand from the first ones, in words and whole days."""
    days = round(mean)
    if not days:
        return "where they were first agreed"
    return f"{days_later(days)} than first agreed"
