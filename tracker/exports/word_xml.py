"""Paragraphs and tables as Word's own XML; a table of 500 rows is then quick."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from tracker.exports.palette import BRAND, LINE, SURFACE, colour
from tracker.exports.widths import shares
from tracker.exports.word_styles import TABLE_STYLE
from tracker.reports.document import Cell, Kind, Table, Tag, cell_words

LONGEST_CELL = 600  # characters; a row with a longer one may go on over the page
TWIPS_PER_CHARACTER = 96  # of a table's text
TAB = "<w:tab/>"
SPECIAL = {"\n": "<w:br/>", "\t": TAB}


def element(xml: str) -> BaseOxmlElement:
    """An element to put into a document; `xml` is one start tag and what follows."""
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))


def runs(text: str, look: str = "") -> str:
    """Text as runs: a line feed breaks the line, whatever else it holds is text."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    inside = "".join(_pieces(text))
    return f"<w:r>{properties}{inside}</w:r>" if inside else ""


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    for at, character in enumerate(text):
        if character in SPECIAL:
            pieces += [_words(text[start:at]), SPECIAL[character]]
            start = at + 1
    return [*pieces, _words(text[start:])]


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def paragraph(style: str, inside: str, extra: str = "") -> str:
    """A paragraph of runs in a style, by its name."""
    style_id = style.replace(" ", "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{extra}</w:pPr>{inside}</w:p>'


def bold(text: str) -> str:
    """Text as runs, in bold."""
    return runs(text, "<w:b/><w:bCs/>")


def cell_runs(cell: Cell, kind: Kind) -> str:
    """A cell's words; a tag's on its colour."""
    words = cell_words(cell, kind)
    if not isinstance(cell, Tag):
        return runs(words)
    looks = colour(cell.colour)
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{looks.ground}"/>'
    ink = f'<w:color w:val="{looks.ink}"/>'
    return runs(words, f"<w:b/><w:bCs/>{ink}{ground}")


def data_table(table: Table, width: int) -> str:
    """A table with a header row that is repeated and marked; `width` in twips."""
    line = width / TWIPS_PER_CHARACTER
    widths = [round(share * width) for share in shares(table, line)]
    kinds = [column.kind for column in table.columns]
    headings = [
        (runs(column.heading), kind)
        for column, kind in zip(table.columns, kinds, strict=True)
    ]
    rows = [_row(headings, widths, "Table heading", "<w:cantSplit/><w:tblHeader/>")]
    for row in table.rows:
        cells = [(cell_runs(c, kind), kind) for c, kind in zip(row, kinds, strict=True)]
        is_long = any(isinstance(c, str) and len(c) > LONGEST_CELL for c in row)
        rows.append(
            _row(cells, widths, "Table text", "" if is_long else "<w:cantSplit/>")
        )
    return f"""<w:tbl>
      <w:tblPr>
        <w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>
        <w:tblLayout w:type="fixed"/>
        <w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"
          w:noHBand="1" w:noVBand="1"/>
        <w:tblCaption w:val={quoteattr(table.caption)}/>
      </w:tblPr>{_grid(widths)}{"".join(rows)}</w:tbl>"""


def _row(
    cells: Sequence[tuple[str, Kind]], widths: Sequence[int], style: str, extra: str
) -> str:
    right = '<w:jc w:val="right"/>'
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(style, words, right if kind in Kind.numbers else '')}</w:tc>"
        for (words, kind), width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{extra}</w:trPr>{inside}</w:tr>"


def _grid(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def layout_table(
    rows: Sequence[Sequence[str]], widths: Sequence[int], look: str
) -> str:
    """Paragraphs side by side; `look` is what each cell looks like."""
    drawn = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{inside}</w:tc>'
            for inside, width in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return f"""<w:tbl>
      <w:tblPr>
        <w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>
        <w:tblCellMar>
          <w:top w:w="100" w:type="dxa"/><w:left w:w="120" w:type="dxa"/>
          <w:bottom w:w="100" w:type="dxa"/><w:right w:w="120" w:type="dxa"/>
        </w:tblCellMar>
        <w:tblLook w:firstRow="0" w:firstColumn="0" w:noHBand="1" w:noVBand="1"/>
      </w:tblPr>{_grid(widths)}{drawn}</w:tbl>"""


def field(code: str) -> str:
    """A field that Word works out by itself as it draws, such as PAGE."""
    return f'<w:fldSimple w:instr="{code}">{runs("1")}</w:fldSimple>'


def mark_of_field(kind: str) -> str:
    """Where a longer field begins, where what it made does, and where it ends."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(code: str) -> str:
    """What makes a longer field."""
    return f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'


# What the cells of layout tables look like
FIGURE = (
    f'<w:tcBorders><w:top w:val="single" w:sz="24" w:color="{BRAND}"/>'
    f'<w:left w:val="single" w:sz="24" w:color="FFFFFF"/>'
    f'<w:right w:val="single" w:sz="24" w:color="FFFFFF"/></w:tcBorders>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{SURFACE}"/>'
)
FACT = f"""
  <w:tcBorders>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
  </w:tcBorders>"""
