"""Earlier recommendations that a later one may take up: shown, never applied."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from tracker.models import (
    DeclinedRecurrence,
    Plan,
    Recommendation,
    RecommendationPart,
    Recurrence,
)

Pair = tuple[int, int]  # keys of a later recommendation and an earlier one


@dataclass(frozen=True)
class Suggestion:
    """Two recommendations of different visits with parts about the same themes."""

    later: Recommendation
    earlier: Recommendation
    themes: tuple[str, ...]


def suggestions(
    *, plan: Plan, on: date, later: Recommendation | None = None
) -> list[Suggestion]:
    """What nobody has linked or declined yet, by reference, in three queries.

    Of all visits that had ended by a day, or for one later recommendation. What
    links already lead to, also through a recommendation between, is left out.
    """
    raised: dict[int, Recommendation] = {}
    about: dict[str, set[int]] = defaultdict(set)
    for part in _parts_with_themes(plan, on):
        raised[part.recommendation_id] = part.recommendation
        assert part.theme, "only parts with a theme were read"
        about[part.theme.name].add(part.recommendation_id)
    links = set(
        Recurrence.objects.filter(later__plan=plan).values_list("later", "earlier")
    )
    declined = DeclinedRecurrence.objects.filter(later__plan=plan)
    settled = set(_led_to(links)) | set(declined.values_list("later", "earlier"))
    themes_of: dict[Pair, list[str]] = defaultdict(list)
    for theme in sorted(about):
        for pair in permutations(about[theme], 2):
            one, other = (raised[key] for key in pair)
            wanted = later is None or one.pk == later.pk
            if wanted and pair not in settled and _is_before(other, one):
                themes_of[pair].append(theme)
    found = [
        Suggestion(raised[one], raised[other], tuple(themes))
        for (one, other), themes in themes_of.items()
    ]
    return sorted(
        found, key=lambda each: (each.later.reference, each.earlier.reference)
    )


def _parts_with_themes(plan: Plan, on: date) -> Iterable[RecommendationPart]:
    raised = Recommendation.objects.filter(plan=plan, visit__ends_on__lte=on)
    return RecommendationPart.objects.filter(
        recommendation__in=raised.published().values("pk"), theme__isnull=False
    ).select_related("theme", "recommendation__visit")


def _is_before(earlier: Recommendation, later: Recommendation) -> bool:
    assert earlier.visit, "only what a visit raised is suggested"
    assert later.visit, "only what a visit raised is suggested"
    return earlier.visit.starts_on < later.visit.starts_on


def _led_to(links: Iterable[Pair]) -> Iterator[Pair]:
    """Each pair that links lead along, from a later one to all the earlier ones."""
    earlier_of: dict[int, set[int]] = defaultdict(set)
    for later, earlier in links:
        earlier_of[later].add(earlier)
    for later in list(earlier_of):
        reached: set[int] = set()
        ahead = set(earlier_of[later])
        while ahead:
            reached |= ahead
            ahead = {
                key for each in ahead for key in earlier_of.get(each, ())
            } - reached
        yield from ((later, earlier) for earlier in reached)
