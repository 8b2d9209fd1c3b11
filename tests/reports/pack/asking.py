"""What tests of packs share: asking for one, and reading its tables."""

from datetime import date
from typing import Any

from tests.factories import TODAY
from tracker.models import Plan
from tracker.reports.document import Document, Table, cell_words
from tracker.reports.pack.asked import PackAsked
from tracker.reports.pack.compared import table_of
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.presets import WRITERS

SINCE = date(2026, 3, 15)


def facts_of(plan: Plan, **options: Any) -> PackFacts:
    """What is true on the day of the tests, since three months before."""
    return PackFacts(PackAsked(plan, **{"on": TODAY, "since": SINCE, **options}))


def document_of(preset: str, plan: Plan, **options: Any) -> Document:
    """The pack of that preset."""
    return WRITERS[preset](facts_of(plan, **options))


def words_of(table: Table | None) -> list[list[str]]:
    """The rows of a table as people read them."""
    assert table is not None
    kinds = [column.kind for column in table.columns]
    return [
        [cell_words(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
        for row in table.rows
    ]


def told(document: Document, key: str) -> list[list[str]]:
    """The rows of one of its tables."""
    return words_of(table_of(document, key))


def numbers(document: Document) -> dict[str, str]:
    """The numbers of a pack, by their words."""
    return {row[0]: row[1] for row in told(document, "numbers")}
