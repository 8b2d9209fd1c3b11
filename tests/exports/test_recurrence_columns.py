from datetime import date

import pytest

from tests.factories import (
    FindingFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.exports.recurrence_columns import recurrence_columns, recurrence_rows
from tracker.reports.recurrence import recurrence_matrix

pytestmark = pytest.mark.django_db


def test_table_has_a_row_a_theme_and_a_column_a_visit(today):
    first = VisitFactory(starts_on=date(2025, 6, 15), published=True)
    second = VisitFactory(plan=first.plan, published=True)
    theme = ThemeFactory(plan=first.plan, name="Pace")
    silent = ThemeFactory(plan=first.plan, name="Workforce")
    row, other = (
        RecommendationFactory(visit=first, parts=0),
        RecommendationFactory(visit=first, parts=0),
    )
    for each in (row, other):
        RecommendationPartFactory(recommendation=each, theme=theme)
    VisitCheckFactory(visit=second, recommendation=row, sustained="no")
    VisitCheckFactory(visit=second, recommendation=other, progress="not_in_scope")
    FindingFactory(plan=first.plan, visit=second, theme=theme)
    FindingFactory(plan=first.plan, visit=first, theme=silent)
    matrix = recurrence_matrix(plan=first.plan, on=today)

    headings = [column.heading for column in recurrence_columns(matrix)]
    rows = list(recurrence_rows(matrix))

    assert headings == [
        "Theme",
        "First raised",
        "Confirmed by inspectors",
        "Months open",
        "Visits that raised it",
        "Recurrences linked",
        "V-2025-01 Monitoring visit, 15 to 16 June 2025",
        "V-2026-02 Monitoring visit, 21 to 22 April 2026",
    ]
    assert rows == [
        [
            "Pace",
            date(2025, 6, 16),
            None,
            11,
            1,
            0,
            "Raised: R-001, R-002",
            (
                "Checked: R-001 (Progress: some; Not sustained)\n"
                "Not in scope: R-002\nConcerns: F-001"
            ),
        ],
        ["Workforce", None, None, None, 0, 0, "Concerns: F-002", "Not raised"],
    ]
