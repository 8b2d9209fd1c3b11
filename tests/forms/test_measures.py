"""What plan managers type about measures and their values."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from tests.factories import (
    TODAY,
    ActionFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureValueFactory,
    PlanFactory,
    ThemeFactory,
)
from tests.views.pages import typed_day
from tracker.forms.measure_values import (
    AddValueForm,
    CorrectValueForm,
    DueValueForm,
)
from tracker.forms.measures import EditMeasureForm, MeasureForm
from tracker.workflow.measures import Aim, aim_of

pytestmark = pytest.mark.django_db

NOT_A_NUMBER = "Enter a number, like 85 or 12.5. Words such as “most” are not numbers"


def sent(**values):
    """What a browser sends."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def typed(**values):
    """What a manager types about a measure."""
    return sent(
        **{
            "name": "Visits made on time",
            "unit": "%",
            "polarity": "higher",
            "target": "90%",
            "tolerance": "5",
            "frequency": "monthly",
            **typed_day("starts_on", date(2026, 1, 1)),
            **values,
        }
    )


def errors_of(form):
    """What is said beside each field."""
    assert not form.is_valid()
    return {name: list(said) for name, said in form.errors.items()}


def test_measure_is_read_as_the_workflow_takes_it():
    plan = PlanFactory()
    theme = ThemeFactory(plan=plan, slug="voice")
    first, second = ActionFactory.create_batch(2, plan=plan)

    form = MeasureForm(typed(themes=["voice"], actions="a-002, A-001 A-002"), plan=plan)

    assert form.is_valid(), form.errors
    wording = form.wording()
    assert wording.aim == Aim(Decimal(90), None, "", Decimal(5))
    assert (wording.themes, wording.actions) == ((theme,), (first, second))
    assert wording.starts_on == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(
            {"name": "", "unit": "", "polarity": ""},
            {
                "name": ["Enter what is counted"],
                "unit": ["Enter the unit"],
                "polarity": ["Select which way is better"],
            },
            id="nothing",
        ),
        pytest.param(
            {"polarity": "neither"},
            {"polarity": ["Select whether higher or lower is better to have a target"]},
            id="target without a side",
        ),
        pytest.param(
            {"target": ""},
            {"target": ["Enter the target the tolerance is for"]},
            id="tolerance of none",
        ),
        pytest.param(
            {"tolerance": "-1"},
            {"tolerance": ["Give a tolerance of 0 or more"]},
            id="tolerance below nothing",
        ),
        pytest.param(
            {"target": "most"},
            {"target": [NOT_A_NUMBER]},
            id="a word for a number",
        ),
        pytest.param(
            {"baseline": "60"},
            {"baseline_on": ["Enter the day of the baseline"]},
            id="baseline without a day",
        ),
        pytest.param(
            typed_day("baseline_on", TODAY),
            {"baseline": ["Enter the baseline of that day"]},
            id="day without a baseline",
        ),
        pytest.param(
            typed_day("starts_on", None),
            {"starts_on": ["Enter the day it is counted from"]},
            id="every month, from no day",
        ),
        pytest.param(
            {"actions": "A-001 A-999 B-1"},
            {
                "actions": [
                    "This plan has no action A-999, B-1. Write references, such as A-012"
                ]
            },
            id="actions that are not there",
        ),
    ],
)
def test_measure_is_sent_back_with_sentences(values, expected):
    plan = ActionFactory().plan

    assert errors_of(MeasureForm(typed(**values), plan=plan)) == expected


def test_edit_form_shows_the_measure_with_its_target():
    measure = MeasureTargetFactory().measure

    form = EditMeasureForm(measure=measure, stands=aim_of(measure, TODAY))

    assert form["target"].value() == "90"
    assert form["tolerance"].value() == "5"
    assert form["name"].value() == measure.name
    assert form["version"].value() == 1


def test_edit_keeps_the_words_of_a_target_until_it_has_a_day():
    measure = MeasureTargetFactory(target_on=None, target_words="by the autumn").measure

    def aim(**values):
        form = EditMeasureForm(
            typed(why="Asked.", version="1", **values),
            measure=measure,
            stands=aim_of(measure, TODAY),
        )
        assert form.is_valid(), form.errors
        return form.wording().aim

    assert aim().target_words == "by the autumn"
    dated = aim(**typed_day("target_on", date(2026, 12, 31)))
    assert (dated.target_on, dated.target_words) == (date(2026, 12, 31), "")


# Values

NEITHER = "Enter the number, or say why there is no data"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"note": "A hard month."}, {"value": [NEITHER]}, id="note alone"),
        pytest.param(
            {"value": "80", "no_data_reason": "Late."},
            {
                "no_data_reason": [
                    "Take out the number or the reason: a period has one of the two"
                ]
            },
            id="both",
        ),
        pytest.param(
            {"value": "few"},
            {"value": [NOT_A_NUMBER]},
            id="a word",
        ),
    ],
)
def test_due_value_is_sent_back_with_sentences(values, expected):
    form = DueValueForm(sent(**values), measure=MeasureFactory())

    assert errors_of(form) == expected


@pytest.mark.parametrize(
    ("values", "is_empty"),
    [
        ({}, True),
        ({"value": "  "}, True),
        ({"value": "0"}, False),
        ({"note": "x"}, False),
    ],
)
def test_due_value_left_empty_is_no_error_to_save(values, is_empty):
    form = DueValueForm(sent(**values), measure=MeasureFactory())

    assert form.is_left_empty is is_empty


def test_due_value_holds_back_numbers_of_children():
    form = DueValueForm(
        sent(value="80", note="NHS 943 476 5919 was late."), measure=MeasureFactory()
    )

    assert list(errors_of(form)) == ["not_about_a_child"]


def added(**values):
    """A number of April as it is sent."""
    return sent(
        **{
            "series": "own",
            "value": "80",
            **typed_day("starts_on", date(2026, 4, 1)),
            **typed_day("ends_on", date(2026, 4, 30)),
            **values,
        }
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"numerator": "8"}, {"denominator": ["Enter out of how many"]}),
        pytest.param({"denominator": "8"}, {"numerator": ["Enter how many"]}),
        pytest.param(
            {"numerator": "0", "denominator": "0"},
            {"denominator": ["Enter a number above 0"]},
        ),
        pytest.param(
            {"numerator": "12", "denominator": "48"},
            {"value": ["The share comes to 25%. Correct one of the three numbers"]},
        ),
        pytest.param(
            {"is_suspect": "on"}, {"suspect_reason": ["Say why the number is in doubt"]}
        ),
        pytest.param(
            {"suspect_reason": "Odd."},
            {"is_suspect": ["Tick that the number is in doubt"]},
        ),
        pytest.param(
            typed_day("ends_on", date(2026, 3, 31)),
            {"ends_on": ["The last day is before the first one"]},
        ),
        pytest.param(
            typed_day("ends_on", date(2026, 6, 16)),
            {"ends_on": ["Give today or a day in the past."]},
        ),
        pytest.param({"series": ""}, {"series": ["Select whose number"]}),
    ],
)
def test_added_value_is_sent_back_with_sentences(values, expected):
    form = AddValueForm(added(**values), measure=MeasureFactory(), today=TODAY)

    assert errors_of(form) == expected


@pytest.mark.parametrize(
    ("unit", "part", "whole", "value"),
    [("%", "37", "48", "77"), ("%", "37", "48", "77.1"), ("per 10,000", "8", "2", "9")],
)
def test_share_agrees_with_its_number_as_it_is_rounded(unit, part, whole, value):
    data = added(numerator=part, denominator=whole, value=value)

    form = AddValueForm(data, measure=MeasureFactory(unit=unit), today=TODAY)

    assert form.is_valid(), form.errors
    assert form.found().numerator == Decimal(part)
    assert form.period().ends_on == date(2026, 4, 30)


def test_correction_begins_with_what_stands_and_asks_why():
    value = MeasureValueFactory(note="A hard month.")

    form = CorrectValueForm(value=value)
    refused = CorrectValueForm(sent(value="81"), value=value)

    assert (form["value"].value(), form["note"].value()) == ("80", "A hard month.")
    assert errors_of(refused) == {"reason": ["Say why it is corrected"]}
