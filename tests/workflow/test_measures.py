"""A measure is added, worded, linked, and given targets that are never lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    TODAY,
    ActionFactory,
    MeasureFactory,
    MeasureThemeFactory,
    PlanFactory,
    ThemeFactory,
    UserFactory,
)
from tracker.models import Change, Measure, StaleRecordError, change_set
from tracker.workflow.measures import (
    Aim,
    MeasureWording,
    aim_of,
    create_measure,
    edit_measure,
)

pytestmark = pytest.mark.django_db

NINETY = Aim(Decimal(90), date(2026, 12, 31), "", Decimal(5))
WHY = "The board asked for it."


def wording(**values):
    """What a measure says."""
    return MeasureWording(
        **{
            "name": "Visits made on time",
            "tells": "First visits only.",
            "unit": "%",
            "polarity": "higher",
            "baseline": Decimal(61),
            "baseline_on": date(2025, 6, 30),
            "frequency": "monthly",
            "starts_on": date(2026, 1, 1),
            "ends_on": None,
            "data_source": "Case system",
            "owner_post": None,
            "aim": NINETY,
            **values,
        }
    )


def edit(measure, version=1, on=TODAY, **values):
    """Save other words."""
    return edit_measure(
        measure=measure,
        version=version,
        wording=wording(**values),
        why=WHY,
        by=UserFactory(),
        on=on,
    )


def create(plan, by=None, **values):
    """Add a measure."""
    return create_measure(
        plan=plan, wording=wording(**values), by=by or UserFactory(), on=TODAY
    )


def test_create_gives_the_next_reference_links_and_the_first_target():
    plan = MeasureFactory().plan
    theme, action = ThemeFactory(plan=plan), ActionFactory(plan=plan)
    by = UserFactory()

    with change_set(by=by):
        measure = create(plan, by=by, themes=(theme,), actions=(action,))

    assert measure.reference == "M-002"
    assert measure.theme_links.get().theme == theme
    assert measure.action_links.get().action == action
    target = measure.targets.get()
    assert (target.number, target.target, target.set_on) == (1, 90, TODAY)
    assert (target.set_by, target.reason) == (by, "")
    assert Change.objects.of(measure).get().by == by


def test_create_without_a_target_sets_none():
    measure = create(PlanFactory(), aim=Aim())

    assert not measure.targets.exists()
    assert aim_of(measure, TODAY) == Aim()


def test_form_sent_twice_adds_one_measure():
    plan = PlanFactory()
    create(plan)

    with pytest.raises(ValidationError) as refused:
        create(plan, name="VISITS made on time")

    assert refused.value.message_dict == {
        "name": ["M-001 is a measure of that name already."]
    }
    assert plan.measures.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"polarity": "neither"},
            "Say whether higher or lower is better to have a target.",
            id="target without a side",
        ),
        pytest.param(
            {"baseline_on": None},
            "Give the baseline with its day, or neither.",
            id="baseline without a day",
        ),
    ],
)
def test_what_breaks_a_rule_stores_nothing(values, sentence):
    with pytest.raises(ValidationError) as refused:
        create(PlanFactory(), **values)

    assert refused.value.messages == [sentence]
    assert not Measure.objects.exists()


def test_link_into_another_plan_is_refused():
    with pytest.raises(ValidationError):
        create(PlanFactory(), themes=(ThemeFactory(),))

    assert not Measure.objects.exists()


def test_edit_keeps_the_target_before_with_the_reason_of_the_new_one():
    measure = create(PlanFactory())

    edit(measure, aim=Aim(Decimal(80), None, "", None), on=date(2026, 6, 16))

    told = measure.targets.values_list("number", "target", "reason")
    assert list(told) == [(1, 90, ""), (2, 80, WHY)]
    assert aim_of(measure, TODAY) == NINETY
    assert aim_of(measure, date(2026, 6, 16)).target == 80


def test_edit_that_leaves_the_target_adds_no_row():
    measure = create(PlanFactory())

    edit(measure, name="First visits made on time")

    measure.refresh_from_db()
    assert (measure.name, measure.version) == ("First visits made on time", 2)
    assert measure.targets.count() == 1
    assert Change.objects.of(measure).first().why == WHY


def test_target_can_be_taken_away_and_stays_on_record():
    measure = create(PlanFactory())

    edit(measure, aim=Aim())

    assert aim_of(measure, TODAY) == Aim()
    assert list(measure.targets.values_list("target", flat=True)) == [90, None]


def test_edit_sets_the_links_and_no_others():
    link = MeasureThemeFactory()
    other = ThemeFactory(plan=link.measure.plan)

    edit(link.measure, themes=(other,), aim=Aim())

    assert link.measure.theme_links.get().theme == other
    link.measure.refresh_from_db()
    assert link.measure.version > 1  # a form opened before shows other themes


@pytest.mark.parametrize(
    "first",
    [
        pytest.param({"name": "Other"}, id="words"),
        pytest.param({"aim": Aim(Decimal(70))}, id="target"),
    ],
)
def test_stale_edit_is_refused(first):
    measure = create(PlanFactory())
    edit(measure, **first)

    with pytest.raises(StaleRecordError):
        edit(measure, name="Mine")
