from datetime import date

import pytest

from tests.factories import JudgementFactory, SourceFactory, VisitFactory
from tracker.choices import Basis
from tracker.exports.visit_columns import VISIT_COLUMNS, visit_rows
from tracker.reports.visit_list import listed_visits

pytestmark = pytest.mark.django_db


def test_columns_tell_what_the_list_and_the_page_show():
    source = SourceFactory()
    visit = VisitFactory(
        plan=source.plan,
        published=True,
        ordinal=8,
        ordinal_basis=Basis.INFERRED,
        scope="The front door",
        inspectors="Joan Pettifer",
        source=source,
        locator="¶2",
    )
    JudgementFactory(visit=visit, area="overall", grade="good")

    (row,) = visit_rows(listed_visits(source.plan))

    headings = [column.heading for column in VISIT_COLUMNS]
    assert dict(zip(headings, row, strict=True)) == {
        "Reference": "V-2026-01",
        "Kind": "Monitoring visit",
        "Framework": "Inspection of local authority children's services (ILACS)",
        "First day": date(2026, 4, 21),
        "Last day": date(2026, 4, 22),
        "Days known by": "Day",
        "Published": date(2026, 5, 18),
        "Number of its kind": 8,
        "Number is": "Inferred",
        "Grades": "overall: Good",
        "Recommendations": 0,
        "Findings": 0,
        "Checks": 0,
        "Scope": "The front door",
        "Inspectors": "Joan Pettifer",
        "Source": source.code,
        "Place in the source": "¶2",
        "Quote": "",
    }


def test_visits_with_many_grades_and_none_are_one_row_each(django_assert_num_queries):
    first = VisitFactory()
    VisitFactory(plan=first.plan)
    for area in ("overall", "leadership", "care leavers"):
        JudgementFactory(visit=first, area=area, grade="")

    with django_assert_num_queries(1):
        rows = list(visit_rows(listed_visits(first.plan).order_by("reference")))

    grades = [column.heading for column in VISIT_COLUMNS].index("Grades")
    assert [row[grades] for row in rows] == [
        "overall: no grade; leadership: no grade; care leavers: no grade",
        "",
    ]
