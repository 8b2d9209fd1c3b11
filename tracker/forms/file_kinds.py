"""Which kinds of file evidence may be, and which of them some bytes are.

Pure: a file opened for reading goes in; a kind, or a sentence of refusal, comes
out. The content decides; the ending of the name must agree with it.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from tracker.forms.office_files import (
    OPEN_XML,
    FileRefusedError,
    compound_kind,
    zip_kind,
)

HEAD_BYTES = 8 * 1024
PIECE_BYTES = 64 * 1024
PDF_MARK = b"%PDF-"
PDF_SEARCH_BYTES = 1024  # readers look this far for a header and a trailer
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class FileKind:
    """A kind of file: what we call it, its endings and the type we serve it as."""

    key: str
    label: str
    content_type: str
    suffixes: tuple[str, ...]


KINDS = {
    kind.key: kind
    for kind in (
        FileKind("pdf", "a PDF", "application/pdf", (".pdf",)),
        FileKind(
            "docx",
            "a Word document",
            f"{OPEN_XML}wordprocessingml.document",
            (".docx",),
        ),
        FileKind(
            "xlsx", "an Excel workbook", f"{OPEN_XML}spreadsheetml.sheet", (".xlsx",)
        ),
        FileKind(
            "pptx",
            "a PowerPoint file",
            f"{OPEN_XML}presentationml.presentation",
            (".pptx",),
        ),
        FileKind("odt", "an OpenDocument text", f"{OPEN_DOCUMENT}text", (".odt",)),
        FileKind(
            "ods",
            "an OpenDocument spreadsheet",
            f"{OPEN_DOCUMENT}spreadsheet",
            (".ods",),
        ),
        FileKind("png", "a PNG image", "image/png", (".png",)),
        FileKind("jpeg", "a JPEG image", "image/jpeg", (".jpg", ".jpeg")),
        FileKind("msg", "an Outlook message", "application/vnd.ms-outlook", (".msg",)),
        FileKind("eml", "an email message", "message/rfc822", (".eml",)),
        FileKind("csv", "a CSV file", "text/csv", (".csv",)),
        FileKind("txt", "plain text", "text/plain", (".txt",)),
    )
}
SUFFIXES = tuple(suffix for kind in KINDS.values() for suffix in kind.suffixes)

UNKNOWN = (
    "The file is not of a kind that can be added. Add a PDF, a Word, Excel, "
    "PowerPoint or OpenDocument file, a PNG or JPEG image, a CSV or text file, "
    "or an email saved as .msg or .eml."
)
EMPTY = "The file is empty. Check that it was saved and add it again."
HIDDEN_PDF = "The file has a PDF hidden after its start. Save it again and add that."
CUT_PDF = "The PDF is not complete. Save or download it again and add the new copy."
MARKUP = "The file is a web page or a drawing in XML. Save it as a PDF and add that."
SCRIPT = "The file is a program. Add a document that shows what it does."
RICH_TEXT = "The file is rich text. Save it as .docx or PDF and add that."

MARKS = {
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR": "png",
    b"\xff\xd8\xff": "jpeg",
}
ZIP_MARK = b"PK\x03\x04"
COMPOUND_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP_START = re.compile(r"<[!?/a-z]", re.IGNORECASE)
# RFC 5322 section 2.2: fields up to the first empty line
HEADER_START = re.compile(r"[!-9;-~]+[ \t]*:")
MAIL_FIELD = re.compile(r"^(From|Received|MIME-Version)[ \t]*:", re.I | re.M)
END_OF_HEADER = re.compile(r"\r?\n\r?\n")


def kind_of(file: BinaryIO, name: str) -> FileKind:
    """The kind of a file, by its content and the ending of its name.

    Raises FileRefusedError, with a sentence for the reader, when the content is
    none of KINDS or the name says otherwise. Leaves the file wherever it read to.
    """
    possible = _possible_kinds(file)
    suffix = PurePosixPath(name).suffix.lower()
    for key in possible:
        if suffix in KINDS[key].suffixes:
            return KINDS[key]
    kind = KINDS[possible[0]]
    message = (
        f"The content is {kind.label}, but the name "
        f"{f'ends in {suffix}' if suffix else 'has no ending'}. "
        f"Give it the ending {' or '.join(kind.suffixes)} and add it again."
    )
    raise FileRefusedError(message)


def _possible_kinds(file: BinaryIO) -> tuple[str, ...]:
    """Keys of the kinds that the content may be, the likeliest first."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head:
        raise FileRefusedError(EMPTY)
    if PDF_MARK in head[1 : PDF_SEARCH_BYTES + len(PDF_MARK)]:
        raise FileRefusedError(HIDDEN_PDF)
    if head.startswith(PDF_MARK):
        return (_pdf_kind(file),)
    if head.startswith(ZIP_MARK):
        return (zip_kind(file),)
    if head.startswith(COMPOUND_MARK):
        return (compound_kind(file),)
    for mark, key in MARKS.items():
        if head.startswith(mark):
            return (key,)
    return _text_kinds(_beginning_of_text(file, head))


def _pdf_kind(file: BinaryIO) -> str:
    size = file.seek(0, 2)
    file.seek(max(0, size - PDF_SEARCH_BYTES))
    if b"%%EOF" not in file.read():
        raise FileRefusedError(CUT_PDF)
    return "pdf"


def _text_kinds(beginning: str) -> tuple[str, ...]:
    start = beginning.lstrip()
    for looks_like, message in (
        (MARKUP_START.match(start), MARKUP),
        (start.startswith("#!"), SCRIPT),
        (start.startswith("{\\rtf"), RICH_TEXT),
    ):
        if looks_like:
            raise FileRefusedError(message)
    header = END_OF_HEADER.split(beginning, maxsplit=1)[0]
    if HEADER_START.match(header) and MAIL_FIELD.search(header):
        return ("eml", "txt", "csv")
    return ("txt", "csv")


def _beginning_of_text(file: BinaryIO, head: bytes) -> str:
    """The first characters of a file that is text from its first byte to its last.

    UTF-16 needs its byte order mark; without one it is UTF-8 or else cp1252, as
    Excel saves a CSV.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if head.startswith(mark):
            encodings: tuple[str, ...] = (encoding,)
            break
    else:
        encodings = ("utf-8", "cp1252")
    for encoding in encodings:
        beginning = _decoded(file, encoding)
        if beginning is not None:
            return beginning
    raise FileRefusedError(UNKNOWN)


def _decoded(file: BinaryIO, encoding: str) -> str | None:
    """The first piece as text, if every piece is text without control characters."""
    decoder = codecs.getincrementaldecoder(encoding)()
    beginning = None
    file.seek(0)
    try:
        while piece := file.read(PIECE_BYTES):
            text = decoder.decode(piece)
            if CONTROL.search(text):
                return None
            beginning = text if beginning is None else beginning
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return beginning
