"""A report as a Word file; a program of its own, called by `render`."""

from base64 import b64decode
from datetime import UTC, datetime
from io import BytesIO
from textwrap import shorten

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section as Pages
from docx.shared import Cm, Emu

from tracker.exports.palette import BRAND, LINE
from tracker.exports.word_blocks import GAP_STYLE, Writer, write, write_facts
from tracker.exports.word_styles import dress
from tracker.exports.word_xml import (
    TAB,
    bold,
    element,
    field,
    instruction,
    mark_of_field,
    paragraph,
    runs,
)
from tracker.exports.worker import Job, work
from tracker.reports.document import Document, PageBreak, Section, cell_words
from tracker.reports.document.stored import from_data

SHORT_SIDE, LONG_SIDE = Cm(21), Cm(29.7)  # A4
MOST_AT_THE_HEAD = 60  # characters of the body's name: the title stands beside it
LEFT_AND_RIGHT, TOP_AND_BOTTOM = Cm(2), Cm(2.3)
ON_COVER = f"""
  <w:pBdr><w:top w:val="single" w:sz="32" w:space="12" w:color="{BRAND}"/></w:pBdr>
  <w:spacing w:before="1800" w:after="240"/>"""
UNDERLINED = f"""
  <w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{LINE}"/></w:pBdr>"""
CONTENTS = r'TOC \o "1-{levels}" \h \z \n'


def draw(job: Job) -> bytes:
    """The document of a job, with its charts as PNG by the keys of their tables."""
    document = from_data(job["document"])
    pictures = {key: b64decode(png) for key, png in job["pictures"].items()}
    word = docx.Document()
    dress(word, document.language)
    name(word, document)
    writer = Writer(word, pictures)
    word.sections[0].different_first_page_header_footer = document.cover
    open_pages(writer, word.sections[0], document, landscape=False)
    write_front(writer, document)
    write_sections(writer, document)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def name(word: Word, document: Document) -> None:
    """What the file says of itself."""
    properties = word.core_properties
    properties.title = document.title[:255]  # the library refuses a longer one
    properties.subject = document.plan[:255]
    properties.author = properties.last_modified_by = document.body[:255]
    properties.language = document.language
    properties.comments = ""
    day = datetime(document.on.year, document.on.month, document.on.day, tzinfo=UTC)
    properties.created = properties.modified = day


# Pages


def open_pages(
    writer: Writer, pages: Pages, document: Document, *, landscape: bool
) -> None:
    """Set the pages that follow, with their header and footer."""
    sides = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    pages.page_width, pages.page_height = sides
    pages.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    pages.left_margin = pages.right_margin = LEFT_AND_RIGHT
    pages.top_margin = pages.bottom_margin = TOP_AND_BOTTOM
    pages.header_distance = pages.footer_distance = Cm(1.1)
    writer.width = Emu(sides[0] - 2 * LEFT_AND_RIGHT).twips
    for place, style, texts in running_lines(pages, document):
        place.is_linked_to_previous = False
        line = element(three_in_line(style, texts, writer.width))
        old = place.paragraphs[0]._p  # noqa: SLF001
        old.getparent().replace(old, line)


def running_lines(pages: Pages, document: Document) -> list[tuple]:
    """What stands at the head and the foot of the pages, with the style's name."""
    mark = bold(document.mark)
    body = shorten(document.body, MOST_AT_THE_HEAD, placeholder=" …")
    head = (runs(body), mark, runs(document.title))
    number = f"{runs('Page ')}{field('PAGE')}{runs(' of ')}{field('NUMPAGES')}"
    foot = (runs(f"{document.plan}, {cell_words(document.on)}"), "", number)
    lines = [(pages.header, "Header", head), (pages.footer, "Footer", foot)]
    if pages.different_first_page_header_footer:
        lines.append((pages.first_page_header, "Header", ("", "", mark)))
        lines.append((pages.first_page_footer, "Footer", foot))
    return lines


def three_in_line(style: str, texts: tuple[str, str, str], width: int) -> str:
    """A paragraph with runs at the left, in the middle and at the right."""
    stops = f'<w:tab w:val="right" w:pos="{width}"/>'
    if texts[1]:
        stops = f'<w:tab w:val="center" w:pos="{width // 2}"/>{stops}'
    clear = '<w:tab w:val="clear" w:pos="4320"/><w:tab w:val="clear" w:pos="8640"/>'
    line = UNDERLINED if style == "Header" and texts[0] else ""
    words = f"<w:r>{TAB}</w:r>".join([texts[0], *filter(None, texts[1:])])
    return paragraph(style, words, f"{line}<w:tabs>{clear}{stops}</w:tabs>")


# Front sheet and sections


def write_front(writer: Writer, document: Document) -> None:
    """Title and facts; on a sheet of its own also the contents."""
    above = ON_COVER if document.cover else ""
    writer.put(paragraph("Body name", runs(document.body), above))
    size = "" if document.cover else '<w:sz w:val="40"/><w:szCs w:val="40"/>'
    writer.put(paragraph("Title", runs(document.title, size)))
    if document.subtitle:
        writer.put(paragraph("Subtitle", runs(document.subtitle)))
    write_facts(document.facts, writer)
    if document.cover:
        write_contents(writer, document)


def write_contents(writer: Writer, document: Document) -> None:
    """The contents as a field of Word's, filled, so that opening changes nothing.

    Without page numbers, which only Word could know; each line is a link.
    """
    listed = [
        (number, section)
        for number, section in enumerate(document.sections)
        if section.level <= document.listed_levels
    ]
    if not listed:
        return
    writer.put(paragraph("TOC Heading", runs("Contents")))
    field = instruction(CONTENTS.format(levels=document.listed_levels))
    starts = mark_of_field("begin") + field + mark_of_field("separate")
    for number, section in listed:
        link = f'<w:hyperlink w:anchor="{anchor(number)}" w:history="1">'
        line = f"{link}{runs(section.heading)}</w:hyperlink>"
        is_last = number == listed[-1][0]
        ends = mark_of_field("end") if is_last else ""
        writer.put(paragraph(f"toc {section.level}", starts + line + ends))
        starts = ""


def write_sections(writer: Writer, document: Document) -> None:
    """The sections; those on their side have pages of their own."""
    if document.cover:
        write(PageBreak(), writer)
    on_side = False
    for number, section in enumerate(document.sections):
        if section.landscape != on_side:
            on_side, writer.turns_page = section.landscape, False
            writer.drop_gap()
            pages = writer.word.add_section(WD_SECTION.NEW_PAGE)
            writer.word.paragraphs[-1].style = GAP_STYLE  # it holds the settings
            pages.different_first_page_header_footer = False
            open_pages(writer, pages, document, landscape=on_side)
        write_heading(writer, section, number)
        for block in section.blocks:
            write(block, writer)


def write_heading(writer: Writer, section: Section, number: int) -> None:
    """A heading that the contents lead to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{anchor(number)}"/>'
    end = f'<w:bookmarkEnd w:id="{number}"/>'
    words = f"{start}{runs(section.heading)}{end}"
    writer.put(paragraph(f"Heading {section.level}", words))


def anchor(number: int) -> str:
    """The name of a heading's bookmark, as Word makes them."""
    return f"_Toc{number:08}"


if __name__ == "__main__":
    work(draw)
