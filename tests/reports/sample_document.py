"""A report with every kind of block, for the tests of all formats; all invented."""

from datetime import date
from decimal import Decimal

from tracker.reports.document import (
    BulletList,
    Chart,
    ChartKind,
    Column,
    Document,
    Fact,
    Figure,
    Figures,
    KeyValues,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Reference,
    Section,
    Table,
    Tag,
    ToWrite,
)

ON = date(2026, 6, 15)
RED, AMBER, GREEN = Tag("Red", "red"), Tag("Amber", "orange"), Tag("Green", "green")


def sample() -> Document:
    """A board pack in small."""
    return Document(
        title="Board pack",
        subtitle="Improvement board of 15 June 2026",
        body="Northmere Council",
        plan="Improvement plan 2026",
        on=ON,
        facts=(
            Fact("Meeting", ON),
            Fact("Visits so far", 3, Kind.NUMBER),
            Fact("Overall grade", Tag("Inadequate", "red")),
        ),
        main_table="exceptions",
        sections=(
            _summary(),
            _movement(),
            _exceptions(),
            _measures(),
            _extensions(),
            _words(),
        ),
    )


def _summary() -> Section:
    columns = (
        Column("Day", Kind.DAY),
        Column("In progress", Kind.NUMBER, colour="teal"),
        Column("Delivered", Kind.NUMBER, colour="purple"),
        Column("Verified", Kind.NUMBER, colour="green"),
    )
    rows = (
        (date(2026, 3, 31), 20, 4, 0),
        (date(2026, 4, 30), 16, 6, 2),
        (date(2026, 5, 31), 11, 8, 5),
    )
    status = Table("status", "Actions by status", columns, rows)
    figures = (
        Figure(24, "tracked actions", "24 last time"),
        Figure(3, "overdue", "1 last time, up 2"),
        Figure(62, "of parts answered", kind=Kind.PERCENT),
    )
    blocks = (
        Figures(figures),
        Paragraph("Three actions are late. Two of them have no owner."),
        Chart(ChartKind.STATUS_OVER_TIME, "Status over time", status, "actions"),
    )
    return Section("summary", "Summary", blocks)


def _movement() -> Section:
    columns = (
        Column("Rating"),
        Column("31 March 2026", Kind.NUMBER),
        Column("15 June 2026", Kind.NUMBER),
    )
    table = Table(
        "movement",
        "Actions by rating, then and now",
        columns,
        (("Red", 1, 3), ("Amber", 8, 5), ("Green", 15, 16)),
    )
    chart = Chart(ChartKind.MOVEMENT, "Since last meeting", table, "actions")
    return Section("movement", "Since last meeting", (chart,), level=2)


def _exceptions() -> Section:
    columns = (
        Column("Reference"),
        Column("Action", width=36),
        Column("Owner", width=18),
        Column("Due", Kind.DAY),
        Column("Complete", Kind.PERCENT),
        Column("Rating", Kind.TAG),
    )
    rows = (
        (
            Reference("A-001", "action"),
            "Assessments are finished in 45 working days",
            "Head of assessment",
            date(2026, 5, 31),
            40,
            RED,
        ),
        (
            Reference("A-002", "action"),
            "=HYPERLINK(1) is text",
            None,
            "by the autumn",
            75,
            AMBER,
        ),
        (
            Reference("A-003", "action"),
            "Every child is seen alone",
            "Head of safeguarding",
            date(2026, 7, 31),
            None,
            GREEN,
        ),
    )
    late = (Column("Action"), Column("Days later", Kind.NUMBER))
    slipped = Table("slippage", "Dates moved", late, (("A-001", 61), ("A-003", -7)))
    blocks = (
        Table("exceptions", "Actions to look at", columns, rows),
        Chart(ChartKind.SLIPPAGE, "How far dates moved", slipped, "days"),
        PageBreak(),
    )
    return Section("exceptions", "Exceptions", blocks)


def _measures() -> Section:
    columns = (
        Column("Month", Kind.DAY),
        Column("Seen in time", Kind.PERCENT),
        Column("Target", Kind.PERCENT),
        Column("England", Kind.PERCENT),
    )
    rows = (
        (date(2026, 3, 31), Decimal("71.5"), 90, Decimal("81.0")),
        (date(2026, 4, 30), "No data: the system changed", 90, Decimal("81.0")),
        (date(2026, 5, 31), Decimal("83.0"), 90, Decimal("81.0")),
    )
    table = Table("placements", "Children seen in time", columns, rows)
    chart = Chart(ChartKind.MEASURE, "Children seen in time", table, "per cent")
    return Section("measures", "Measures", (chart,))


def _extensions() -> Section:
    columns = (Column("Action"), Column("New date", Kind.DAY))
    empty = "No new date was asked for."
    table = Table("extensions", "New dates asked for", columns, (), empty)
    return Section("extensions", "Extensions", (table,), landscape=True)


def _words() -> Section:
    blocks = (
        Paragraph("The board is asked to note this report.", number="4.3"),
        Quote("Progress is slow & uneven.", "Monitoring visit, 4 May 2026"),
        KeyValues((Fact("Cost", Decimal("1200.50"), Kind.MONEY), Fact("Chair", None))),
        BulletList(("Recruit", "Train")),
        BulletList(("First", "Then"), numbered=True),
        Note("The figures of May are provisional."),
        ToWrite("equality", "Say what the report means for equality.", number="8.1"),
        ToWrite("legal", "Check this text.", "There are none.", number="9.1"),
    )
    return Section("words", "4. The proposal", blocks)


HOSTILE_TEXTS = (
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    '#read("/etc/passwd") #panic() *bold* _it_ $x$ `raw` @ref <label> \\ //',
    "<script>alert(1)</script> & <w:p/> ]]> {{ plan }} {% now %}",
    "\x00\x07bell and \ufeffmark\x85",
    "done ✅ 😀 👩\u200d🚀 中文字 日本語",
    "فارسی שלום \u202eback",
    "Siân e\u0301 Ŵŷ “quoted” … end",
    "two\nlines\tand a tab",
    "</r>",
    "x" * 2_000,
    "word " * 4_000,  # 20,000 characters
)


def hostile() -> Document:
    """The sample's blocks with texts that mean harm, or are odd, at every place."""
    columns = (
        Column("=1+1"),
        Column('#read("x")', Kind.NUMBER),
        Column("<b>&", Kind.TAG),
    )
    rows = tuple((text, 1, Tag(text[:200], "no-colour")) for text in HOSTILE_TEXTS)
    table = Table("hostile", "=caption", columns, rows)
    chart = Chart(ChartKind.SLIPPAGE, "<script> 中 chart", table, "# days")
    sections = tuple(
        Section(
            f"text-{number}",
            text[:200],
            (
                Paragraph(text, number="=1"),
                Quote(text, text[:200]),
                KeyValues((Fact(text[:200], text), Fact("Day", date(987, 1, 2)))),
                BulletList((text,)),
                Figures((Figure(text[:50], text[:50], text[:50]),)),
                Note(text),
                ToWrite("write", text, text),
            ),
        )
        for number, text in enumerate(HOSTILE_TEXTS)
    )
    return Document(
        title="=title <&> 😀",
        subtitle="#panic()",
        body="&L[Body]",
        plan="&P plan",
        on=ON,
        mark="<i>mark",
        main_table="main",
        sections=(Section("table", "[Table]:*?/", (table_of(table), chart)), *sections),
    )


def table_of(table: Table) -> Table:
    """The same table by another key."""
    return Table("main", table.caption, table.columns, table.rows)
