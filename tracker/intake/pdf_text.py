"""The text of a PDF with its places, read in a process of its own with limits.

Run as `python -m tracker.intake.pdf_text`: the file comes in on standard input, JSON
goes out. It knows nothing of us or of Django, can write no file and is ended by the
system when it takes too much; `pdf_pages.py` starts it and waits for it.
"""

import ctypes
import json
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

MOST_BYTES_OF_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 8  # of processor time
MOST_PAGES = 120
MOST_CHARACTERS = 500_000  # the longest reports have some 120,000

LINE_SHIFT = 1.0  # points: a baseline this far off is another line
WIDE_GAP = 1.5  # of the font size: a gap this wide parts two cells
BOLD_WEIGHT = 600
FONT_NAME_BYTES = 200
HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "\xad"}  # of a word cut at a line's end


@dataclass
class Piece:
    """A run of characters on one line, without a wide gap; places in points."""

    x: float
    y: float
    right: float
    text: str = ""
    bold: bool = False
    sizes: Counter[float] = field(default_factory=Counter)

    @property
    def size(self) -> float:
        """The font size of most of it."""
        return self.sizes.most_common(1)[0][0]

    def as_data(self) -> list[Any]:
        """The piece as JSON holds it."""
        places = [round(value, 1) for value in (self.x, self.right, self.y, self.size)]
        return [self.text, *places, self.bold]


class PageReader:
    """Reads the characters of a page into pieces."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.text = page.get_textpage()
        self.count = pdfium_c.FPDFText_CountChars(self.text)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box = [ctypes.c_double() for _ in range(4)]

    def pieces(self) -> Iterator[Piece]:
        """The pieces, in the order of the file."""
        piece: Piece | None = None
        last = 0
        for index in range(self.count):
            letter = self.letter(index)
            if letter == "\n":
                yield from self.closed(piece, last)
                piece = None
            elif pdfium_c.FPDFText_IsGenerated(self.text, index):
                if piece is not None:
                    piece.text += letter
            elif letter:
                size = self.locate(index)
                if piece is None or self.is_elsewhere(piece, size):
                    yield from self.closed(piece, last)
                    piece = Piece(self.x.value, self.y.value, self.x.value)
                piece.text += letter
                piece.right = self.box[1].value
                piece.sizes[round(size, 1)] += 1
                last = index
        yield from self.closed(piece, last)

    def letter(self, index: int) -> str:
        """The character; a line break as such, nothing for what cannot be stored."""
        code = pdfium_c.FPDFText_GetUnicode(self.text, index)
        letter = chr(code) if code <= sys.maxunicode else ""
        if letter in HYPHENS:
            return HYPHENS[letter]
        if letter in "\r\n":
            return "\n"
        if letter == "\t":
            return " "
        return letter if letter.isprintable() or 0xE000 <= code <= 0xF8FF else ""

    def locate(self, index: int) -> float:
        """Note the place of a character; its font size."""
        pdfium_c.FPDFText_GetCharOrigin(self.text, index, self.x, self.y)
        pdfium_c.FPDFText_GetCharBox(self.text, index, *self.box)
        return float(pdfium_c.FPDFText_GetFontSize(self.text, index))

    def is_elsewhere(self, piece: Piece, size: float) -> bool:
        """Whether the character just located does not continue the piece."""
        gap = self.x.value - piece.right
        return (
            abs(self.y.value - piece.y) > LINE_SHIFT
            or not -size < gap < WIDE_GAP * size
        )

    def closed(self, piece: Piece | None, last: int) -> Iterator[Piece]:
        """The finished piece, unless it is empty; its last character tells bold."""
        if piece is not None and piece.text.strip():
            weight = pdfium_c.FPDFText_GetFontWeight(self.text, last)
            piece.bold = weight >= BOLD_WEIGHT or "bold" in self.font(last).lower()
            yield piece

    def font(self, index: int) -> str:
        """The name of a character's font."""
        name = ctypes.create_string_buffer(FONT_NAME_BYTES)
        pdfium_c.FPDFText_GetFontInfo(
            self.text, index, name, FONT_NAME_BYTES, ctypes.c_int()
        )
        return name.value.decode("utf-8", errors="replace")


def read(data: bytes) -> dict[str, Any]:
    """The pages of a PDF, each its height and pieces; or the reason of a refusal."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = error.err_code == pdfium_c.FPDF_ERR_PASSWORD
        return {"refused": "locked" if locked else "broken"}
    if len(document) > MOST_PAGES:
        return {"refused": "long", "count": len(document), "most": MOST_PAGES}
    pages: list[Any] = []
    left = MOST_CHARACTERS
    for page in document:
        reader = PageReader(page)
        left -= reader.count
        if left < 0:
            return {"refused": "large"}
        pieces = [piece.as_data() for piece in reader.pieces()]
        pages.append([round(page.get_height(), 1), pieces])
    return {"pages": pages}


def limit() -> None:
    """Bound this process: memory, processor time, and no file written."""
    memory = (MOST_BYTES_OF_MEMORY, MOST_BYTES_OF_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, memory)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read standard input, write JSON to standard output."""
    limit()
    try:
        result = read(sys.stdin.buffer.read())
    except MemoryError:
        result = {"refused": "large"}
    except pdfium.PdfiumError:
        result = {"refused": "broken"}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
