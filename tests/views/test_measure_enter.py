"""All numbers that are due on one page, saved in parts; and one number alone."""

from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from tests.factories import (
    MeasureFactory,
    MeasureTargetFactory,
    MeasureValueFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, typed_day
from tracker.dates import last_ended_period
from tracker.models import Change, MeasureValue
from tracker.views.measure_enter import ENTRIES_A_PAGE

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 6


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


@pytest.fixture
def month():
    """The last month that has ended."""
    return last_ended_period(timezone.localdate(), 1)


@pytest.fixture
def due(people, month):
    """Two measures that wait for the last month."""
    return [
        MeasureFactory(plan=people.plan, starts_on=month.starts_on) for _ in range(2)
    ]


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client


def body(response):
    """The page as text, on one line."""
    return unescape(" ".join(response.content.decode().split()))


def box(measure, month, name="value"):
    """The name of a box of the page."""
    return f"{measure.reference}.{month.ends_on}-{name}"


def said(response):
    """The messages of a response."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_page_has_a_box_for_each_period_that_is_due(people, due, manager, month):
    MeasureTargetFactory(measure=due[0])

    text = body(manager.get(address("measure-enter", people.plan)))

    for measure in due:
        assert f'name="{box(measure, month)}"' in text
        assert f'name="{box(measure, month, "no_data_reason")}"' in text
    assert "Target 90%." in text


def test_all_that_is_filled_in_is_saved(people, due, manager, month):
    answer = manager.post(
        address("measure-enter", people.plan),
        {
            box(due[0], month): "86.5%",
            box(due[1], month, "no_data_reason"): "The system is down.",
        },
    )

    first, second = MeasureValue.objects.order_by("measure")
    assert answer["Location"] == address("measure-list", people.plan)
    assert said(answer) == ["2 entries were saved."]
    assert (first.value, first.entered_by) == (Decimal("86.5"), people.manager)
    assert (first.starts_on, first.ends_on) == (month.starts_on, month.ends_on)
    assert second.no_data_reason == "The system is down."
    assert Change.objects.of(first).get().by == people.manager


def test_what_is_left_empty_stays_due(people, due, manager, month):
    page = address("measure-enter", people.plan)

    answer = manager.post(page, {box(due[0], month): "86"})

    assert answer["Location"] == page
    text = body(manager.get(page))
    assert box(due[0], month) not in text
    assert box(due[1], month) in text


def test_right_ones_are_saved_and_wrong_ones_come_back(people, due, manager, month):
    third = MeasureFactory(plan=people.plan, starts_on=month.starts_on)

    answer = manager.post(
        address("measure-enter", people.plan),
        {
            box(due[0], month): "86",
            box(due[1], month): "most",
            box(due[1], month, "note"): "A hard month.",
        },
    )

    text = body(answer)
    sentence = "Enter a number, like 85 or 12.5. Words such as “most” are not numbers"
    assert answer.status_code == 200
    assert "Error: Enter numbers" in text
    assert summary(answer) == [f"M-002, {month.ends_on:%B %Y}: {sentence}"]
    assert said(answer) == ["1 entry was saved."]
    assert MeasureValue.objects.get().measure == due[0]
    assert 'value="most"' in text
    assert "A hard month." in text
    assert box(third, month) in text
    assert box(due[0], month) not in text


def test_no_data_needs_no_number_and_a_note_alone_is_no_entry(
    people, due, manager, month
):
    answer = manager.post(
        address("measure-enter", people.plan),
        {box(due[0], month, "note"): "We had none."},
    )

    called = f"M-001, {month.ends_on:%B %Y}"
    assert summary(answer) == [
        f"{called}: Enter the number, or say why there is no data"
    ]
    assert not MeasureValue.objects.exists()


def test_nothing_typed_is_said(people, due, manager):
    answer = manager.post(address("measure-enter", people.plan), {})

    assert said(answer) == ["Nothing was entered. Fill in what you have."]
    assert answer["Location"] == address("measure-enter", people.plan)


def test_number_that_somebody_entered_meanwhile_is_not_lost(
    people, due, manager, month
):
    MeasureValueFactory(
        measure=due[0],
        starts_on=month.starts_on,
        value=Decimal(80),
        entered_by=people.moderator,
    )

    answer = manager.post(
        address("measure-enter", people.plan),
        {box(due[0], month): "87", box(due[1], month): "50"},
    )

    text = body(answer)
    assert "Mo Moderator entered 80% meanwhile. You typed “87”." in text
    assert due[0].values.get().value == 80
    assert due[1].values.get().value == 50


def test_same_page_sent_twice_enters_once(people, due, manager, month):
    page = address("measure-enter", people.plan)
    sent = {box(due[0], month): "87%", box(due[1], month, "no_data_reason"): "Late."}
    manager.post(page, sent)

    answer = manager.post(page, sent)

    assert answer.status_code == 302
    assert said(answer)[-1] == "This was saved already."
    assert MeasureValue.objects.count() == 2


@pytest.mark.parametrize(
    "name",
    ["M-999.2026-05-31-value", "M-001.2026-13-99-value", "M-001.1990-01-31-value"],
)
def test_box_of_what_is_not_due_is_said_and_stored_nowhere(people, due, manager, name):
    answer = manager.post(address("measure-enter", people.plan), {name: "5"})

    assert "is not due" in body(answer)
    assert not MeasureValue.objects.exists()


def test_number_of_a_child_is_held_back_once(people, due, manager, month):
    page = address("measure-enter", people.plan)
    sent = {
        box(due[0], month): "86",
        box(due[0], month, "note"): "NHS 943 476 5919 was late.",
    }

    held = manager.post(page, sent)
    manager.post(page, sent | {box(due[0], month, "not_about_a_child"): "on"})

    assert "not_about_a_child" in body(held)
    value = MeasureValue.objects.get()
    assert "not about a child" in Change.objects.of(value).get().why


def test_nothing_due_says_so_and_the_way_back_is_kept(people, manager, month):
    MeasureFactory(plan=people.plan, starts_on=month.starts_on)
    page = address("measure-enter", people.plan)

    answer = manager.post(f"{page}?next=/", {f"M-001.{month.ends_on}-value": "5"})

    assert answer["Location"] == "/"
    assert "No entry is due." in body(manager.get(page))


def test_more_than_a_page_follows_once_these_are_saved(people, manager, month):
    for _ in range(6):
        MeasureFactory(
            plan=people.plan, starts_on=month.starts_on - timedelta(days=400)
        )

    answer = manager.get(address("measure-enter", people.plan))

    assert len(answer.context["entries"]) == ENTRIES_A_PAGE
    assert f"{6 * 12 - ENTRIES_A_PAGE} more follow" in body(answer)


@pytest.mark.parametrize("count", [1, 50])
def test_page_queries(people, manager, month, django_assert_num_queries, count):
    for _ in range(count):
        measure = MeasureTargetFactory(
            plan=people.plan, measure__starts_on=month.starts_on - timedelta(days=1)
        ).measure
        MeasureValueFactory(
            measure=measure,
            starts_on=(month.starts_on - timedelta(days=1)).replace(day=1),
        )

    with django_assert_num_queries(PAGE_QUERIES):
        answer = manager.get(address("measure-enter", people.plan))

    assert len(answer.context["entries"]) == count


# One number


def added(month, **values):
    """A number of the last month as it is sent."""
    return {
        "series": "own",
        "value": "81",
        **typed_day("starts_on", month.starts_on),
        **typed_day("ends_on", month.ends_on),
        **values,
    }


def test_number_form_begins_with_the_period_that_is_due(people, due, manager, month):
    answer = manager.get(address("value-create", people.plan, "M-001"))

    form = answer.context["form"]
    assert form["starts_on"].value() == month.starts_on
    assert form["ends_on"].value() == month.ends_on


def test_number_of_england_is_added(people, due, manager, month):
    answer = manager.post(
        address("value-create", people.plan, "M-001"), added(month, series="england")
    )

    value = MeasureValue.objects.get()
    assert answer["Location"] == address("measure-detail", people.plan, "M-001")
    assert (value.series, value.value) == ("england", 81)


def test_second_entry_of_a_period_is_refused_with_all_that_was_typed(
    people, due, manager, month
):
    page = address("value-create", people.plan, "M-001")
    manager.post(page, added(month))

    answer = manager.post(page, added(month, value="82", note="Found more."))

    assert summary(answer) == [
        "There is an entry for this period already. Correct that one instead."
    ]
    assert "Found more." in body(answer)
    assert MeasureValue.objects.count() == 1


def test_number_of_a_period_to_come_is_refused(people, due, manager):
    tomorrow = timezone.localdate() + timedelta(days=1)
    days = {**typed_day("starts_on", tomorrow), **typed_day("ends_on", tomorrow)}

    answer = manager.post(
        address("value-create", people.plan, "M-001"),
        {"series": "own", "value": "81", **days},
    )

    assert beside_fields(answer) == {"ends_on": "Give today or a day in the past."}


def test_correction_stands_beside_what_it_corrects(people, due, manager, month):
    value = MeasureValueFactory(measure=due[0], starts_on=month.starts_on)
    page = address("value-correct", people.plan, "M-001", 1)

    shown = body(manager.get(page))
    answer = manager.post(page, {"value": "77", "reason": "Counted twice."})

    assert "Ours: 80%" in shown
    assert answer["Location"] == address("measure-detail", people.plan, "M-001")
    corrected = value.corrected_by
    assert (corrected.value, corrected.correction_reason) == (77, "Counted twice.")


def test_value_corrected_meanwhile_is_refused_and_nothing_typed_is_lost(
    people, due, manager, month
):
    value = MeasureValueFactory(measure=due[0], starts_on=month.starts_on)
    MeasureValueFactory(corrects=value, correction=True)

    answer = manager.post(
        address("value-correct", people.plan, "M-001", 1),
        {"value": "77", "reason": "Counted twice."},
    )

    assert summary(answer) == [
        "This value was corrected already. Correct the newer one."
    ]
    assert "Counted twice." in body(answer)
    assert MeasureValue.objects.count() == 2


def test_printed_value_has_no_page_to_correct_it(people, due, manager):
    MeasureValueFactory(measure=due[0], printed=True)

    page = address("value-correct", people.plan, "M-001", 1)

    assert manager.get(page).status_code == 404
