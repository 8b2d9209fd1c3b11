"""How measures stand on a day: status, entries due, and what inspectors found."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    AnswerFactory,
    FindingFactory,
    MeasureActionFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureThemeFactory,
    MeasureValueFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.models import Measure

pytestmark = pytest.mark.django_db


def status(on=TODAY, known_at=None):
    """The status of the one measure."""
    return Measure.objects.with_status(on, known_at).get().status


# Status


@pytest.mark.parametrize(
    ("polarity", "value", "target", "tolerance", "expected"),
    [
        ("higher", "90", "90", "5", "on_target"),
        ("higher", "97", "90", "5", "on_target"),
        ("higher", "89.9", "90", "5", "within_tolerance"),
        ("higher", "85", "90", "5", "within_tolerance"),
        ("higher", "84.9999", "90", "5", "off_target"),
        ("higher", "89.9", "90", None, "off_target"),
        ("lower", "18", "18", "2", "on_target"),
        ("lower", "3", "18", "2", "on_target"),
        ("lower", "20", "18", "2", "within_tolerance"),
        ("lower", "20.0001", "18", "2", "off_target"),
        # What floats would get wrong
        ("higher", "0.9", "1.1", "0.2", "within_tolerance"),
        ("lower", "0.3", "0.2", "0.1", "within_tolerance"),
        ("higher", "8.3", "8.6", "0.3", "within_tolerance"),
        ("higher", "1234567890.1", "1234567890.2", "0.1", "within_tolerance"),
        ("lower", "0", "0", None, "on_target"),
    ],
)
def test_status_is_the_distance_to_the_target(
    polarity, value, target, tolerance, expected
):
    measure = MeasureFactory(polarity=polarity)
    MeasureValueFactory(measure=measure, value=Decimal(value))
    MeasureTargetFactory(
        measure=measure,
        target=Decimal(target),
        tolerance=tolerance and Decimal(tolerance),
    )

    assert status() == expected


def test_without_a_target_no_status_is_made_up():
    MeasureValueFactory()

    assert status() == "no_target"


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"no_data": True}, id="no data"),
        pytest.param({"suspect": True}, id="in doubt"),
        pytest.param(
            {
                "printed": True,
                "value": None,
                "said": "most",
                "source__published_on": TODAY,
            },
            id="in words",
        ),
    ],
)
def test_latest_entry_without_a_certain_number_is_no_data(values):
    measure = MeasureTargetFactory().measure
    MeasureValueFactory(measure=measure, starts_on=date(2026, 3, 1))
    MeasureValueFactory(measure=measure, **values)

    assert status() == "no_data"


def test_values_to_compare_with_are_not_ours():
    measure = MeasureTargetFactory().measure
    MeasureValueFactory(measure=measure, series="england")

    assert status() == "no_data"


def test_status_of_a_day_is_of_the_target_and_the_value_of_that_day():
    measure = MeasureFactory()
    MeasureValueFactory(measure=measure, value=Decimal(86))
    MeasureValueFactory(measure=measure, starts_on=date(2026, 5, 1), value=Decimal(91))
    MeasureTargetFactory(measure=measure, set_on=date(2026, 1, 12))
    MeasureTargetFactory(measure=measure, set_on=date(2026, 6, 8), target=Decimal(98))

    days = [date(2026, 1, 11), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 8)]
    assert [status(on) for on in days] == [
        "no_data",
        "within_tolerance",
        "on_target",
        "off_target",
    ]


def test_what_was_written_down_later_is_left_out():
    value = MeasureValueFactory(value=Decimal(91))
    target = MeasureTargetFactory(measure=value.measure)
    before = target.recorded_at
    MeasureValueFactory(corrects=value, correction=True, value=Decimal(60))
    MeasureTargetFactory(measure=value.measure, target=Decimal(50))

    assert status(known_at=before) == "on_target"
    assert status() == "on_target"
    assert status(known_at=value.recorded_at - timedelta(seconds=1)) == "no_data"


def test_measure_is_told_of_from_its_first_day_or_its_first_value():
    MeasureFactory(starts_on=date(2026, 6, 16))
    monthly = MeasureFactory(plan=Measure.objects.get().plan, starts_on=TODAY)
    written = datetime(2026, 6, 15, 9, tzinfo=UTC)
    later = written + timedelta(days=1)
    printed = MeasureFactory(plan=monthly.plan, irregular=True, recorded_at=later)
    noted = MeasureFactory(plan=monthly.plan, irregular=True, recorded_at=written)
    MeasureFactory(plan=monthly.plan, irregular=True, recorded_at=later)
    MeasureValueFactory(measure=printed)

    assert list(Measure.objects.told_by(TODAY)) == [monthly, printed, noted]
    assert list(Measure.objects.told_by(date(2026, 4, 29))) == []


# Entries due


@pytest.mark.parametrize(
    ("values", "told", "on", "is_due"),
    [
        pytest.param({}, None, TODAY, True, id="never told"),
        pytest.param({}, date(2026, 4, 1), TODAY, True, id="May is missing"),
        pytest.param({}, date(2026, 5, 1), TODAY, False, id="May is told"),
        pytest.param({}, date(2026, 4, 1), date(2026, 5, 31), False, id="May runs"),
        pytest.param({}, date(2026, 4, 1), date(2026, 6, 1), True, id="May is over"),
        pytest.param(
            {"frequency": "quarterly"}, date(2026, 3, 1), TODAY, False, id="quarter"
        ),
        pytest.param(
            {"frequency": "yearly"}, date(2026, 2, 1), TODAY, True, id="year to March"
        ),
        pytest.param({"irregular": True}, None, TODAY, False, id="no fixed period"),
        pytest.param(
            {"starts_on": date(2026, 6, 1)}, None, TODAY, False, id="begins in June"
        ),
        pytest.param(
            {"ends_on": date(2026, 4, 30)},
            date(2026, 4, 1),
            TODAY,
            False,
            id="counted no more",
        ),
    ],
)
def test_entry_is_due_where_the_last_ended_period_has_none(values, told, on, is_due):
    measure = MeasureFactory(**values)
    if told:
        MeasureValueFactory(measure=measure, starts_on=told)

    assert Measure.objects.with_due(on).get().is_due == is_due


def test_reason_for_no_data_is_an_entry_and_a_number_of_england_is_none():
    told = MeasureValueFactory(starts_on=date(2026, 5, 1), no_data=True).measure
    compared = MeasureFactory(plan=told.plan)
    MeasureValueFactory(measure=compared, starts_on=date(2026, 5, 1), series="england")

    assert list(Measure.objects.with_due(TODAY).filter(is_due=True)) == [compared]


# On target, and inspectors found otherwise


@pytest.fixture
def green():
    """A measure on target, about a theme."""
    measure = MeasureTargetFactory().measure
    MeasureValueFactory(measure=measure, value=Decimal(95))
    MeasureThemeFactory(measure=measure)
    return measure


@pytest.fixture
def visit(green):
    """A published visit."""
    return VisitFactory(plan=green.plan, published=True)


def is_contradicted(visit, known_at=None):
    """Whether the visit contradicts the one measure."""
    rows = Measure.objects.with_status(TODAY).with_contradiction(visit, known_at)
    return rows.get().is_contradicted


def theme_of(measure):
    """The theme that a measure is about."""
    return measure.theme_links.get().theme


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({}, True, id="a concern"),
        pytest.param({"strength": True}, False, id="a strength"),
        pytest.param({"voice": "council"}, False, id="the council's own words"),
    ],
)
def test_concern_of_inspectors_about_the_theme_contradicts(
    green, visit, values, expected
):
    FindingFactory(visit=visit, theme=theme_of(green), **values)

    assert is_contradicted(visit) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"progress": "none"}, True),
        ({"progress": "limited"}, True),
        ({"progress": "some"}, False),
        ({"progress": "met"}, False),
        ({"sustained": "no"}, True),
        ({"sustained": "too_early"}, False),
        ({"direction": "worse"}, True),
        ({"direction": "same"}, False),
    ],
)
def test_poor_check_of_a_linked_action_contradicts(green, visit, values, expected):
    link = MeasureActionFactory(measure=green)
    VisitCheckFactory(visit=visit, action=link.action, **values)

    assert is_contradicted(visit) is expected


def test_poor_check_of_what_asks_for_the_theme_contradicts(green, visit):
    recommendation = RecommendationFactory(plan=green.plan, parts=0)
    RecommendationPartFactory(recommendation=recommendation, theme=theme_of(green))
    VisitCheckFactory(visit=visit, recommendation=recommendation, progress="none")

    assert is_contradicted(visit) is True


def test_poor_check_of_an_action_that_answers_the_theme_contradicts(green, visit):
    part = RecommendationPartFactory(plan=green.plan, theme=theme_of(green))
    action = ActionFactory(plan=green.plan)
    AnswerFactory(action=action, part=part)
    VisitCheckFactory(visit=visit, action=action, progress="none")

    assert is_contradicted(visit) is True


def test_concern_about_the_theme_of_a_linked_action_contradicts(green, visit):
    theme = ThemeFactory(plan=green.plan)
    part = RecommendationPartFactory(plan=green.plan, theme=theme)
    link = MeasureActionFactory(measure=green)
    AnswerFactory(action=link.action, part=part)
    FindingFactory(visit=visit, theme=theme)

    assert is_contradicted(visit) is True


def test_other_themes_and_visits_do_not_contradict(green, visit):
    FindingFactory(visit=visit, theme=ThemeFactory(plan=green.plan))
    earlier = VisitFactory(plan=green.plan, published=True)
    FindingFactory(visit=earlier, theme=theme_of(green))

    assert is_contradicted(visit) is False


def test_only_a_measure_on_target_is_contradicted(green, visit):
    FindingFactory(visit=visit, theme=theme_of(green))
    MeasureValueFactory(measure=green, starts_on=date(2026, 5, 1), value=Decimal(88))

    assert status() == "within_tolerance"
    assert is_contradicted(visit) is False


def test_check_written_down_later_is_left_out(green, visit):
    link = MeasureActionFactory(measure=green)
    before = link.measure.recorded_at
    VisitCheckFactory(visit=visit, action=link.action, progress="none")

    assert is_contradicted(visit, known_at=before) is False
