"""How broad the columns of a table are: first what must not break, then the words."""

from statistics import mean

from tracker.reports.document import Cell, Column, Kind, Table, cell_words

# In characters
NARROWEST, BROADEST = 8, 60
SHORT = 14  # words that are never longer need no second line
EDGES = 3
LONGEST_UNBROKEN = 20  # "30 September 2026", and its edges
UNBROKEN = (Kind.DAY, Kind.TAG, *Kind.numbers)  # kinds that read badly in two lines


def shares(table: Table, line: float) -> list[float]:
    """Each column's share of a line of so many characters; together they make 1.

    What must not break gets what it needs; columns of words share what is left.
    """
    columns = [(column, cells_of(table, at)) for at, column in enumerate(table.columns)]
    wanted = [weight(column, cells) for column, cells in columns]
    firm = [is_firm(column, cells) for column, cells in columns]
    needed = sum(each for each, holds in zip(wanted, firm, strict=True) if holds)
    words = sum(wanted) - needed
    left = line - needed
    if not words or left < NARROWEST * firm.count(False):
        return [each / sum(wanted) for each in wanted]
    return [
        (each if holds else each * left / words) / line
        for each, holds in zip(wanted, firm, strict=True)
    ]


def weight(column: Column, cells: list[Cell]) -> float:
    """How many characters a line of the column should hold."""
    if column.width:
        return column.width
    lengths = [len(cell_words(cell, column.kind)) for cell in cells] or [0]
    least = max(len(word) + EDGES for word in column.heading.split())
    if is_firm(column, cells):
        return max(least, min(max(lengths) + EDGES, LONGEST_UNBROKEN))
    return max(least, NARROWEST, min(mean(lengths), BROADEST))


def is_firm(column: Column, cells: list[Cell]) -> bool:
    """Whether the column's cells should each stand in one line."""
    if column.width:
        return False
    if column.kind in UNBROKEN:
        return True
    return all(len(cell_words(cell, column.kind)) <= SHORT for cell in cells)


def cells_of(table: Table, place: int) -> list[Cell]:
    """The cells of a column."""
    return [row[place] for row in table.rows]
