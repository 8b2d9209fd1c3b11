from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from tests.factories import ActionFactory, PlanFactory, WorkstreamFactory
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.stale import StaleRow, compare, refuse_stale
from tracker.models import Workstream


class StepForm(GovukForm):
    """A form of every kind of field."""

    title = forms.CharField(label="Action")
    output = forms.CharField(widget=forms.Textarea, required=False)
    status = forms.ChoiceField(choices=[("open", "Open"), ("closed", "Closed")])
    workstream = forms.ModelChoiceField(
        Workstream.objects.all(), to_field_name="slug", required=False
    )
    due_on = DayField(label="Due date", required=False)
    agreed = forms.BooleanField(required=False)
    why = forms.CharField()
    version = forms.IntegerField(widget=forms.HiddenInput)


STORED = {
    "title": "Train managers",
    "output": "A course\nA guide",
    "status": "open",
    "workstream": None,
    "due_on": date(2026, 9, 30),
    "agreed": False,
    "version": 2,
}
TYPED_THE_SAME = {
    "title": "Train managers",
    "output": "A course\r\nA guide",
    "status": "open",
    "workstream": "",
    "due_on_day": "30",
    "due_on_month": "September",
    "due_on_year": "2026",
    "why": "A better word",
    "version": "1",
}


def refused(action, typed):
    """The form as it comes back, after somebody else saved `STORED`."""
    data = QueryDict(mutable=True)
    data.update(TYPED_THE_SAME | typed)
    form = StepForm(data)
    assert form.is_valid()
    compare(form, StepForm(initial=STORED), action)
    return form


@pytest.fixture
def action(db):
    return ActionFactory(version=7)


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        pytest.param(
            {"title": "Train all managers"},
            StaleRow("Action", "Train managers", "Train all managers"),
            id="text",
        ),
        pytest.param(
            {"status": "closed"}, StaleRow("Status", "Open", "Closed"), id="choice"
        ),
        pytest.param(
            {"due_on_day": "1"},
            StaleRow("Due date", "30 September 2026", "1 September 2026"),
            id="day",
        ),
        pytest.param(
            {"due_on_day": "", "due_on_month": "", "due_on_year": ""},
            StaleRow("Due date", "30 September 2026", ""),
            id="no day",
        ),
        pytest.param({"agreed": "on"}, StaleRow("Agreed", "No", "Yes"), id="tick"),
    ],
)
def test_what_differs_stands_side_by_side(action, typed, row):
    assert refused(action, typed).stale_rows == [row]


def test_a_row_of_the_plan_is_named(action):
    WorkstreamFactory(plan=PlanFactory(), slug="practice", name="Practice")

    form = refused(action, {"workstream": "practice"})

    assert form.stale_rows == [StaleRow("Workstream", "", "Practice")]


def test_a_form_sent_again_carries_the_version_that_was_seen(action):
    form = refused(action, {"title": "Train all managers"})

    assert form["version"].value() == "7"
    assert form["title"].value() == "Train all managers"


def test_a_view_without_a_sentence_of_its_own_gets_one(action):
    form = StepForm(QueryDict("version=1"))

    refuse_stale(form, StepForm(initial=STORED), action)

    assert form.non_field_errors() == [
        (
            f"{action.reference} was changed after you opened this page. "
            "Nothing is saved yet: compare, and save again."
        )
    ]


def test_a_day_that_is_none_is_shown_as_typed(action):
    form = StepForm(QueryDict("due_on_day=31&due_on_month=2&due_on_year=2026"))

    compare(form, StepForm(initial={"due_on": None}), action)

    assert form.stale_rows == [StaleRow("Due date", "", "31 2 2026")]


def test_page_says_so_where_nothing_differs(action):
    html = render_to_string("tracker/_stale.html", {"form": refused(action, {})})

    assert "What is stored now is the same as what you typed." in html


def test_page_shows_what_differs_and_escapes_it(action):
    form = refused(action, {"title": "<b>Train</b>\nall"})

    html = render_to_string("tracker/_stale.html", {"form": form})

    assert "&lt;b&gt;Train&lt;/b&gt;<br>all" in html
    assert "Train managers" in html


def test_page_shows_nothing_on_a_form_that_was_not_refused():
    html = render_to_string("tracker/_stale.html", {"form": StepForm()})

    assert html.strip() == ""
