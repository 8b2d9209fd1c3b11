"""The chart of a measure: numbers that hold, against the target of their day."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import MeasureFactory
from tracker.reports.measure_chart import chart_of_points
from tracker.reports.measure_page import ChartPoint

pytestmark = pytest.mark.django_db


def point(month: int, own: str | None, target: str | None = None) -> ChartPoint:
    """One month: our number and the target that stood then."""
    return ChartPoint(
        when="",
        ends_on=date(2026, month, 28),
        own=own and Decimal(own),
        neighbours=None,
        england=None,
        target=target and Decimal(target),
    )


def test_chart_goes_along_the_days_and_leaves_gaps():
    points = [point(1, "50.00"), point(2, None, "85.0000"), point(3, "62.50", "85")]

    chart = chart_of_points(MeasureFactory(reference="M-004"), points)

    assert chart.table.key == "measure-m-004"
    assert chart.table.rows == (
        (date(2026, 1, 28), Decimal(50), None),
        (date(2026, 2, 28), None, Decimal(85)),
        (date(2026, 3, 28), Decimal("62.5"), Decimal(85)),
    )


@pytest.mark.parametrize(
    "points",
    [
        pytest.param([], id="no number"),
        pytest.param([point(1, "50"), point(2, None)], id="one number"),
    ],
)
def test_chart_needs_two_numbers(points):
    assert chart_of_points(MeasureFactory(), points) is None
