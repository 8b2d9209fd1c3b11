"""The draft of a visit: taken apart for a JSON column and put together again."""

import json
from datetime import date

import pytest

from tracker.choices import (
    Framework,
    Grade,
    RecommendationKind,
    RecommendationSection,
    VisitKind,
)
from tracker.intake.draft import AreaDraft, DraftField, JudgementDraft, ReportDraft

LOCAL_AUTHORITY = RecommendationSection.LOCAL_AUTHORITY


def a_draft(**values):
    """A draft of a made-up report."""
    return ReportDraft(
        **{
            "authority": DraftField("Northmere", 1, "Northmere Council"),
            "kind": DraftField(VisitKind.FULL_INSPECTION, 1, "Inspection of services"),
            "framework": DraftField(Framework.ILACS, 1),
            "started_on": DraftField(date(2024, 3, 4), 1, "4 to 15 March 2024"),
            "ended_on": DraftField(date(2024, 3, 15), 1, "4 to 15 March 2024"),
            "published_on": DraftField(missing="No day of publication is printed."),
            "lead_inspector": DraftField("Ann Archer", 1, "Lead inspector: Ann Archer"),
            "inspectors": DraftField(),
            "judgements": (JudgementDraft("Overall", "Good", LOCAL_AUTHORITY, 1),),
            "areas": (
                AreaDraft(
                    number=None,
                    text="The quality of plans.",
                    kind=RecommendationKind.AREA_FOR_IMPROVEMENT,
                    section=LOCAL_AUTHORITY,
                    page=2,
                ),
            ),
            "pages": ("First page", "Second page"),
            "warnings": ("No day of publication is printed.",),
        }
        | values
    )


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(a_draft(), id="report"),
        pytest.param(
            a_draft(
                lead_inspector=DraftField(missing="A letter names no lead inspector."),
                inspectors=DraftField(("Ann Archer", "Bob Brown"), 1, "Inspectors …"),
                judgements=(),
            ),
            id="letter",
        ),
        pytest.param(
            a_draft(kind=DraftField(), framework=DraftField(), areas=()),
            id="little found",
        ),
    ],
)
def test_draft_survives_json(draft):
    data = draft.as_data()

    assert json.loads(json.dumps(data)) == data
    assert ReportDraft.from_data(json.loads(json.dumps(data))) == draft


def test_data_holds_plain_values():
    data = a_draft().as_data()

    assert data["started_on"] == {
        "value": "2024-03-04",
        "page": 1,
        "words": "4 to 15 March 2024",
        "missing": "",
    }
    assert data["areas"][0]["kind"] == "area_for_improvement"


def test_value_that_is_in_no_list_is_refused():
    data = a_draft().as_data()
    data["areas"][0]["kind"] = "wish"

    with pytest.raises(ValueError, match="wish"):
        ReportDraft.from_data(data)


def test_field_without_a_value_is_not_found():
    draft = a_draft()

    assert (draft.started_on.is_found, draft.published_on.is_found) == (True, False)


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        ("Good", Grade.GOOD),
        ("Requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Requires Improvement to be Good", Grade.REQUIRES_IMPROVEMENT_TO_BE_GOOD),
        ("Not Judged", None),
    ],
)
def test_printed_grade_is_one_of_our_list_or_none(printed, grade):
    assert JudgementDraft("Overall", printed, LOCAL_AUTHORITY, 1).grade_choice == grade


def test_lead_inspector_comes_first_and_once():
    draft = a_draft(inspectors=DraftField(("Bob Brown", "Ann Archer")))

    assert draft.names == ("Ann Archer", "Bob Brown")
    assert a_draft(lead_inspector=DraftField()).names == ()
