"""The columns of the parts that no live action answers."""

from collections.abc import Iterator

from tracker.exports.columns import Column, Kind, Row
from tracker.reports.coverage import CoverageByPart, OpenPart

COVERAGE_COLUMNS = (
    Column("Recommendation", "reference"),
    Column("Kind", "kind"),
    Column("Words", "text", Kind.LONG_TEXT),
    Column("Raised by", "visit"),
    Column("Part", "number", Kind.NUMBER),
    Column("What it asks for", "part", Kind.LONG_TEXT),
    Column("Theme", "theme"),
    Column("Actions that do not count", "answers", Kind.LONG_TEXT),
)


def coverage_rows(report: CoverageByPart) -> Iterator[Row]:
    """A row a part, in the order of the page."""
    for raised, parts in report.unanswered:
        for each in parts:
            yield [
                raised.reference,
                raised.get_kind_display(),
                raised.text,
                raised.visit.reference if raised.visit else "",
                each.part.number,
                each.part.text,
                each.part.theme.name if each.part.theme else "",
                do_not_count(each),
            ]


def do_not_count(each: OpenPart) -> str:
    """The actions that answer a part and are closed or only recorded."""
    return ", ".join(
        f"{other.action.reference} ({'closed' if other.is_closed else 'recorded'})"
        for other in each.not_counted
    )
