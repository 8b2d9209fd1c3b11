"""Made-up reports and letters as PDF files, written by hand: text at places, no more."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

MARGIN = 72
TOP = 760
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Text:
    """Words on a page; `down` is how far below the text before, in points."""

    words: str
    x: float = MARGIN
    size: float = 12
    bold: bool = False
    down: float = 14.5


def heading(words: str, *, size: float = 14, down: float = 30) -> Text:
    """A bold heading."""
    return Text(words, size=size, bold=True, down=down)


def items(*texts: str, hang: float = 18, down: float = 20) -> list[Text]:
    """A list, one item a text: its lines after the first one hang in."""
    return [
        Text(line, x=MARGIN + (hang if at else 0), down=14.5 if at else down)
        for text in texts
        for at, line in enumerate(text.split("\n"))
    ]


def pdf(*pages: Iterable[Text], trailer: str = "") -> bytes:
    """A PDF with these pages."""
    pages = tuple(pages)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
            f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {6 + 2 * number} 0 R>>".encode()
        )
        objects.append(stream(_drawn(page)))
    return assembled(objects, trailer)


def stream(content: bytes) -> bytes:
    """A compressed stream."""
    packed = zlib.compress(content)
    head = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
    return head + packed + b"\nendstream"


def assembled(objects: Iterable[bytes], trailer: str = "") -> bytes:
    """The objects as a file, with the table of where each begins."""
    file = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(places) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(file)}\n%%EOF\n"
    )
    return file + end.encode()


def locked() -> bytes:
    """A PDF that opens with a password alone; nobody knows which."""
    secret = "<" + "42" * 32 + ">"
    encryption = f"<</Filter/Standard/V 1/R 2/Length 40/O{secret}/U{secret}/P -4>>"
    return pdf([Text("Ofsted")], trailer=f"/Encrypt {encryption}/ID[<00><00>]")


def _font(name: str) -> bytes:
    return f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()


def _drawn(page: Iterable[Text]) -> bytes:
    drawn = b""
    y = float(TOP)
    for text in page:
        y -= text.down
        words = text.words.encode("cp1252")
        for sign in (b"\\", b"(", b")"):
            words = words.replace(sign, b"\\" + sign)
        font = "F2" if text.bold else "F1"
        place = f"BT /{font} {text.size} Tf {text.x} {y:.1f} Td (".encode()
        drawn += place + words + b") Tj ET\n"
    return drawn
