"""A made-up report of Ofsted on a council that does not exist, as a small real PDF."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

LEFT, TOP, PAGE = 60, 780, "[0 0 595 842]"
LEADING = 1.8  # of the font size: the rows of a table stand apart
RESOURCES = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"


class Words(NamedTuple):
    """One line of a page."""

    text: str
    size: int = 11
    bold: bool = False
    beside: str = ""  # words further right on the same line, as in a table


GOOD = "Good"
COVER = (
    Words("Northmere", 26, bold=True),
    Words("Inspection of children's social care services", 20, bold=True),
    Words("Inspection dates: 4 March 2024 to 15 March 2024"),
    Words("Lead inspector: Ann Archer, His Majesty's Inspector"),
    Words("Judgement", bold=True, beside="Grade"),
    Words("The impact of leaders on social work practice", beside=GOOD),
    Words("Overall effectiveness", beside=GOOD),
    Words("Ofsted published this made-up report for tests alone."),
)
AREAS = (
    "The quality of case recording, assessments and plans",
    "How often managers talk with social workers about their work",
    "The timeliness of help for young carers",
)


def listed(areas: Iterable[str] = AREAS) -> tuple[Words, ...]:
    """The page on which the areas stand."""
    return (
        Words("What needs to improve", 14, bold=True),
        *(Words(f"\u2022 {area}") for area in areas),
        Words("The experiences and progress of children", 14, bold=True),
        Words("Children in Northmere are mostly well cared for."),
    )


def report(areas: Iterable[str] = AREAS, *further: Sequence[Words]) -> bytes:
    """The report as bytes: a cover, a page of areas, and further pages."""
    return pdf([COVER, listed(areas), *further])


def pdf(pages: Sequence[Sequence[Words]]) -> bytes:
    """A PDF with these lines on its pages."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        FONT.format("Helvetica").encode(),
        FONT.format("Helvetica-Bold").encode(),
    ]
    for number, page in enumerate(pages):
        content = f"{6 + 2 * number} 0 R"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {PAGE} /Resources {RESOURCES} "
            f"/Contents {content} >>".encode()
        )
        stream = "\n".join(_drawn(page)).encode("cp1252")
        head = f"<< /Length {len(stream)} >>\nstream\n".encode()
        objects.append(head + stream + b"\nendstream")
    return _file(objects)


def _drawn(page: Iterable[Words]) -> Iterable[str]:
    y = float(TOP)
    for line in page:
        y -= line.size * LEADING
        yield _text(line, LEFT, y, line.text)
        if line.beside:
            yield _text(line, LEFT + 320, y, line.beside)


def _text(line: Words, x: int, y: float, words: str) -> str:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "F2" if line.bold else "F1"
    return f"BT /{font} {line.size} Tf {x} {y:.1f} Td ({escaped}) Tj ET"


def _file(objects: Iterable[bytes]) -> bytes:
    """The objects with the table that says where each begins."""
    body, starts = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        starts.append(len(body))
        body += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(starts) + 1
    return (
        body
        + f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
        + f"trailer << /Size {size} /Root 1 0 R >>\n".encode()
        + f"startxref\n{len(body)}\n%%EOF\n".encode()
    )
