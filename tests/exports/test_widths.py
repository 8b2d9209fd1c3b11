"""How broad columns are."""

from datetime import date

import pytest

from tracker.exports.widths import shares
from tracker.reports.document import Column, Kind, Table

DAY = date(2026, 9, 30)


def widths(columns, *rows, line=100):
    table = Table("t", "T", columns, tuple(tuple(row) for row in rows))
    return [round(share * line) for share in shares(table, line)]


def test_what_must_not_break_gets_what_it_needs_and_words_the_rest():
    columns = (Column("Ref"), Column("Action"), Column("Due", Kind.DAY))

    assert widths(columns, ("A-001", "words " * 20, DAY)) == [8, 72, 20]


def test_words_share_by_how_long_they_are():
    columns = (Column("Action"), Column("Outcome"))

    assert widths(columns, ("word " * 4, "word " * 8)) == [31, 69]


def test_width_asked_for_counts_beside_the_others():
    columns = (Column("Action", width=30), Column("Owner", width=10))

    assert widths(columns, ("word " * 99, "x")) == [85, 15]


def test_longest_word_of_a_column_stays_whole():
    columns = (Column("Why"), Column("Action"))

    why, _ = widths(columns, ("Recommissioning it", "word " * 60))

    assert why >= len("Recommissioning")


def test_without_words_all_grow_alike():
    columns = (Column("Day", Kind.DAY), Column("Red", Kind.NUMBER))

    assert widths(columns, (DAY, 1)) == [77, 23]


def test_too_many_columns_give_way_alike():
    columns = tuple(Column(f"Heading{n}", Kind.NUMBER) for n in range(10))

    assert widths(columns, range(10)) == [10] * 10


@pytest.mark.parametrize("rows", [(), (("", "", ""),)])
def test_empty_cells_leave_the_headings(rows):
    columns = (Column("Reference"), Column("Action"), Column("Due", Kind.DAY))

    assert widths(columns, *rows) == [44, 33, 22]
