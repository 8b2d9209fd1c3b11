"""What a report would add to the plan as it stands; nothing is written."""

from dataclasses import dataclass

from tracker.models import Plan, Recommendation, Visit
from tracker.workflow.report_review import Review, ReviewedArea, ReviewedGrade


@dataclass(frozen=True)
class Planned:
    """What confirming would do to the plan as it stands."""

    visits: list[Visit]  # of the same kind, on some of the same days
    new: list[ReviewedArea]
    known: list[tuple[ReviewedArea, Recommendation]]  # the visit has them already
    grades: list[ReviewedGrade]  # without those the visit has already

    @property
    def count(self) -> int:
        """How many recommendations would be added."""
        return len(self.new)

    @property
    def adds_something(self) -> bool:
        """Whether there is anything left to bring in."""
        return bool(self.new or self.grades)

    @property
    def part_count(self) -> int:
        """In how many parts: an area that was not split is one."""
        return sum(len(area.parts) or 1 for area in self.new)


def planned(*, plan: Plan, review: Review, visit: Visit | None = None) -> Planned:
    """What a review would add, to a new visit or to one that is there.

    Where `visit` is not given and just one fits, it is that one.
    """
    visits = same_visits(plan, review)
    visit = visit or (visits[0] if len(visits) == 1 else None)
    known = {
        _bare(row.text): row for row in (visit.recommendations.all() if visit else ())
    }
    graded = {row.area.casefold() for row in (visit.judgements.all() if visit else ())}
    return Planned(
        visits=visits,
        new=[area for area in review.kept if _bare(area.words.text) not in known],
        known=[
            (area, known[_bare(area.words.text)])
            for area in review.kept
            if _bare(area.words.text) in known
        ],
        grades=[row for row in review.grades if row.area.casefold() not in graded],
    )


def same_visits(plan: Plan, review: Review) -> list[Visit]:
    """The plan's visits of the same kind, on some of the same days."""
    said = review.visit
    if not (said.kind and said.starts_on and said.ends_on):
        return []
    rows = plan.visits.filter(
        kind=said.kind, starts_on__lte=said.ends_on, ends_on__gte=said.starts_on
    )
    return list(rows.select_related("source").order_by("starts_on", "reference"))


def _bare(text: str) -> str:
    """The words of an area, however they are spaced, ended or spelt in capitals."""
    return " ".join(text.split()).casefold().rstrip(" .;:")
