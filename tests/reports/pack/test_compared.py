"""Two packs, table by table: what differs is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tracker.reports.document import Column, Document, Kind, Reference, Section, Table
from tracker.reports.pack.compared import Difference, differences, numbers_of, table_of
from tracker.reports.pack.numbers import movement


def document(rows, headings=("Action", "Due", "Moved"), key="live"):
    """A document with one table."""
    columns = tuple(
        Column(name, Kind.NUMBER if name == "Moved" else Kind.TEXT) for name in headings
    )
    table = Table(key=key, caption="Live actions", columns=columns, rows=rows)
    section = Section(key="section", heading="Actions", blocks=(table,))
    return Document("Board pack", "A council", "A plan", date(2026, 6, 15), (section,))


A1, A2 = Reference("A-001", "action"), Reference("A-002", "action")
BEFORE = document(((A1, "1 May 2026", 0), (A2, "2 May 2026", 1)))


def test_same_documents_do_not_differ():
    assert differences(BEFORE, BEFORE, ["live"]) == []


def test_cell_that_differs_is_named_by_row_and_heading():
    after = document(((A1, "1 May 2026", 0), (A2, "9 May 2026", 2)))

    assert differences(BEFORE, after, ["live"]) == [
        Difference("Live actions", "A-002", "Due", "2 May 2026", "9 May 2026"),
        Difference("Live actions", "A-002", "Moved", "1", "2"),
    ]


def test_row_in_one_of_them_differs_as_a_whole():
    after = document(((A1, "1 May 2026", 0),))
    whole = "The whole row"

    assert differences(BEFORE, after, ["live"]) == [
        Difference("Live actions", "A-002", whole, "there", "not there")
    ]
    assert differences(after, BEFORE, ["live"]) == [
        Difference("Live actions", "A-002", whole, "not there", "there")
    ]


def test_column_in_one_of_them_is_not_compared():
    after = document(((A1, 0), (A2, 5)), headings=("Action", "Moved"))

    assert [each.heading for each in differences(BEFORE, after, ["live"])] == ["Moved"]


@pytest.mark.parametrize("key", ["recorded", "numbers"])
def test_table_in_one_of_them_is_not_compared(key):
    other = document(((A1, "1 May 2026", 7),), key=key)

    assert differences(BEFORE, other, ["live", key]) == []
    assert table_of(BEFORE, key) is None


def test_numbers_of_a_column_by_the_words_of_each_row():
    assert numbers_of(BEFORE, "live", "Moved") == {"A-001": 0, "A-002": 1}
    assert numbers_of(BEFORE, "live", "Nothing") == {}
    assert numbers_of(replace(BEFORE, sections=()), "live", "Moved") == {}


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (3, 7, "4 more"),
        (7, 3, "4 fewer"),
        (3, 3, "no change"),
        (Decimal("0.5"), Decimal("0.4"), "0.1 lower"),
        (Decimal("0.4"), Decimal("0.5"), "0.1 higher"),
        (0, 1, "1 more"),
        (None, 3, "cannot be compared"),
        (3, None, "cannot be compared"),
    ],
)
def test_movement_in_words(then, now, words):
    assert movement(then, now) == words
