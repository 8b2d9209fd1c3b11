"""The columns of a list of visits, and its rows: a visit's grades stand in one cell."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet

from tracker.choices import Basis, DatePrecision, Framework, Grade, VisitKind
from tracker.exports.columns import ROWS_PER_FETCH, Column, Kind, Row, shown

GRADES = Column("Grades", "judgements__area", Kind.LONG_TEXT)
VISIT_COLUMNS = (
    Column("Reference", "reference"),
    Column("Kind", "kind", choices=dict(VisitKind.choices)),
    Column("Framework", "framework", choices=dict(Framework.choices)),
    Column("First day", "starts_on", Kind.DATE),
    Column("Last day", "ends_on", Kind.DATE),
    Column("Days known by", "precision", choices=dict(DatePrecision.choices)),
    Column("Published", "letter_published_on", Kind.DATE),
    Column("Number of its kind", "ordinal", Kind.NUMBER),
    Column("Number is", "ordinal_basis", choices=dict(Basis.choices)),
    GRADES,
    Column("Recommendations", "recommendation_count", Kind.NUMBER),
    Column("Findings", "finding_count", Kind.NUMBER),
    Column("Checks", "check_count", Kind.NUMBER),
    Column("Scope", "scope", Kind.LONG_TEXT),
    Column("Inspectors", "inspectors", Kind.LONG_TEXT),
    Column("Source", "source__code"),
    Column("Place in the source", "locator"),
    Column("Quote", "quote", Kind.LONG_TEXT),
)


def visit_rows(visits: QuerySet) -> Iterator[Row]:
    """Stream the visits as they are shown, in one query, in their own order.

    The join repeats a visit for each grade; here they become one row again.
    """
    sources = [column.source for column in VISIT_COLUMNS]
    joined = visits.values_list(*sources, "judgements__grade").iterator(ROWS_PER_FETCH)
    place = VISIT_COLUMNS.index(GRADES)
    return shown(
        (
            _with_grades(list(rows), place)
            for _reference, rows in groupby(joined, itemgetter(0))
        ),
        VISIT_COLUMNS,
    )


def _with_grades(rows: list[tuple], place: int) -> list:
    """One row of the visit, with each area and its grade."""
    labels = dict(Grade.choices)
    grades = [
        f"{row[place]}: {labels.get(row[-1], 'no grade')}" for row in rows if row[place]
    ]
    merged = list(rows[0][:-1])
    merged[place] = "; ".join(grades)
    return merged
