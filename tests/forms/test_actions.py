"""What plan managers type about actions: clean values, and what is refused."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    PostFactory,
    RecommendationFactory,
    WorkstreamFactory,
)
from tracker.forms.actions import (
    AddActionForm,
    ChangeOwnerForm,
    EditActionForm,
    TakeUpActionForm,
)
from tracker.workflow.actions import ActionWording, Promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """A plan with one post, one workstream and one recommendation of two parts."""
    plan = PlanFactory()
    PostFactory(plan=plan, slug="head", title="Head of safeguarding")
    WorkstreamFactory(plan=plan, slug="practice", name="Practice")
    RecommendationFactory(plan=plan, parts=["Recording", "Plans"])
    return plan


def day(name, value):
    """The three boxes of a day."""
    boxes = zip(("year", "month", "day"), value.split("-"), strict=True)
    return {f"{name}_{box}": typed for box, typed in boxes}


def typed(**values):
    """What a browser sends; a value of None is left out."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        if value is not None:
            data.setlist(name, value if isinstance(value, list) else [value])
    return data


def added(plan, **changes):
    """The form of a new action, filled in rightly but for the changes."""
    part = plan.recommendations.get().parts.first()
    right = {
        "title": "Train managers",
        "output": "A course",
        "outcome": "Regular supervision",
        "parts": [str(part.pk)],
        "owner_post": "head",
        **day("starts_on", "2026-07-01"),
        **day("due_on", "2026-12-31"),
    }
    return AddActionForm(typed(**{**right, **changes}), plan=plan)


def test_new_action_gives_the_workflow_its_words_and_promise(plan):
    form = added(plan, workstream="practice", impact="Fewer moves")

    assert form.is_valid(), form.errors
    assert form.wording() == ActionWording(
        title="Train managers",
        output="A course",
        outcome="Regular supervision",
        impact="Fewer moves",
        workstream=plan.workstreams.get(),
        parts=(plan.recommendations.get().parts.first(),),
    )
    assert form.promise() == Promise(
        owner_post=plan.posts.get(),
        due_on=date(2026, 12, 31),
        starts_on=date(2026, 7, 1),
        status="not_started",
    )


NO_DUE = day("due_on", "--")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        pytest.param({"title": ""}, {"title": ["Enter action"]}, id="no words"),
        pytest.param(
            {"title": "x" * 301},
            {"title": ["Action must be 300 characters or fewer"]},
            id="too many words",
        ),
        pytest.param({"output": " "}, {"output": ["Enter output"]}, id="no output"),
        pytest.param({"outcome": ""}, {"outcome": ["Enter outcome"]}, id="no outcome"),
        pytest.param(
            {"parts": None}, {"parts": ["Choose at least one part"]}, id="no part"
        ),
        pytest.param(
            {"owner_post": ""}, {"owner_post": ["Select owner"]}, id="no owner"
        ),
        pytest.param(
            NO_DUE,
            {"due_on": ["Enter the due date, or tick that none is agreed yet"]},
            id="no due date",
        ),
        pytest.param(
            {"no_due_date": "on"},
            {"no_due_date": ["Take out the tick, or empty the due date"]},
            id="a due date and none",
        ),
        pytest.param(
            day("due_on", "2026-06-30"),
            {"due_on": ["The due date is before the start. Give a later due date."]},
            id="due before the start",
        ),
        pytest.param(
            day("due_on", "2026-02-31"),
            {"due_on": ["Due date must be a real date"]},
            id="due on no day",
        ),
    ],
)
def test_new_action_refused(plan, changes, errors):
    assert added(plan, **changes).errors == errors


def test_new_action_without_a_due_date_says_so(plan):
    form = added(plan, no_due_date="on", **NO_DUE)

    assert form.is_valid(), form.errors
    assert form.promise().due_on is None


@pytest.mark.parametrize("name", ["owner_post", "workstream", "parts"])
def test_rows_of_another_plan_are_not_taken(plan, name):
    other = {
        "owner_post": lambda: PostFactory().slug,
        "workstream": lambda: WorkstreamFactory().slug,
        "parts": lambda: str(RecommendationFactory().parts.get().pk),
    }[name]()

    assert list(added(plan, **{name: other}).errors) == [name]


@pytest.mark.parametrize(
    ("address", "ticked"),
    [
        pytest.param("R-001.2", ["Plans"], id="a part"),
        pytest.param("R-001.²", [], id="no number"),
        pytest.param("R-001." + "9" * 400, [], id="a very long number"),
    ],
)
def test_link_ticks_the_part_it_names(plan, address, ticked):
    form = AddActionForm(plan=plan)

    form.choose_part(address)

    assert [part.text for part in form.initial.get("parts", [])] == ticked


def test_edit_form_shows_the_action_as_it_stands(plan):
    action = ActionFactory(plan=plan, workstream=plan.workstreams.get(), version=4)
    part = plan.recommendations.get().parts.last()
    AnswerFactory(action=action, part=part)

    form = EditActionForm(plan=plan, initial=EditActionForm.initial_of(action))

    assert form["title"].value() == action.title
    assert form["workstream"].value() == "practice"
    assert form["parts"].value() == [part.pk]
    assert form["version"].value() == 4
    assert "first_due_on" not in form.fields


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        pytest.param(
            {"why": ""}, {"why": ["Enter why it is changed"]}, id="without a reason"
        ),
        pytest.param(
            {"version": "x"},
            {"version": ["Version must be a whole number"]},
            id="a version that is none",
        ),
    ],
)
def test_edit_refused(plan, changes, errors):
    part = plan.recommendations.get().parts.first()
    right = {
        "title": "Train managers",
        "output": "A course",
        "outcome": "Regular supervision",
        "parts": [str(part.pk)],
        "why": "A better word",
        "version": "1",
    }

    form = EditActionForm(typed(**{**right, **changes}), plan=plan)

    assert form.errors == errors


NOT_OFFERED = "Select a valid choice. delivered is not one of the available choices."
TAKEN_UP = {
    "owner_post": "head",
    "status": "in_progress",
    "version": "1",
    "no_due_date": "on",
    **day("taken_up_on", "2026-06-15"),
}


def test_take_up_form_begins_with_what_the_document_gives(plan, today):
    action = ActionFactory(
        plan=plan,
        recorded=True,
        owner_post=plan.posts.get(),
        due_on=date(2022, 3, 28),
        due_precision="day",
    )

    initial = TakeUpActionForm.initial_of(action)

    assert initial == {
        "version": 1,
        "owner_post": plan.posts.get(),
        "status": "",
        "starts_on": None,
        "due_on": date(2022, 3, 28),
        "no_due_date": False,
    }


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        pytest.param({}, {}, id="right"),
        pytest.param(
            {"status": None}, {"status": ["Select where it stands"]}, id="no status"
        ),
        pytest.param(
            {"status": "delivered"},
            {"status": [NOT_OFFERED]},
            id="delivered at once",
        ),
        pytest.param(
            day("taken_up_on", "2026-06-16"),
            {"taken_up_on": ["Give today or a day in the past."]},
            id="from tomorrow",
        ),
    ],
)
def test_take_up(plan, today, changes, errors):
    data = typed(**{**TAKEN_UP, **changes})

    form = TakeUpActionForm(data, plan=plan, today=today)

    assert form.errors == errors


def test_take_up_gives_the_workflow_its_promise(plan, today):
    form = TakeUpActionForm(typed(**TAKEN_UP), plan=plan, today=today)

    assert form.is_valid(), form.errors
    assert form.promise() == Promise(
        owner_post=plan.posts.get(), due_on=None, starts_on=None, status="in_progress"
    )


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        pytest.param({}, {}, id="right"),
        pytest.param({"post": ""}, {"post": ["Select new owner"]}, id="no post"),
        pytest.param({"reason": ""}, {"reason": ["Enter reason"]}, id="no reason"),
        pytest.param(
            day("changed_on", "2026-06-16"),
            {"changed_on": ["Give today or a day in the past."]},
            id="from tomorrow",
        ),
    ],
)
def test_change_of_owner(plan, today, changes, errors):
    right = {
        "post": "head",
        "reason": "Reorganised",
        "version": "1",
        **day("changed_on", "2026-06-15"),
    }

    form = ChangeOwnerForm(typed(**{**right, **changes}), plan=plan, today=today)

    assert form.errors == errors
