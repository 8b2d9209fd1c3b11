"""Measures in the back office: words are changed, targets and values only added."""

from datetime import date
from decimal import Decimal

import pytest

from tests.admin.pages import address, errors_of, send
from tests.factories import MeasureFactory, MeasureValueFactory
from tracker.models import Change, Measure, MeasureTarget, MeasureValue, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def sue():
    """Who works in the back office."""
    return lambda: User.objects.get(full_name="Sue Boss")


def test_measure_is_added_with_the_next_reference(boss):
    plan = MeasureFactory().plan

    send(
        boss,
        address(Measure, "add"),
        plan=plan.pk,
        name="Caseload",
        unit="children",
        polarity="lower",
        why="The board asked for it.",
    )

    added = plan.measures.get(name="Caseload")
    assert added.reference == "M-002"
    assert Change.objects.of(added).get().why == "The board asked for it."


def test_measure_is_changed_with_a_reason(boss):
    measure = MeasureFactory()

    send(boss, address(Measure, "change", measure.pk), unit="children", why="A slip.")

    measure.refresh_from_db()
    assert measure.unit == "children"
    assert Change.objects.of(measure).first().why == "A slip."


def test_target_is_added_by_whoever_adds_it(boss, sue):
    measure = MeasureFactory()

    send(
        boss,
        address(MeasureTarget, "add"),
        measure=measure.pk,
        set_on="2026-06-01",
        target="90",
        tolerance="5",
    )

    target = measure.targets.get()
    assert (target.number, target.target, target.set_by) == (1, 90, sue())


def test_second_target_without_a_reason_is_refused_in_words(boss):
    measure = MeasureFactory()
    first = {"measure": measure.pk, "set_on": "2026-06-01", "target": "90"}
    send(boss, address(MeasureTarget, "add"), **first)

    response = send(boss, address(MeasureTarget, "add"), **first)

    assert "Say why the target changes." in str(errors_of(response))
    assert measure.targets.count() == 1


def test_value_is_added_and_a_second_of_its_period_refused(boss, sue):
    measure = MeasureFactory()
    typed = {
        "measure": measure.pk,
        "series": "own",
        "starts_on": "2026-05-01",
        "ends_on": "2026-05-31",
        "precision": "month",
        "value": "81.5",
    }
    send(boss, address(MeasureValue, "add"), **typed)

    response = send(boss, address(MeasureValue, "add"), **typed)

    value = measure.values.get()
    assert (value.number, value.value) == (1, Decimal("81.5"))
    assert (value.ends_on, value.entered_by) == (date(2026, 5, 31), sue())
    assert "There is an entry for this period already." in str(errors_of(response))


def test_value_without_number_or_reason_is_refused_in_words(boss):
    response = send(
        boss,
        address(MeasureValue, "add"),
        measure=MeasureFactory().pk,
        series="own",
        starts_on="2026-05-01",
        ends_on="2026-05-31",
        precision="month",
    )

    assert "Give a number, or say why there is no data" in str(errors_of(response))


def test_value_on_record_is_only_read(boss):
    value = MeasureValueFactory()
    page = address(MeasureValue, "change", value.pk)

    assert boss.get(page).status_code == 200
    assert boss.post(page, {"value": "99"}).status_code == 403
