"""How broad the columns of a table are where there is a page to fill."""

from statistics import mean

from tracker.reports.document import Cell, Column, Kind, Table, cell_words

# In characters
NARROWEST, BROADEST = 6, 60
EDGES = 3
LONGEST_UNBROKEN = 20  # "30 September 2026", and its edges
UNBROKEN = (Kind.DAY, Kind.TAG, *Kind.numbers)  # kinds that read badly in two lines


def shares(table: Table) -> list[float]:
    """Each column's share of the width; together they make 1.

    Where the columns say none, by what stands in them.
    """
    weights = [
        column.width or weight(column, [row[place] for row in table.rows])
        for place, column in enumerate(table.columns)
    ]
    total = sum(weights)
    return [each / total for each in weights]


def weight(column: Column, cells: list[Cell]) -> float:
    """How many characters a line of the column should hold."""
    lengths = [len(cell_words(cell, column.kind)) for cell in cells] or [0]
    words = column.heading.split()
    least = max(NARROWEST, *(len(word) + EDGES for word in words))
    if column.kind in UNBROKEN:
        return max(least, min(max(lengths) + EDGES, LONGEST_UNBROKEN))
    return max(least, min(mean(lengths), max(lengths), BROADEST))
