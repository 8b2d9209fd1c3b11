"""The report object: what it refuses, how its cells read, and its JSON."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.reports.sample_document import sample
from tracker.reports.document import (
    Chart,
    ChartKind,
    Column,
    Document,
    Fact,
    Figure,
    Kind,
    Paragraph,
    Reference,
    Section,
    Table,
    Tag,
    ToWrite,
    cell_words,
)
from tracker.reports.document.stored import canonical, from_json, to_json

DAY = date(2026, 3, 31)
NAMES = (Column("Name"), Column("Number", Kind.NUMBER))


def document(*sections, **others):
    return Document("Report", "A council", "A plan", DAY, sections, **others)


def table(key="rows", columns=NAMES, rows=()):
    return Table(key, "Rows", columns, rows)


@pytest.mark.parametrize(
    ("cell", "kind", "words"),
    [
        pytest.param(None, Kind.TEXT, "", id="nothing"),
        pytest.param("by the autumn", Kind.DAY, "by the autumn", id="words for a day"),
        pytest.param(date(2022, 3, 1), Kind.DAY, "1 March 2022", id="day"),
        pytest.param(date(987, 3, 1), Kind.DAY, "1 March 987", id="early day"),
        pytest.param(0, Kind.NUMBER, "0", id="zero"),
        pytest.param(12345, Kind.NUMBER, "12,345", id="thousands"),
        pytest.param(-5, Kind.NUMBER, "−5", id="minus"),
        pytest.param(Decimal("87.50"), Kind.NUMBER, "87.50", id="places are kept"),
        pytest.param(75, Kind.PERCENT, "75%", id="per cent"),
        pytest.param(-1200, Kind.MONEY, "−£1,200", id="money"),
        pytest.param(Tag("Red", "red"), Kind.TAG, "Red", id="tag"),
        pytest.param(Reference("A-012", "action"), Kind.TEXT, "A-012", id="reference"),
    ],
)
def test_cell_words(cell, kind, words):
    assert cell_words(cell, kind) == words


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        pytest.param(lambda: table(rows=((1,),)), "a row has 1 cells", id="short row"),
        pytest.param(lambda: table(rows=(("a", 1.5),)), "1.5 cannot", id="float"),
        pytest.param(lambda: table(rows=(("a", True),)), "True cannot", id="truth"),
        pytest.param(
            lambda: Fact("At", datetime(2026, 3, 31)),  # noqa: DTZ001
            "At: .* cannot be a value",
            id="instant",
        ),
        pytest.param(lambda: Figure(0.5, "late"), "cannot be a figure", id="figure"),
        pytest.param(lambda: table(columns=()), "no heading", id="no columns"),
        pytest.param(lambda: table(columns=(Column(""),)), "no heading", id="no name"),
        pytest.param(
            lambda: table(columns=(Column("Due"), Column("due"))),
            "the same heading",
            id="headings differ by capitals only",
        ),
        pytest.param(lambda: table(key="Two words"), "cannot be a key", id="key"),
        pytest.param(lambda: ToWrite("", "Write."), "cannot be a key", id="to write"),
        pytest.param(
            lambda: Chart(ChartKind.SLIPPAGE, "C", table(columns=NAMES[:1]), "days"),
            "no column of numbers",
            id="chart of words",
        ),
        pytest.param(lambda: Section("s", "S", level=4), "level 1, 2 or 3", id="level"),
        pytest.param(
            lambda: document(Section("s", "S"), Section("t", "T", level=3)),
            "skips a level",
            id="skipped level",
        ),
        pytest.param(
            lambda: document(Section("s", "S", level=2)), "skips", id="first level"
        ),
        pytest.param(
            lambda: document(Section("s", "S"), Section("s", "T")),
            "sections have the same key",
            id="sections alike",
        ),
        pytest.param(
            lambda: document(Section("s", "S", (table(), table()))),
            "tables have the same key",
            id="tables alike",
        ),
        pytest.param(
            lambda: document(main_table="actions"), "no table actions", id="main table"
        ),
        pytest.param(
            lambda: Document(" ", "A council", "A plan", DAY, ()), "title", id="title"
        ),
    ],
)
def test_what_no_format_could_draw_is_refused(make, problem):
    with pytest.raises(ValueError, match=problem):
        make()


def test_document_knows_its_tables_and_charts_in_order():
    report = sample()

    assert [each.key for each in report.tables] == [
        "status",
        "movement",
        "exceptions",
        "slippage",
        "placements",
        "extensions",
    ]
    assert [each.kind for each in report.charts] == [
        ChartKind.STATUS_OVER_TIME,
        ChartKind.MOVEMENT,
        ChartKind.SLIPPAGE,
        ChartKind.MEASURE,
    ]


def test_json_round_trip_gives_the_same_document_and_the_same_bytes():
    stored = to_json(sample())

    assert from_json(stored) == sample()
    assert to_json(from_json(stored)) == stored


def test_json_drops_what_is_no_text():
    report = document(Section("s", "S", (Paragraph("a\x00b\r\nc\td\ud800\ufeff\x85"),)))

    stored = from_json(to_json(report))

    assert stored.sections[0].blocks == (Paragraph("ab\nc\td"),)


def test_canonical_does_not_depend_on_the_order_of_names():
    assert canonical({"b": "é", "a": [1]}) == '{"a":[1],"b":"é"}'.encode()
    assert canonical({"a": [1], "b": "é"}) == canonical({"b": "é", "a": [1]})


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"format": 2, "document": {}}', id="another format"),
        pytest.param(b'{"format": 1, "document": {"is": "Popen"}}', id="unknown class"),
        pytest.param(b'{"format": 1, "document": {"is": "Note"}}', id="field missing"),
        pytest.param(
            b'{"format": 1, "document": {"is": "Note", "text": "x"}}', id="a mere block"
        ),
        pytest.param(b"\xff", id="not UTF-8"),
    ],
)
def test_json_of_something_else_is_refused(stored):
    with pytest.raises(ValueError, match="not a report"):
        from_json(stored)
