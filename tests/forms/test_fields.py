"""A day typed in three boxes."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError

from tracker.forms.fields import DayField, month_number

DUE = datetime.date(2026, 3, 4)


class DueForm(forms.Form):
    due_on = DayField(label="Due date")


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"due_on_day": day, "due_on_month": month, "due_on_year": year}


@pytest.mark.parametrize(
    "boxes",
    [
        pytest.param(("4", "3", "2026"), id="numbers"),
        pytest.param(("04", "03", "2026"), id="leading noughts"),
        pytest.param((" 4 ", " 3", "2026 "), id="spaces around"),
        pytest.param(("4", "March", "2026"), id="name of the month"),
        pytest.param(("4", "mar", "2026"), id="short name"),
        pytest.param(("4", "Mar.", "2026"), id="short name with a full stop"),
    ],
)
def test_day_is_read(boxes):
    form = DueForm(typed(*boxes))

    assert form.is_valid()
    assert form.cleaned_data == {"due_on": DUE}


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        pytest.param(("", "", ""), "Enter due date", id="nothing"),
        pytest.param((" ", "", ""), "Enter due date", id="only a space"),
        pytest.param(("4", "", "2026"), "Due date must include a month", id="no month"),
        pytest.param(
            ("4", "", ""), "Due date must include a month and year", id="only a day"
        ),
        pytest.param(("31", "2", "2026"), "Due date must be a real date", id="31 Feb"),
        pytest.param(
            ("4", "13", "2026"), "Due date must be a real date", id="month 13"
        ),
        pytest.param(
            ("4", "ma", "2026"), "Due date must be a real date", id="two months"
        ),
        pytest.param(("x", "3", "2026"), "Due date must be a real date", id="a letter"),
        pytest.param(("4", "3", "26"), "Year must include 4 numbers", id="short year"),
        pytest.param(
            ("4", "3", "20266"), "Year must include 4 numbers", id="long year"
        ),
        pytest.param(("4", "3", "0000"), "Due date must be a real date", id="year 0"),
    ],
)
def test_what_is_wrong_is_said(boxes, message):
    form = DueForm(typed(*boxes))

    assert form.errors == {"due_on": [message]}


def test_day_left_empty_where_it_may_be():
    field = DayField(label="Due date", required=False)

    assert field.clean(["", "", ""]) is None
    assert field.clean(None) is None


def test_half_a_day_is_refused_even_where_it_may_be_empty():
    field = DayField(label="Due date", required=False)

    with pytest.raises(ValidationError) as refusal:
        field.clean(["4", "", ""])

    assert refusal.value.messages == ["Due date must include a month and year"]


def test_own_message_for_an_empty_day():
    field = DayField(error_messages={"required": "Enter the day of the visit"})

    with pytest.raises(ValidationError) as refusal:
        field.clean(["", "", ""])

    assert refusal.value.messages == ["Enter the day of the visit"]


def test_field_without_a_label_calls_itself_date():
    with pytest.raises(ValidationError) as refusal:
        DayField().clean(["4", "", "2026"])

    assert refusal.value.messages == ["Date must include a month"]


def test_disabled_day_keeps_what_it_had():
    assert DayField(disabled=True).clean(DUE) == DUE


@pytest.mark.parametrize(
    ("typed_month", "number"),
    [
        pytest.param("1", 1, id="one"),
        pytest.param("JUNE", 6, id="capitals"),
        pytest.param("Jul", 7, id="three letters"),
        pytest.param("sept", 9, id="four letters"),
    ],
)
def test_month_number(typed_month, number):
    assert month_number(typed_month) == number


@pytest.mark.parametrize(
    ("data", "changed"),
    [
        pytest.param(["4", "3", "2026"], False, id="same"),
        pytest.param(["04", "March", "2026"], False, id="same in other words"),
        pytest.param(["5", "3", "2026"], True, id="another day"),
        pytest.param(["", "", ""], True, id="taken away"),
    ],
)
def test_has_changed(data, changed):
    assert DayField().has_changed(DUE, data) is changed


def test_widget_shows_a_day_already_known():
    html = str(DueForm(initial={"due_on": DUE})["due_on"])

    assert [f'name="due_on_{part}"' in html for part in ("day", "month", "year")] == [
        True,
        True,
        True,
    ]
    assert [f'value="{value}"' in html for value in (4, 3, 2026)] == [True, True, True]


def test_widget_keeps_what_was_typed_and_marks_the_empty_box_only():
    html = str(DueForm(typed("4", "", "2026"))["due_on"])

    boxes = html.split("<input")[1:]
    assert 'value="4"' in boxes[0]
    assert ["aria-invalid" in box for box in boxes] == [False, True, False]


def test_widget_marks_all_boxes_of_a_day_that_does_not_exist():
    html = str(DueForm(typed("31", "2", "2026"))["due_on"])

    boxes = html.split("<input")[1:]
    assert ["aria-invalid" in box for box in boxes] == [True, True, True]
