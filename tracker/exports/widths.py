"""How broad the columns of a table are: first what must not break, then the words."""

from dataclasses import dataclass
from statistics import mean

from tracker.reports.document import Kind, Table, cell_words

# In characters
BROADEST = 60
SHORT = 14  # words that are never longer stand in one line
LONGEST_WORD = 16  # that is kept whole
EDGES = 3  # of a cell; bold words and tags among them
UNBROKEN = (Kind.DAY, Kind.TAG, *Kind.numbers)  # kinds that read badly in two lines
LONGEST_UNBROKEN = 20  # "30 September 2026", and its edges


@dataclass(frozen=True)
class Breadth:
    """What a column needs, and what it would have, in characters of a line."""

    least: float
    usual: float


def shares(table: Table, line: float) -> list[float]:
    """Each column's share of a line of so many characters; together they make 1.

    Every column gets what it needs; columns of words share what is left.
    """
    breadths = [breadth(table, place) for place in range(len(table.columns))]
    spare = line - sum(each.least for each in breadths)
    wanted = sum(each.usual - each.least for each in breadths)
    if spare <= 0 or not wanted:
        total = sum(each.least for each in breadths)
        return [each.least / total for each in breadths]
    return [
        (each.least + spare * (each.usual - each.least) / wanted) / line
        for each in breadths
    ]


def breadth(table: Table, place: int) -> Breadth:
    """How broad a column is, by what it is and what stands in it."""
    column = table.columns[place]
    heading = max(len(word) for word in column.heading.split()) + EDGES
    cells = (cell_words(row[place], column.kind) for row in table.rows)
    texts = [text for text in cells if text] or [""]
    lengths = [len(text) for text in texts]
    if column.kind in UNBROKEN or (max(lengths) <= SHORT and not column.width):
        needed = max(heading, min(max(lengths) + EDGES, LONGEST_UNBROKEN))
        return Breadth(needed, needed)
    word = max(len(word) for text in texts for word in text.split() or [""])
    least = max(heading, min(word, LONGEST_WORD) + EDGES)
    usual = max(mean(lengths), max(lengths) / 2)  # the longest in two lines or so
    return Breadth(least, max(least, column.width or min(usual, BROADEST)))
