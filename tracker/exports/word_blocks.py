"""The blocks of a report as parts of a Word file."""

from collections.abc import Iterable
from functools import singledispatch
from io import BytesIO

from docx.document import Document as Word
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt

from tracker.exports.chart_words import alternative, left_out
from tracker.exports.word_styles import NUMBERED_LIST
from tracker.exports.word_xml import (
    FACT,
    FIGURE,
    bold,
    cell_runs,
    data_table,
    element,
    layout_table,
    paragraph,
    runs,
)
from tracker.reports.document import (
    Block,
    BulletList,
    Chart,
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
    cell_words,
)

POINTS_PER_PIXEL = 0.35  # of a picture, which has two pixels for each described
NAME_WIDTH = 2900  # twips, of the names beside values
PER_LINE = 4  # figures
GAP_STYLE = "Gap"
GAP = paragraph(GAP_STYLE, "")  # parts tables and boxes, which would run into another


class Writer:
    """A Word file and where its next part goes: at the end of its text."""

    def __init__(self, word: Word, pictures: dict[str, bytes]) -> None:
        self.word = word
        self.pictures = pictures
        self.width = 0  # of the lines, in twips
        self.turns_page = False  # before the next part

    def put(self, *parts: str) -> None:
        """Put paragraphs and tables, given as XML, before the last page's settings."""
        for part in parts:
            new = element(part)
            if self.turns_page and isinstance(new, CT_P):
                # A break of its own would be a line more, at times on an empty page
                self.drop_gap()
                new.get_or_add_pPr().get_or_add_pageBreakBefore()
                self.turns_page = False
            self.word.element.body[-1].addprevious(new)

    def drop_gap(self) -> None:
        """Take away the gap at the end, which would stand alone on the next page."""
        last = self.word.element.body[-2]
        if isinstance(last, CT_P) and last.style == GAP_STYLE:
            last.getparent().remove(last)

    def new_list(self) -> str:
        """What numbers the paragraphs of one more list from 1."""
        numbering = self.word.part.numbering_part.element
        abstract = numbering.num_having_numId(NUMBERED_LIST).abstractNumId.val
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        level = '<w:ilvl w:val="0"/>'
        return f'<w:numPr>{level}<w:numId w:val="{number.numId}"/></w:numPr>'


@singledispatch
def write(block: Block, writer: Writer) -> None:
    """Write a block at the end of a document."""
    raise TypeError(block)


@write.register
def _(block: Paragraph, writer: Writer) -> None:
    if block.number:
        start = runs(f"{block.number}\t")
        writer.put(paragraph("Numbered paragraph", start + runs(block.text)))
    else:
        writer.put(paragraph("Normal", runs(block.text)))


@write.register
def _(block: Quote, writer: Writer) -> None:
    keep = "<w:keepNext/>"
    writer.put(
        paragraph("Quote", runs(block.text), keep),
        paragraph("Quote source", runs(block.source)),
    )


@write.register
def _(block: KeyValues, writer: Writer) -> None:
    write_facts(block.facts, writer)


def write_facts(facts: Iterable[Fact], writer: Writer) -> None:
    """Names and values side by side."""
    rows = [
        (
            paragraph("Name", runs(fact.name)),
            paragraph("Value", cell_runs(fact.value, fact.kind)),
        )
        for fact in facts
    ]
    widths = (NAME_WIDTH, writer.width - NAME_WIDTH)
    if rows:
        writer.put(GAP, layout_table(rows, widths, FACT), GAP)


@write.register
def _(block: BulletList, writer: Writer) -> None:
    style = "List Number" if block.numbered else "List Bullet"
    number = writer.new_list() if block.numbered else ""
    writer.put(*(paragraph(style, runs(item), number) for item in block.items))


@write.register
def _(block: Figures, writer: Writer) -> None:
    figures = block.figures
    for start in range(0, len(figures), PER_LINE):
        line = figures[start : start + PER_LINE]
        columns = min(len(figures), PER_LINE)
        cells = [_figure(figure) for figure in line]
        widths = [writer.width // columns] * len(cells)
        writer.put(GAP, layout_table([cells], widths, FIGURE), GAP)


def _figure(figure: Figure) -> str:
    number = runs(cell_words(figure.value, figure.kind))
    note = paragraph("Figure note", runs(figure.note)) if figure.note else ""
    words = paragraph("Figure words", runs(figure.words))
    return paragraph("Figure number", number) + words + note


@write.register
def _(block: Table, writer: Writer) -> None:
    writer.put(paragraph("Caption", runs(block.caption)))
    if block.rows:
        writer.put(data_table(block, writer.width), GAP)
    else:
        writer.put(paragraph("Normal", runs(block.empty)))


@write.register
def _(block: Chart, writer: Writer) -> None:
    picture = writer.pictures.get(block.table.key)
    if picture:
        caption = " ".join(filter(None, (block.title, left_out(block))))
        writer.put(paragraph("Caption", runs(caption)))
        run = writer.word.add_paragraph().add_run()
        width = Image.from_blob(picture).px_width * POINTS_PER_PIXEL
        run.add_picture(BytesIO(picture), Pt(min(width, writer.width / 20)))
        for drawing in run._r.iter(qn("wp:docPr"), qn("pic:cNvPr")):  # noqa: SLF001
            drawing.set("name", block.title)
            drawing.set("descr", alternative(block))
    write(block.table, writer)


@write.register
def _(block: Note, writer: Writer) -> None:
    writer.put(paragraph("Note", runs(block.text)))


@write.register
def _(block: ToWrite, writer: Writer) -> None:
    number = f"{block.number} " if block.number else ""
    writer.put(
        paragraph("To write", bold(f"{number}{block.mark} ") + runs(block.prompt))
    )
    if block.text:
        writer.put(paragraph("To write", runs(block.text)))
    writer.put(GAP)


@write.register
def _(block: PageBreak, writer: Writer) -> None:
    writer.turns_page = True
