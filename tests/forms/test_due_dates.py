"""What people type about another due date, case by case."""

from datetime import date

import pytest

from tests.views.pages import typed_day
from tracker.forms.due_dates import DecideDueDateForm, RequestDueDateForm
from tracker.workflow.due_dates import DateRequest

NO_SUCH_CHOICE = "Select a valid choice. weather is not one of the available choices."
WHOLE = {
    **typed_day("new_on", date(2026, 12, 31)),
    "reason_code": "workforce",
    "reason": "Two social workers left.",
}


def errors(form):
    return {name: list(said) for name, said in form.errors.items()}


def test_request_with_all_three_becomes_what_the_workflow_takes():
    form = RequestDueDateForm(WHOLE)

    assert errors(form) == {}
    assert form.date_request() == DateRequest(
        new_on=date(2026, 12, 31),
        reason_code="workforce",
        reason="Two social workers left.",
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param(
            typed_day("new_on", None),
            {"new_on": ["Enter new due date"]},
            id="no date",
        ),
        pytest.param(
            {"new_on_day": "31", "new_on_month": "2"},
            {"new_on": ["New due date must be a real date"]},
            id="no such day",
        ),
        pytest.param(
            {"reason_code": ""},
            {"reason_code": ["Select kind of reason"]},
            id="no kind of reason",
        ),
        pytest.param(
            {"reason_code": "weather"},
            {"reason_code": [NO_SUCH_CHOICE]},
            id="a kind that is none",
        ),
        pytest.param(
            {"reason": "  "}, {"reason": ["Enter reason"]}, id="a reason of spaces"
        ),
    ],
)
def test_request_without_one_of_them_says_what_is_missing(changed, said):
    form = RequestDueDateForm({**WHOLE, **changed})

    assert errors(form) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"decision": "approved"}, {}, id="approved"),
        pytest.param(
            {"decision": "approved", "reason": "Agreed"}, {}, id="approved, and why"
        ),
        pytest.param({"decision": "refused", "reason": "Too late"}, {}, id="refused"),
        pytest.param(
            {"decision": "refused", "reason": " "},
            {"reason": ["Say why the new date is refused"]},
            id="refused without a reason",
        ),
        pytest.param(
            {"reason": "Agreed"},
            {"decision": ["Select whether you approve the new date"]},
            id="no decision",
        ),
    ],
)
def test_decision(typed, said):
    form = DecideDueDateForm(typed)

    assert errors(form) == said
