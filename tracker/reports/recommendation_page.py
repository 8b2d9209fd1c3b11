"""Everything the page of one recommendation tells: its words, what answers it, who checked."""

from dataclasses import dataclass
from datetime import date

from tracker.choices import ActionStatus, LinkBasis
from tracker.models import (
    Action,
    Answer,
    Recommendation,
    RecommendationPart,
    Recurrence,
    VisitCheck,
)
from tracker.reports.check_words import said_by
from tracker.reports.standing import StandingEntry, board_entries


@dataclass(frozen=True)
class Answering:
    """An action that answers a part, and how that is known."""

    action: Action
    is_inferred: bool


@dataclass(frozen=True)
class PartAnswered:
    """One thing the recommendation asks for, with what answers it."""

    part: RecommendationPart
    answers: list[Answering]

    @property
    def is_covered(self) -> bool:
        """Whether a tracked action, not closed, answers it."""
        return any(
            each.action.status in ActionStatus.live_statuses for each in self.answers
        )


@dataclass(frozen=True)
class CheckSaid:
    """One visit's check, and what it says in words."""

    check: VisitCheck
    said: list[str]


@dataclass(frozen=True)
class RecommendationPage:
    """One recommendation, as its page shows it."""

    recommendation: Recommendation
    parts: list[PartAnswered]
    checks: list[CheckSaid]
    details: list[Recommendation]
    takes_up: list[Recurrence]
    taken_up_by: list[Recurrence]
    board_entries: list[StandingEntry]  # what the board asked and decided about it

    @property
    def covered_part_count(self) -> int:
        """How many parts a tracked action, not closed, answers."""
        return sum(part.is_covered for part in self.parts)


def recommendation_page(recommendation: Recommendation, on: date) -> RecommendationPage:
    """Read what the page shows, for a day. Eight queries, whatever there is."""
    checks = VisitCheck.objects.latest_by(on).filter(recommendation=recommendation)
    links = recommendation.recurrences.select_related("earlier__visit")
    published = Recommendation.objects.published()
    later = recommendation.recurred_as.filter(later__in=published.values("pk"))
    return RecommendationPage(
        recommendation=recommendation,
        parts=_parts(recommendation, on),
        checks=[
            CheckSaid(check, said_by(check))
            for check in checks.with_note_count().select_related("visit", "source")
        ],
        details=list(recommendation.details.published()),
        takes_up=list(links.order_by("earlier__reference")),
        taken_up_by=list(
            later.select_related("later__visit").order_by("later__reference")
        ),
        board_entries=board_entries(recommendation),
    )


def _parts(recommendation: Recommendation, on: date) -> list[PartAnswered]:
    """Its parts in order, each with the actions that answer it, by reference."""
    links = Answer.objects.filter(part__recommendation=recommendation)
    actions = {
        action.pk: action
        for action in Action.objects.filter(answers__in=links)
        .select_related("owner_post")
        .with_owner(on)
    }
    answers: dict[int, list[Answering]] = {}
    for link in links.order_by("action__reference"):
        is_inferred = link.basis == LinkBasis.INFERRED
        answering = Answering(actions[link.action_id], is_inferred)
        answers.setdefault(link.part_id, []).append(answering)
    return [
        PartAnswered(part, answers.get(part.pk, []))
        for part in recommendation.parts.select_related("theme")
    ]
