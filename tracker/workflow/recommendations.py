"""What must improve: a recommendation added, worded, parted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import (
    Plan,
    Recommendation,
    RecommendationPart,
    Source,
    Theme,
    Visit,
    change_set,
)
from tracker.workflow.records import (
    next_number,
    next_reference,
    save_new,
    save_record,
)


@dataclass(frozen=True)
class PartWording:
    """What one part asks for; without a number it is a new one."""

    text: str
    theme: Theme | None = None
    number: int | None = None


@dataclass(frozen=True)
class RecommendationWording:
    """A recommendation in its own words, where they stand, and who speaks."""

    kind: str
    section: str
    number: str
    text: str
    visit: Visit | None
    voice: str
    source: Source | None
    locator: str
    quote: str


@transaction.atomic
def create_recommendation(
    *, plan: Plan, wording: RecommendationWording, parts: Iterable[PartWording]
) -> Recommendation:
    """Add a recommendation; without named parts it has one part, itself.

    Raises ValidationError where a rule is broken.
    """
    Plan.objects.locked(plan.pk)
    recommendation = Recommendation(
        plan=plan,
        reference=next_reference(plan.recommendations, "R-"),
        **vars(wording),
    )
    save_record(recommendation)
    _set_parts(recommendation, list(parts) or [PartWording(wording.text)])
    return recommendation


@dataclass(frozen=True)
class NewRecommendation:
    """A recommendation to be added, with the parts it asks for, one at least."""

    wording: RecommendationWording
    parts: list[PartWording]


@transaction.atomic
def create_recommendations(
    *, plan: Plan, entries: Sequence[NewRecommendation]
) -> list[Recommendation]:
    """Add all these at once, numbered on from the highest reference.

    As many queries for fifty as for one. Raises ValidationError where a rule is
    broken; then none is added.
    """
    Plan.objects.locked(plan.pk)
    first = next_reference(plan.recommendations, "R-")
    start = int(first.removeprefix("R-"))
    added = [
        Recommendation(plan=plan, reference=f"R-{number:03}", **vars(entry.wording))
        for number, entry in enumerate(entries, start)
    ]
    save_new(added, given={"reference"})
    save_new(
        [
            RecommendationPart(
                recommendation=recommendation,
                number=number,
                text=part.text,
                theme=part.theme,
            )
            for recommendation, entry in zip(added, entries, strict=True)
            for number, part in enumerate(entry.parts, 1)
        ],
        given={"number"},
    )
    return added


@transaction.atomic
def edit_recommendation(
    *,
    recommendation: Recommendation,
    version: int,
    wording: RecommendationWording | None,
    parts: Iterable[PartWording],
    why: str,
) -> Recommendation:
    """Change its words, if any are given, and set its parts.

    A part left out is removed; one that actions answer stays. Raises
    StaleRecordError where it was saved since `version`, ValidationError where a
    rule is broken or the visit that raised it is published and words differ.
    """
    with change_set(why=why):
        held = Recommendation.objects.select_related("visit").locked(
            recommendation.pk, version
        )
        for name, value in vars(wording).items() if wording else ():
            setattr(held, name, value)
        save_record(held)
        if _set_parts(held, list(parts)) and held.version == version:
            # Whoever opened the form before this one has seen other parts
            held.version += 1
            held.save()
    return held


def _set_parts(recommendation: Recommendation, wanted: list[PartWording]) -> bool:
    """Reword, add and remove parts; says whether anything changed."""
    if not wanted:
        raise ValidationError({"parts": "Keep at least one part."})
    stored: dict[int | None, RecommendationPart] = {
        part.number: part for part in recommendation.parts.all()
    }
    changed = False
    for wording in wanted:
        part = stored.pop(wording.number, None) or RecommendationPart(
            number=next_number(recommendation.parts)
        )
        # The plan of a part is read through the recommendation that is at hand
        part.recommendation = recommendation
        before = (part.pk, part.text, part.theme_id)
        part.text, part.theme = wording.text, wording.theme
        save_record(part)
        changed |= before != (part.pk, part.text, part.theme_id)
    for part in stored.values():
        _remove_part(part)
    return changed or bool(stored)


def _remove_part(part: RecommendationPart) -> None:
    if part.answers.exists():
        raise ValidationError(
            {
                "parts": (
                    f"Part {part.number} is answered by an action, so it stays. "
                    "Take it out of the action first."
                )
            }
        )
    part.delete()
