"""A report as people review it: what was read, where it stands, what they made of it.

Pure: plain values that a draft keeps as JSON. Nobody is asked to trust the reading:
each value names the page and the words it was read from, or says that it was not
found, and an area that was corrected still says how it was read.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError

from tracker.choices import (
    Framework,
    Grade,
    RecommendationKind,
    RecommendationSection,
    VisitKind,
)

LABELS = {
    "authority": "Authority",
    "kind": "Kind of visit",
    "framework": "Framework",
    "starts_on": "First day",
    "ends_on": "Last day",
    "published_on": "Published on",
    "inspectors": "Inspectors, the lead first",
}
DAYS = ("starts_on", "ends_on", "published_on")
NO_SUCH_AREA = "The draft has no such area any more."
GENERAL_WORDS = frozenset(
    (
        *("and", "borough", "children's", "city", "council", "county", "district"),
        *("for", "london", "metropolitan", "of", "royal", "services", "the", "trust"),
    )
)


@dataclass(frozen=True)
class ReadValue:
    """What was read of one field: the value, its page and words; or that it was not."""

    value: str = ""
    page: int | None = None
    words: str = ""
    missing: str = ""


@dataclass(frozen=True)
class ReviewedVisit:
    """The visit itself; what is empty was not found, or is not stated."""

    authority: str
    kind: str
    framework: str
    starts_on: date | None
    ends_on: date | None
    published_on: date | None
    inspectors: str  # names, one a line

    @property
    def kind_label(self) -> str:
        """The kind in words; empty for none."""
        return in_words(self.kind)

    def known_days(self) -> tuple[date, date, date]:
        """The first, the last and the day of publication, once all are said."""
        assert self.starts_on, "still_needed() asks for it"
        assert self.ends_on, "still_needed() asks for it"
        assert self.published_on, "still_needed() asks for it"
        return self.starts_on, self.ends_on, self.published_on


@dataclass(frozen=True)
class Fact:
    """One field of the visit as a person reads it, beside what was read."""

    label: str
    value: str
    read: ReadValue

    @property
    def is_corrected(self) -> bool:
        """Whether a person changed what was read."""
        return self.value != self.read.value


@dataclass(frozen=True)
class ReviewedGrade:
    """One grade: ours where the printed word is on our list, else none."""

    area: str
    grade: str
    printed: str
    page: int | None
    words: str = ""

    @property
    def grade_label(self) -> str:
        """The grade in words; empty for none."""
        return Grade(self.grade).label if self.grade else ""


@dataclass(frozen=True)
class ReviewedPart:
    """One thing that an area asks for, with the theme's slug, if any."""

    text: str
    theme: str = ""


@dataclass(frozen=True)
class AreaWords:
    """An area in the report's words: kind, section, number as printed, page."""

    text: str
    kind: str
    section: str
    number: str
    page: int | None


@dataclass(frozen=True)
class ReviewedArea:
    """An area as it will be brought in, beside how it was read.

    Without named parts it has one part, itself, under `theme`. `as_read` is none
    for an area that a person added.
    """

    words: AreaWords
    as_read: AreaWords | None = None
    parts: tuple[ReviewedPart, ...] = ()
    theme: str = ""
    is_dropped: bool = False

    @property
    def is_corrected(self) -> bool:
        """Whether a person changed what was read."""
        return self.as_read is not None and self.as_read != self.words

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return RecommendationKind(self.words.kind).label

    @property
    def section_label(self) -> str:
        """The section in words."""
        return RecommendationSection(self.words.section).label


@dataclass(frozen=True)
class Review:
    """All that a draft of a report holds, but for the text of its pages."""

    visit: ReviewedVisit
    read: dict[str, ReadValue] = field(default_factory=dict)  # by field of the visit
    grades: tuple[ReviewedGrade, ...] = ()
    areas: tuple[ReviewedArea, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def kept(self) -> list[ReviewedArea]:
        """The areas that will be brought in."""
        return [area for area in self.areas if not area.is_dropped]

    def facts(self) -> list[Fact]:
        """The fields of the visit, each beside what was read."""
        return [
            Fact(label, in_words(getattr(self.visit, name)), self.read[name])
            for name, label in LABELS.items()
        ]

    def area(self, number: int) -> ReviewedArea:
        """The area at a place, counted from 1; ValidationError where there is none."""
        if not 1 <= number <= len(self.areas):
            raise ValidationError(NO_SUCH_AREA)
        return self.areas[number - 1]

    def with_area(self, number: int, area: ReviewedArea) -> Self:
        """The review with another area at a place."""
        self.area(number)
        areas = [*self.areas]
        areas[number - 1] = area
        return replace(self, areas=tuple(areas))

    def still_needed(self) -> Iterator[str]:
        """What has to be said before it can be brought in, each in a sentence."""
        visit = self.visit
        if not visit.kind:
            yield "Say what kind of visit it was."
        if not visit.starts_on or not visit.ends_on:
            yield "Give the first and the last day of the visit."
        if not visit.published_on:
            yield "Give the day on which the report was published."
        if not self.kept and not self.grades:
            yield "Add an area: there is nothing to bring in."

    def as_data(self) -> dict[str, Any]:
        """Lists, texts and numbers only, such as a JSON column holds."""
        data = asdict(self)
        for name in DAYS:
            day = data["visit"][name]
            data["visit"][name] = day and day.isoformat()
        return data

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """The review that `as_data` took apart."""
        visit = dict(data["visit"])
        for name in DAYS:
            visit[name] = visit[name] and date.fromisoformat(visit[name])
        return cls(
            visit=ReviewedVisit(**visit),
            read={name: ReadValue(**each) for name, each in data["read"].items()},
            grades=tuple(ReviewedGrade(**each) for each in data["grades"]),
            areas=tuple(_area(each) for each in data["areas"]),
            warnings=tuple(data["warnings"]),
        )


def _area(data: dict[str, Any]) -> ReviewedArea:
    read = data["as_read"]
    return ReviewedArea(
        **data
        | {
            "words": AreaWords(**data["words"]),
            "as_read": AreaWords(**read) if read else None,
            "parts": tuple(ReviewedPart(**part) for part in data["parts"]),
        }
    )


def in_words(value: str | date | None) -> str:
    """A value of the visit as a person reads it."""
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    for vocabulary in (VisitKind, Framework):
        if value in vocabulary.values:
            return str(vocabulary(value).label)
    return value or ""


def is_about(body: str, authority: str) -> bool:
    """Whether a report on an authority can be one on the plan's accountable body.

    The names are compared without words such as "Borough Council"; one may say more
    than the other. Where either is empty there is nothing to compare.
    """
    ours, theirs = _telling_words(body), _telling_words(authority)
    return not ours or not theirs or ours <= theirs or theirs <= ours


def _telling_words(name: str) -> set[str]:
    plain = name.casefold().replace("\u2019", "'").replace(",", " ").replace("-", " ")
    return set(plain.split()) - GENERAL_WORDS
