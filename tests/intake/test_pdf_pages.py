"""Files that cannot be read: each is refused with its sentence, within the limits."""

import io
import json
import subprocess
from types import SimpleNamespace

import pytest

from tests.intake.papers import Text, assembled, locked, pdf, stream
from tracker.intake import pdf_pages, pdf_text
from tracker.intake.draft import ReportRefusedError
from tracker.intake.pdf_pages import LARGE, NO_PDF, SCANNED, SLOW, pages_of

PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
    b"/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>"
)
PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
    b"/BitsPerComponent 8/Length 1>>stream\n\x00\nendstream"
)
LONG = [Text("Ofsted inspects services for children in this and every other council.")]


def refusal(data):
    """The sentence that refuses a file."""
    with pytest.raises(ReportRefusedError) as refused:
        pages_of(data)
    return str(refused.value)


def page_of(*objects):
    """A file of one page; its content is object 4."""
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE,
            *objects,
        ]
    )


def scanned():
    """A page with a picture of one pixel and no text, as from a scanner."""
    return page_of(stream(b"595 0 0 842 0 0 cm /I Do"), PICTURE)


def bomb():
    """A small file whose page unpacks to more than its reader may take."""
    return page_of(stream(b"q " * 30_000_000))


def test_pieces_stand_where_they_are_printed():
    ((height, pieces),) = pages_of(
        pdf(
            [
                Text("Some words at their place", x=100),
                Text("A heading", bold=True, size=20),
            ]
        )
    )

    assert height == 842
    assert [
        (piece.text.strip(), piece.x, piece.y, piece.size, piece.bold)
        for piece in pieces
    ] == [
        ("Some words at their place", 100, 745.5, 12, False),
        ("A heading", 72, 731, 20, True),
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", pdf_pages.EMPTY, id="empty"),
        pytest.param(b"PK\x03\x04 a workbook", NO_PDF, id="no PDF"),
        pytest.param(locked(), pdf_pages.REFUSALS["locked"], id="locked"),
        pytest.param(scanned(), SCANNED, id="scanned"),
        pytest.param(pdf([]), SCANNED, id="empty page"),
        pytest.param(b"%PDF-1.7\n", pdf_pages.REFUSALS["broken"], id="cut at once"),
        pytest.param(
            pdf(LONG)[:300], pdf_pages.REFUSALS["broken"], id="cut in the middle"
        ),
        pytest.param(
            pdf(*[LONG] * 200),
            "The PDF has 200 pages; at most 120 are read, and a report of Ofsted has "
            "fewer. Choose the report alone.",
            id="200 pages",
        ),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_its_sentence(data, sentence):
    assert refusal(data) == sentence


def test_file_of_too_many_bytes_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(pdf_pages, "MOST_BYTES", 100)
    monkeypatch.setattr(subprocess, "run", None)

    assert refusal(pdf(LONG)) == LARGE


def test_file_that_unpacks_to_too_much_is_refused():
    assert refusal(bomb()) == LARGE


def test_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_pages, "MOST_SECONDS", 0.001)

    assert refusal(pdf(LONG)) == SLOW


def test_reader_gets_none_of_our_secrets(monkeypatch):
    given = {}

    def run(command, *, env, **options):
        given.update(env)
        return subprocess.CompletedProcess(command, 0, b'{"pages": []}')

    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(subprocess, "run", run)

    assert refusal(pdf(LONG)) == SCANNED
    assert set(given) == {"PYTHONPATH"}


def test_too_many_characters_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_text, "MOST_CHARACTERS", 10)

    assert pdf_text.read(pdf(LONG)) == {"refused": "large"}


def test_process_prints_the_pages_it_reads(monkeypatch, capsys):
    monkeypatch.setattr(pdf_text, "limit", lambda: None)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(pdf(LONG))))

    pdf_text.main()

    ((height, ((text, *_, bold),)),) = json.loads(capsys.readouterr().out)["pages"]
    assert (height, text, bold) == (842, LONG[0].words, False)


@pytest.mark.parametrize(
    ("error", "reason"),
    [(MemoryError, "large"), (pdf_text.pdfium.PdfiumError("page"), "broken")],
)
def test_process_says_why_it_stopped(monkeypatch, capsys, error, reason):
    def read(data):
        raise error

    monkeypatch.setattr(pdf_text, "limit", lambda: None)
    monkeypatch.setattr(pdf_text, "read", read)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"")))

    pdf_text.main()

    assert json.loads(capsys.readouterr().out) == {"refused": reason}
