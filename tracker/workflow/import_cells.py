"""Cells of a spreadsheet of actions, read against the plan as it stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError

from tracker.models import (
    Action,
    Answer,
    Plan,
    Post,
    RecommendationPart,
    Workstream,
)

Named = TypeVar("Named", Post, Workstream)

ANSWER = re.compile(r"(R-\d{3,6})(?:\.(\d{1,4}))?", re.IGNORECASE)
BETWEEN_ANSWERS = re.compile(r"[;,\n]")
# What a file leaves out of a text, puts before it or cuts off: exports.csv_file and
# exports.workbook say why
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001
NOT_IN_A_CELL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767 // 2  # in characters that may take two units each
CUT = "…"

NONE_SUCH = "The plan has none that is called so."
SEVERAL_SUCH = "The plan has several that are called so. Choose on the action's page."
CUT_TEXT = "The text is longer than a cell holds. Change it on the action's page."
NOT_AN_ANSWER = "Write what it answers like R-004.2; R-007.1."


@dataclass(frozen=True)
class FileRow:
    """A row of the file: its number, its cells as text by column, what is wrong.

    A day is text such as 2026-03-31; `errors` are column, value and reason.
    """

    number: int
    cells: Mapping[str, str]
    errors: Sequence[Sequence[str]] = ()

    @property
    def reference(self) -> str:
        """The action it is about; empty for a new one."""
        return self.cells["Reference"].upper()


@dataclass(frozen=True)
class Known:
    """All of the plan that a file may name, read at once: six queries."""

    plan: Plan
    actions: Mapping[str, Action]
    titles: Mapping[str, str]  # small letters to reference
    posts: Mapping[str, list[Post]]
    workstreams: Mapping[str, list[Workstream]]
    parts: Mapping[str, list[RecommendationPart]]  # by the recommendation's reference
    answered: dict[int, list[RecommendationPart]] = field(default_factory=dict)

    @classmethod
    def read(cls, plan: Plan, rows: Iterable[FileRow], on: date) -> "Known":
        """What the rows may name, with each action's rating on a day."""
        actions = (
            plan.actions.select_related("owner_post", "workstream", "source")
            .with_rating(on)
            .filter(reference__in={row.reference for row in rows})
        )
        parts: dict[str, list[RecommendationPart]] = {}
        parts_of_plan = RecommendationPart.objects.published().filter(
            recommendation__plan=plan
        )
        for part in parts_of_plan.select_related("recommendation__visit"):
            parts.setdefault(part.recommendation.reference, []).append(part)
        known = cls(
            plan=plan,
            actions={action.reference: action for action in actions},
            titles={
                title.casefold(): reference
                for title, reference in plan.actions.values_list("title", "reference")
            },
            posts=_by_name(plan.posts.all()),
            workstreams=_by_name(plan.workstreams.all()),
            parts=parts,
        )
        answers = Answer.objects.filter(action__in=known.actions.values())
        for answer in answers.select_related("part__recommendation"):
            known.answered.setdefault(answer.action_id, []).append(answer.part)
        for action in known.actions.values():
            action.plan = plan
        return known

    def post(self, name: str) -> Post:
        """The one post of that title; ValidationError for none and for several."""
        return _only(self.posts, name)

    def workstream(self, name: str) -> Workstream | None:
        """The one workstream of that name, or none; ValidationError otherwise."""
        return _only(self.workstreams, name) if name else None

    def parts_named(self, text: str) -> tuple[RecommendationPart, ...]:
        """The parts of a text such as R-004.2; ValidationError for what is none.

        A recommendation alone is its only part.
        """
        named = [each.strip() for each in BETWEEN_ANSWERS.split(text)]
        found = {part.pk: part for each in named if each for part in [self._part(each)]}
        return tuple(found.values())

    def _part(self, text: str) -> RecommendationPart:
        match = ANSWER.fullmatch(text)
        if match is None:
            raise ValidationError(f"“{text[:40]}” is not known. {NOT_AN_ANSWER}")
        parts = self.parts.get(match[1].upper(), [])
        if match[2]:
            parts = [part for part in parts if part.number == int(match[2])]
        if not parts:
            raise ValidationError(f"The plan has no {text.upper()}.")
        if len(parts) > 1:
            raise ValidationError(
                f"{text.upper()} has {len(parts)} parts. Say which, like "
                f"{text.upper()}.1."
            )
        return parts[0]


def told_answers(parts: Iterable[RecommendationPart]) -> str:
    """Parts as the file writes them, in order."""
    keys = sorted((part.recommendation.reference, part.number) for part in parts)
    return "; ".join(f"{reference}.{number}" for reference, number in keys)


def _by_name(rows: Iterable[Named]) -> dict[str, list[Named]]:
    named: dict[str, list[Named]] = {}
    for row in rows:
        named.setdefault(_name(str(row)), []).append(row)
    return named


def _name(text: str) -> str:
    """A name however it is spelt: capitals and spaces do not matter."""
    return " ".join(text.casefold().split())


def _only(named: Mapping[str, list[Named]], name: str) -> Named:
    found = named.get(_name(name), [])
    if len(found) != 1:
        raise ValidationError(SEVERAL_SUCH if found else NONE_SUCH)
    return found[0]


def says_the_same(cell: str, stored: str) -> bool:
    """Whether a cell holds what is stored, as a file writes it."""
    as_written = comparable(stored)
    if comparable(cell) == as_written or unguarded(cell) == as_written:
        return True
    is_cut = len(cell) >= LONGEST_CELL and cell.endswith(CUT)
    if is_cut and as_written.startswith(comparable(cell.removesuffix(CUT))):
        return True
    if is_cut:
        raise ValidationError(CUT_TEXT)
    return False


def unguarded(cell: str) -> str:
    """The text of a cell, without the apostrophe that kept it from being a formula."""
    text = comparable(cell)
    if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
        return text[1:].strip()
    return text


def comparable(text: str) -> str:
    """A text without what a cell does not hold, nor spaces around it."""
    return NOT_IN_A_CELL.sub("", text).strip()
