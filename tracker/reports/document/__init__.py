"""A report as one object: what it says, in which order, whatever file it becomes.

Every format is drawn from this and adds no word and no number of its own. It is
plain data, all the way down; `stored` writes it as JSON and reads it back. Each part
checks itself when it is made: a ValueError is meant for the author of a report.
"""

from tracker.reports.document.blocks import (
    Block,
    BulletList,
    Chart,
    ChartKind,
    Column,
    Fact,
    Figure,
    Figures,
    KeyValues,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    ToWrite,
)
from tracker.reports.document.cells import Cell, Kind, Reference, Tag, cell_words
from tracker.reports.document.whole import Document, Section

__all__ = [
    "Block",
    "BulletList",
    "Cell",
    "Chart",
    "ChartKind",
    "Column",
    "Document",
    "Fact",
    "Figure",
    "Figures",
    "KeyValues",
    "Kind",
    "Note",
    "PageBreak",
    "Paragraph",
    "Quote",
    "Reference",
    "Section",
    "Table",
    "Tag",
    "ToWrite",
    "cell_words",
]
