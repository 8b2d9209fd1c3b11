"""Pace, gaps between voices, later checks, measures and next dates in a pack."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    DueCheckFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureValueFactory,
    MeetingFactory,
    ModerationFactory,
    PlanFactory,
    ProgressUpdateFactory,
    StatusChangeFactory,
    VerificationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.reports.pack.asking import document_of, facts_of, numbers, told, words_of
from tracker.choices import PackPreset, VerificationKind, VerificationResult
from tracker.reports.pack.assurance import looks, mean_gap, reliability
from tracker.reports.pack.measures import measure_charts, measures_table
from tracker.reports.pack.next_dates import next_dates_table
from tracker.reports.pack.pace import forecast, months_before

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


# Pace


def delivered(plan, *days):
    """An action delivered on each of these days."""
    for day in days:
        action = ActionFactory(
            plan=plan, in_progress=True, standing__taken_up_on=date(2025, 9, 1)
        )
        StatusChangeFactory(
            action=action,
            changed_on=day,
            from_status="in_progress",
            to_status="delivered",
        )


def test_months_count_what_was_delivered_in_each(plan):
    delivered(plan, date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), TODAY)
    ActionFactory(plan=plan, first_due_on=date(2026, 5, 31), due_on=date(2026, 8, 1))

    months = months_before(facts_of(plan))

    assert [month.last_day for month in months] == [
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
        date(2026, 5, 31),
    ]
    assert [month.delivered for month in months] == [1, 2, 0, 0, 0, 0]
    assert months[-1].due == 1


def said(plan):
    facts = facts_of(plan)
    return forecast(facts, months_before(facts)).text


def test_forecast_has_a_range(plan):
    delivered(plan, *(date(2026, month, 9) for month in (1, 2, 3, 4, 5)))
    delivered(plan, date(2026, 5, 9))
    ActionFactory.create_batch(6, plan=plan)

    assert said(plan) == (
        "At the pace of the last 6 months, 1.0 a month, the 6 open actions would be "
        "delivered by December 2026; at the pace of the 3 fastest of these months by "
        "November 2026, at that of the 3 slowest by March 2027."
    )


def test_forecast_without_any_delivery_is_none(plan):
    ActionFactory.create_batch(2, plan=plan)

    assert said(plan) == (
        "No action was delivered in the last 6 months, so there is no pace to forecast "
        "from: 2 are still to be delivered."
    )


def test_forecast_is_not_made_far_ahead(plan):
    delivered(plan, date(2026, 5, 9))
    ActionFactory.create_batch(12, plan=plan)

    assert "would be delivered not within 5 years" in said(plan)


def test_forecast_of_a_plan_that_is_delivered(plan):
    delivered(plan, date(2026, 5, 9))

    assert said(plan) == "No action is still to be delivered."


# Gaps


def test_gap_is_positive_where_the_owner_is_the_more_hopeful(plan):
    action = ActionFactory(plan=plan, in_progress=True)
    update = ProgressUpdateFactory(action=action, rating="green")
    ModerationFactory(update=update, corrected=True, rating="amber")
    VisitCheckFactory(action=action, progress="none")

    document = document_of(PackPreset.BOARD, plan)

    assert told(document, "gaps") == [["No workstream", "1.0", "1", "2.0", "1"]]
    rows = numbers(document)
    assert rows["Owner's rating above the moderator's, mean steps"] == "1.0"


@pytest.mark.parametrize(
    ("gaps", "mean"),
    [
        ([], None),
        ([None, None], None),
        ([1, 0, None], Decimal("0.5")),
        ([1, 0, 0], Decimal("0.3")),
        ([-1, -1], Decimal("-1.0")),
    ],
)
def test_mean_of_the_gaps_that_are_known(gaps, mean):
    assert mean_gap(gaps) == mean


# Later checks


def checked(check, result, on, **values):
    return VerificationFactory(
        action=check.action,
        due_check=check,
        kind=check.kind,
        result=result,
        verified_on=on,
        **values,
    )


def test_reliability_is_of_actions_checked_later(plan):
    held, fell = DueCheckFactory(plan=plan), DueCheckFactory(plan=plan)
    DueCheckFactory(plan=plan)
    checked(held, VerificationResult.EVIDENCED, TODAY)
    checked(fell, VerificationResult.NOT_EVIDENCED, TODAY)

    share = reliability(facts_of(plan))

    assert (share.count, share.of, share.percent) == (1, 2, 50)


def test_look_that_waits_is_told_with_its_day(plan):
    check = DueCheckFactory(plan=plan)

    (look,) = looks(facts_of(plan))

    assert (look.reference, look.look_on) == (check.action.reference, check.due_on)
    assert look.what == "Check at 6 months"


def test_look_that_was_answered_waits_no_more_but_did_before(plan):
    check = DueCheckFactory(plan=plan)
    checked(check, VerificationResult.EVIDENCED, TODAY)

    assert looks(facts_of(plan)) == []
    assert len(looks(facts_of(plan, on=date(2026, 6, 14)))) == 1


def test_look_that_was_too_early_waits_until_its_new_day(plan):
    check = DueCheckFactory(plan=plan)
    later = date(2026, 8, 1)
    checked(check, VerificationResult.TOO_EARLY, TODAY, review_by=later)

    (look,) = looks(facts_of(plan))

    assert look.look_on == later


def test_delivery_that_was_too_early_to_judge_waits(plan):
    found = VerificationFactory(plan=plan, too_early=True)

    (look,) = looks(facts_of(plan))

    assert (look.what, look.look_on) == (
        "Delivery, too early last time",
        found.review_by,
    )


def test_action_put_back_has_no_look_that_waits(plan):
    check = DueCheckFactory(plan=plan)
    StatusChangeFactory(
        action=check.action,
        changed_on=TODAY,
        from_status="verified",
        to_status="in_progress",
    )

    assert looks(facts_of(plan)) == []
    assert check.kind == VerificationKind.SIX_MONTHS


# Measures


def measured(plan, *values, **options):
    measure = MeasureFactory(plan=plan, **options)
    for month, value in enumerate(values, start=1):
        MeasureValueFactory(
            measure=measure, starts_on=date(2026, month, 1), value=Decimal(value)
        )
    return measure


def test_number_stands_beside_the_colour(plan):
    measure = measured(plan, 70, 76)
    MeasureTargetFactory(measure=measure, target=Decimal(85))

    (row,) = words_of(measures_table(facts_of(plan)))

    assert row[0] == "M-001"
    assert "76" in row[2]
    assert "85" in row[3]
    assert row[4] == "Off target"


def test_number_in_doubt_is_never_charted(plan):
    measure = measured(plan, 70, 76)
    MeasureValueFactory(
        measure=measure,
        starts_on=date(2026, 3, 1),
        value=Decimal(99),
        is_suspect=True,
        suspect_reason="The document contradicts itself.",
    )

    (chart,) = measure_charts(facts_of(plan))

    assert [row[1] for row in chart.table.rows] == [70, 76, None]


def test_chart_has_the_numbers_as_people_write_them(plan):
    measure = measured(plan, "70.5000", "100.0000")
    MeasureTargetFactory(measure=measure, target=Decimal("85.0000"), set_on=TODAY)

    (chart,) = measure_charts(facts_of(plan))

    assert [str(row[1]) for row in chart.table.rows] == ["70.5", "100"]


def test_chart_has_the_last_twelve_periods(plan):
    measure = MeasureFactory(plan=plan, starts_on=date(2024, 1, 1))
    for month in range(1, 13):
        for year in (2024, 2025):
            MeasureValueFactory(measure=measure, starts_on=date(year, month, 1))

    (chart,) = measure_charts(facts_of(plan))

    assert len(chart.table.rows) == 12
    assert chart.table.rows[-1][0] == date(2025, 12, 31)


def test_one_number_is_no_chart(plan):
    measured(plan, 70)

    assert measure_charts(facts_of(plan)) == []


# Next dates


def test_next_dates_have_meeting_limit_and_look_in_order(plan):
    VisitFactory(
        plan=plan,
        published=True,
        inspection=True,
        starts_on=date(2026, 5, 4),
        ends_on=date(2026, 5, 8),
        received_on=date(2026, 6, 5),
    )
    MeetingFactory(plan=plan, held_on=date(2026, 7, 2))
    check = DueCheckFactory(plan=plan)

    rows = words_of(next_dates_table(facts_of(plan)))

    assert [row[:2] for row in rows] == [
        ["2 July 2026", "Next meeting"],
        ["17 July 2026", "Statutory limit"],
        ["14 September 2026", "Statutory limit"],
        [f"{check.due_on.day} {check.due_on:%B %Y}", "Check at 6 months"],
    ]


def test_limit_whose_start_nobody_recorded_is_said_to_be_unknown(plan):
    VisitFactory(plan=plan, published=True, inspection=True, starts_on=date(2026, 5, 4))

    rows = words_of(next_dates_table(facts_of(plan)))

    assert {row[0] for row in rows} == {""}
    assert all("not known when the report came" in row[2] for row in rows)


def test_of_many_looks_the_first_are_shown_and_the_rest_counted(plan):
    DueCheckFactory.create_batch(7, plan=plan)

    rows = words_of(next_dates_table(facts_of(plan)))

    assert len(rows) == 5
    assert rows[-1][2].endswith("(and 2 more after it)")
