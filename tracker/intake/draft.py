"""The draft of a visit: what was read of an Ofsted report or letter, as plain values.

Nothing in it is stored as it stands: a person reviews it first. So each field says
whether it was found, on which page, and in which words.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Generic, Self, TypeVar

from tracker.choices import (
    Framework,
    Grade,
    RecommendationKind,
    RecommendationSection,
    VisitKind,
)

Value = TypeVar("Value")
GRADES = {grade.label.casefold(): grade for grade in Grade}
LETTERS = (VisitKind.FOCUSED_VISIT, VisitKind.MONITORING_VISIT)
DAYS = ("started_on", "ended_on", "published_on")


class ReportRefusedError(ValueError):
    """A document that cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class DraftField(Generic[Value]):
    """One value of the draft, or None where the document does not say it.

    `page` counts from 1, the first page of the file, and `words` are those the value
    was read from. Where it was not found, `missing` is a sentence that says so.
    """

    value: Value | None = None
    page: int | None = None
    words: str = ""
    missing: str = ""

    @property
    def is_found(self) -> bool:
        """Whether the document says it."""
        return self.value is not None


@dataclass(frozen=True)
class JudgementDraft:
    """A grade as it is printed, such as “Requires improvement” or “Not judged”."""

    area: str
    grade: str
    section: RecommendationSection
    page: int
    words: str = ""

    @property
    def grade_choice(self) -> Grade | None:
        """The grade of our list; None where another word is printed."""
        return GRADES.get(self.grade.casefold())


@dataclass(frozen=True)
class AreaDraft:
    """One recommendation, area for improvement or for priority action, verbatim.

    `number` is as printed, or None; line breaks are undone; `page` is where it begins.
    """

    number: str | None
    text: str
    kind: RecommendationKind
    section: RecommendationSection
    page: int


@dataclass(frozen=True)
class ReportDraft:
    """All that was read, with the text of each page to show beside it.

    A report names its lead inspector; a letter names `inspectors`, the first of whom
    is not called the lead. `warnings` are sentences about what could not be read.
    """

    authority: DraftField[str]
    kind: DraftField[VisitKind]
    framework: DraftField[Framework]
    started_on: DraftField[date]
    ended_on: DraftField[date]
    published_on: DraftField[date]
    lead_inspector: DraftField[str]
    inspectors: DraftField[tuple[str, ...]]
    judgements: tuple[JudgementDraft, ...] = ()
    areas: tuple[AreaDraft, ...] = ()
    pages: tuple[str, ...] = field(default=(), repr=False)
    warnings: tuple[str, ...] = ()

    @property
    def is_report(self) -> bool:
        """Whether it is of a report; a letter is of a focused or monitoring visit."""
        return self.kind.value not in LETTERS

    @property
    def names(self) -> tuple[str, ...]:
        """Who inspected, the lead inspector first."""
        lead = (self.lead_inspector.value,) if self.lead_inspector.value else ()
        others = self.inspectors.value or ()
        return lead + tuple(name for name in others if name not in lead)

    def as_data(self) -> dict[str, Any]:
        """Lists, texts and numbers only, such as a JSON column holds."""
        data = asdict(self)
        for name in DAYS:
            day = data[name]["value"]
            data[name]["value"] = day and day.isoformat()
        return data | {
            "inspectors": data["inspectors"]
            | {"value": _listed(data["inspectors"]["value"])},
            "judgements": list(data["judgements"]),
            "areas": list(data["areas"]),
            "pages": list(data["pages"]),
            "warnings": list(data["warnings"]),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """The draft that `as_data` took apart; ValueError for a value not in a list."""
        return cls(
            authority=DraftField(**data["authority"]),
            kind=_field(data["kind"], VisitKind),
            framework=_field(data["framework"], Framework),
            **{name: _field(data[name], date.fromisoformat) for name in DAYS},
            lead_inspector=DraftField(**data["lead_inspector"]),
            inspectors=_field(data["inspectors"], tuple),
            judgements=tuple(
                JudgementDraft(
                    **row | {"section": RecommendationSection(row["section"])}
                )
                for row in data["judgements"]
            ),
            areas=tuple(_area(row) for row in data["areas"]),
            pages=tuple(data["pages"]),
            warnings=tuple(data["warnings"]),
        )


def _listed(names: tuple[str, ...] | None) -> list[str] | None:
    return None if names is None else list(names)


def _field(data: dict[str, Any], read: Any) -> DraftField[Any]:
    value = data["value"]
    return DraftField(**data | {"value": None if value is None else read(value)})


def _area(row: dict[str, Any]) -> AreaDraft:
    return AreaDraft(
        **row
        | {
            "kind": RecommendationKind(row["kind"]),
            "section": RecommendationSection(row["section"]),
        }
    )
