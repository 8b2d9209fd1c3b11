import pytest

from tests.factories import (
    TODAY,
    RecommendationFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.exports.columns import rows
from tracker.exports.recommendation_columns import RECOMMENDATION_COLUMNS
from tracker.reports.recommendation_list import listed_recommendations

pytestmark = pytest.mark.django_db


def test_columns_tell_what_the_list_and_the_page_show():
    visit = VisitFactory()
    source = SourceFactory(plan=visit.plan)
    recommendation = RecommendationFactory(
        visit=visit,
        number="3",
        text="The quality of plans.",
        source=source,
        locator="¶4",
        quote="The quality of plans.",
        parts=2,
    )
    VisitCheckFactory(recommendation=recommendation, sustained="no")

    (row,) = rows(listed_recommendations(visit.plan, TODAY), RECOMMENDATION_COLUMNS)

    headings = [column.heading for column in RECOMMENDATION_COLUMNS]
    assert dict(zip(headings, row, strict=True)) == {
        "Reference": "R-001",
        "Kind": "Area for improvement",
        "Section": "Local authority",
        "Number in the report": "3",
        "Recommendation": "The quality of plans.",
        "Visit": visit.reference,
        "First day of the visit": visit.starts_on,
        "Belongs to": None,
        "State": "Unanswered",
        "Parts": 2,
        "Parts answered": 0,
        "Actions": 0,
        "Visits that checked it": 1,
        "Last visit": "V-2026-02",
        "Last visit: progress": "Some",
        "Last visit: sustained": "Not sustained",
        "Last visit: consistency": "Not stated",
        "Last visit: direction": "Not stated",
        "Voice": "Ofsted",
        "Source": source.code,
        "Place in the source": "¶4",
        "Quote": "The quality of plans.",
    }
