"""How a Word report looks: named styles, so that a clerk can change all at once."""

from dataclasses import dataclass

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import BaseStyle

from tracker.exports.palette import BRAND, INK, LINE, QUIET, SURFACE

FONT = "Arial"  # as broad as the font of the PDF, and on every machine with Word
TABLE_STYLE = "ReportTable"
BULLETED_LIST, NUMBERED_LIST = 1, 5  # of the template's own
WORD_2013 = "15"  # the newest mode of compatibility; an older one says so in the title


@dataclass(frozen=True)
class Look:
    """A paragraph style; lengths in points."""

    size: float = 10.5
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 7
    keep_next: bool = False
    outline: int | None = None  # level of a heading, from 0
    list_number: int | None = None
    bar: str = ""  # colour of a line at the left
    shade: str = ""
    left: float = 0
    hanging: float = 0
    right_tab: float = 0


LOOKS = {
    "Normal": Look(),
    "Title": Look(size=28, bold=True, after=6),
    "Subtitle": Look(size=14, colour=QUIET, after=20),
    "Body name": Look(11, True, colour=BRAND, after=10),
    "Heading 1": Look(16, True, before=22, after=9, keep_next=True, outline=0),
    "Heading 2": Look(13, True, before=18, after=8, keep_next=True, outline=1),
    "Heading 3": Look(11, True, before=14, after=6, keep_next=True, outline=2),
    "TOC Heading": Look(16, True, before=22, after=9, keep_next=True),
    "toc 1": Look(before=5, after=3),
    "toc 2": Look(after=3, left=14),
    "List Bullet": Look(after=3, list_number=BULLETED_LIST, left=18, hanging=18),
    "List Number": Look(after=3, list_number=NUMBERED_LIST, left=18, hanging=18),
    "Numbered paragraph": Look(left=32, hanging=32),
    "Caption": Look(9.5, True, before=10, after=5, keep_next=True),
    "Quote": Look(after=7, bar=LINE, left=14),
    "Quote source": Look(9, colour=QUIET, after=10, bar=LINE, left=14),
    "Note": Look(before=4, after=10, bar=BRAND, shade=SURFACE, left=14),
    "To write": Look(before=4, after=6, bar="F47738", shade="FEF3EC", left=14),
    "Table text": Look(9, after=0),
    "Table heading": Look(9, True, after=0, keep_next=True),
    "Name": Look(bold=True, after=0),
    "Value": Look(after=0),
    "Figure number": Look(22, True, after=0),
    "Figure words": Look(after=0),
    "Figure note": Look(9, colour=QUIET, after=0),
    "Gap": Look(size=4, after=0),
    "Header": Look(8.5, colour=QUIET, after=0),
    "Footer": Look(8.5, colour=QUIET, after=0),
}


def dress(word: Word, language: str) -> None:
    """Give an empty document the styles of reports and its language."""
    for name, look in LOOKS.items():
        _define(word, name, look)
    word.styles.element.append(parse_xml(table_style()))
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    _replace(defaults, "w:rPr", _run_look(Look(), language))
    settings = word.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    mode = settings.find(f"{qn('w:compat')}/{qn('w:compatSetting')}")
    mode.set(qn("w:val"), WORD_2013)


def _define(word: Word, name: str, look: Look) -> None:
    """Make a style, or make one of the template over."""
    known = name in word.styles
    style = word.styles[name] if known else _added(word, name)
    style.hidden = False
    style.quick_style = True
    _replace(style.element, "w:pPr", _paragraph_look(look))
    _replace(style.element, "w:rPr", _run_look(look))


def _added(word: Word, name: str) -> BaseStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    return style


def _replace(parent: BaseOxmlElement, tag: str, xml: str) -> None:
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    parent.append(parse_xml(xml))


def _paragraph_look(look: Look) -> str:
    """The parts stand in the order that the format asks for."""
    parts = ["<w:keepNext/><w:keepLines/>" if look.keep_next else ""]
    if look.list_number:
        parts.append(f'<w:numPr><w:numId w:val="{look.list_number}"/></w:numPr>')
    if look.bar:
        bar = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{look.bar}"/>'
        edge = f'w:val="single" w:sz="4" w:space="5" w:color="{look.shade}"'
        top, bottom = (
            f"<w:{side} {edge}/>" if look.shade else "" for side in ("top", "bottom")
        )
        parts.append(f"<w:pBdr>{top}{bar}{bottom}</w:pBdr>")
    if look.shade:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{look.shade}"/>')
    before, after = twips(look.before), twips(look.after)
    spacing = f'w:before="{before}" w:after="{after}" w:line="264" w:lineRule="auto"'
    parts.append(f"<w:spacing {spacing}/>")
    left, hanging = twips(look.left), twips(look.hanging)
    parts.append(f'<w:ind w:left="{left}" w:hanging="{hanging}"/>')
    if look.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{look.outline}"/>')
    return f"<w:pPr {nsdecls('w')}>{''.join(parts)}</w:pPr>"


def _run_look(look: Look, language: str = "") -> str:
    fonts = " ".join(f'w:{each}="{FONT}"' for each in ("ascii", "hAnsi", "cs"))
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    size = f'<w:sz w:val="{look.size * 2:g}"/><w:szCs w:val="{look.size * 2:g}"/>'
    colour = f'<w:color w:val="{look.colour}"/>'
    spoken = f'<w:lang w:val="{language}" w:eastAsia="{language}"/>' if language else ""
    look_of_runs = f"<w:rFonts {fonts}/>{bold}{colour}{size}{spoken}"
    return f"<w:rPr {nsdecls('w')}>{look_of_runs}</w:rPr>"


def table_style() -> str:
    """Lines between rows, and a header that stands out."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    under_header = f'w:val="single" w:sz="8" w:space="0" w:color="{BRAND}"'
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 70), ("left", 80), ("bottom", 70), ("right", 80))
    )
    return f"""
      <w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">
        <w:name w:val="Report table"/><w:basedOn w:val="TableNormal"/>
        <w:tblPr>
          <w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>
          <w:tblCellMar>{margins}</w:tblCellMar>
        </w:tblPr>
        <w:tblStylePr w:type="firstRow">
          <w:tcPr>
            <w:tcBorders><w:bottom {under_header}/></w:tcBorders>
            <w:shd w:val="clear" w:color="auto" w:fill="{SURFACE}"/>
          </w:tcPr>
        </w:tblStylePr>
      </w:style>"""


def twips(points: float) -> int:
    """Twentieths of a point, in which Word measures."""
    return round(points * 20)
