"""A draft in plain keys, and how it compares with what a person read in the report.

The keys and their words are those of `expected.json`, which stands beside a folder of
reports: one object a report, written by somebody who read it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.choices import Framework, VisitKind
from tracker.intake.draft import ReportDraft

KINDS = {
    VisitKind.FULL_INSPECTION: "inspection",
    VisitKind.FOCUSED_VISIT: "focused_visit",
    VisitKind.MONITORING_VISIT: "monitoring_visit",
}
FRAMEWORKS = {Framework.SIF: "SIF", Framework.ILACS: "ILACS"}
OTHER = "other"
FIELDS = (
    "authority",
    "kind",
    "framework",
    "started_on",
    "ended_on",
    "published_on",
    "lead_inspector",
)
NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Score:
    """How much of one report was read right; `wrong_fields` are named."""

    wrong_fields: tuple[str, ...]
    judgements_right: int
    judgements: int
    areas_right: int
    areas: int
    invented: int

    @property
    def fields_right(self) -> int:
        """How many of the fields are as expected."""
        return len(FIELDS) - len(self.wrong_fields)


def as_expected(draft: ReportDraft) -> dict[str, Any]:
    """The draft in plain keys; `notes` are the sentences on what was not read."""
    data = draft.as_data()
    kind, framework = draft.kind.value, draft.framework.value
    missing = [data[name]["missing"] for name in (*FIELDS, "inspectors")]
    return {
        **{name: data[name]["value"] for name in FIELDS},
        "kind": KINDS.get(kind, OTHER) if kind else OTHER,
        "framework": FRAMEWORKS.get(framework, OTHER) if framework else OTHER,
        "inspectors": data["inspectors"]["value"] or [],
        "judgements": [
            {name: row[name] for name in ("area", "grade", "section")}
            for row in data["judgements"]
        ],
        "areas": data["areas"],
        "notes": " ".join(filter(None, [*missing, *draft.warnings])),
    }


def score(draft: ReportDraft, expected: Mapping[str, Any]) -> Score:
    """Compare a draft with one object of `expected.json`.

    An area is right when its letters and digits, lower-cased, are the same, and number,
    kind, section and page agree; any other area of the draft counts as invented.
    """
    read = as_expected(draft)
    areas_right = _alike(read["areas"], expected["areas"])
    return Score(
        wrong_fields=tuple(name for name in FIELDS if read[name] != expected[name]),
        judgements_right=_alike(read["judgements"], expected["judgements"]),
        judgements=len(expected["judgements"]),
        areas_right=areas_right,
        areas=len(expected["areas"]),
        invented=len(read["areas"]) - areas_right,
    )


def _alike(
    read: Sequence[Mapping[str, Any]], expected: Sequence[Mapping[str, Any]]
) -> int:
    """How many rows stand in both, each counted once."""
    both = Counter(map(_row, read)) & Counter(map(_row, expected))
    return both.total()


def _row(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (name, NOT_WORDS.sub("", value.lower()) if name in ("text", "area") else value)
        for name, value in sorted(row.items())
    )
