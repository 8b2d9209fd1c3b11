"""What people type as an action goes through its life, and what is refused."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import ActionFactory
from tests.views.pages import typed_day
from tracker.forms.life import (
    CloseActionForm,
    DeliverActionForm,
    ReopenActionForm,
    VerifyActionForm,
)
from tracker.workflow.evidence import EvidenceEntry
from tracker.workflow.progress import ProgressEntry
from tracker.workflow.steps import Closing
from tracker.workflow.verification import VerificationEntry

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
DELIVERED = {
    "did": "All managers were trained.",
    "difference": "Children are seen on time.",
    "rating": "green",
    "evidence_title": "Audit",
    "evidence_kind": "audit",
    "evidence_link": "https://documents.example/audit",
    **typed_day("made_on", TODAY),
}
SEEN = {"result": "evidenced", "reason": "Twenty records were read."}


def typed(values):
    """The values as a browser sends them."""
    data = QueryDict(mutable=True)
    data.update(values)
    return data


# Deliver


def deliver(**changes):
    action = ActionFactory(in_progress=True)
    return DeliverActionForm(
        typed({**DELIVERED, **changes}), action=action, today=TODAY
    )


def test_delivery_gives_the_workflow_an_update_that_is_all_done():
    form = deliver()

    assert form.is_valid(), form.errors
    assert form.cleaned_data["made_on"] == TODAY
    assert form.entry() == ProgressEntry(
        did="All managers were trained.",
        difference="Children are seen on time.",
        next_steps="",
        percent=100,
        rating="green",
        evidence=EvidenceEntry("Audit", "audit", "https://documents.example/audit"),
    )


def test_delivery_asks_first_what_was_done_and_last_when():
    names = list(deliver().fields)

    assert (names[:3], names[-1]) == (["did", "difference", "rating"], "made_on")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        pytest.param({"did": ""}, {"did": ["Enter what was done"]}, id="nothing done"),
        pytest.param(
            {"difference": " "},
            {"difference": ["Enter what difference it made"]},
            id="no difference",
        ),
        pytest.param(
            {"rating": ""}, {"rating": ["Select how it is going"]}, id="no rating"
        ),
        pytest.param(
            {"made_on_day": "16"},
            {"made_on": ["Give today or a day in the past."]},
            id="tomorrow",
        ),
        pytest.param(
            {"made_on_day": ""},
            {"made_on": ["Day it was delivered must include a day"]},
            id="half a day",
        ),
        pytest.param(
            {"evidence_link": ""},
            {"evidence_file": ["Add the file or the link that the title is for"]},
            id="a title of nothing",
        ),
    ],
)
def test_delivery_refused(changes, errors):
    assert deliver(**changes).errors == errors


# Verify


def verify(**changes):
    return VerifyActionForm(typed({**SEEN, **changes}), today=TODAY)


def test_verification_gives_the_workflow_its_entry():
    form = verify()

    assert form.is_valid(), form.errors
    assert form.entry() == VerificationEntry("evidenced", "Twenty records were read.")


def test_too_early_has_a_day_to_look_again():
    form = verify(result="too_early", **typed_day("review_by", date(2026, 9, 1)))

    assert form.is_valid(), form.errors
    assert form.entry().review_by == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        pytest.param(
            {"result": ""}, {"result": ["Select what you found"]}, id="no result"
        ),
        pytest.param(
            {"reason": ""}, {"reason": ["Enter what you saw"]}, id="no reason"
        ),
        pytest.param(
            {"result": "too_early"},
            {"review_by": ["Enter the day to look again by"]},
            id="too early without a day",
        ),
        pytest.param(
            {"result": "too_early", **typed_day("review_by", TODAY)},
            {"review_by": ["Give a day to come."]},
            id="too early, today",
        ),
        pytest.param(
            typed_day("review_by", date(2026, 9, 1)),
            {"review_by": ["Empty this day: it is only for too early to say"]},
            id="a day where it is not too early",
        ),
    ],
)
def test_verification_refused(changes, errors):
    assert verify(**changes).errors == errors


# Close and reopen


def close(action, **changes):
    values = {
        "code": "not_proceeding",
        "reason": "The service moved.",
        "version": "3",
        **changes,
    }
    return CloseActionForm(typed(values), action=action)


def test_closing_gives_the_workflow_its_code_and_reason():
    form = close(ActionFactory())

    assert form.is_valid(), form.errors
    assert form.closing() == Closing("not_proceeding", "The service moved.")
    assert form.cleaned_data["version"] == 3


def test_closing_offers_the_other_actions_of_the_plan_that_go_on():
    action = ActionFactory()
    other = ActionFactory(plan=action.plan)
    for values in ({"closed": True}, {"recorded": True}):
        ActionFactory(plan=action.plan, **values)
    ActionFactory()  # of another plan

    form = close(action, code="superseded", superseded_by="A-002")

    assert list(form.fields["superseded_by"].queryset) == [other]
    assert form.is_valid(), form.errors
    assert form.closing().superseded_by == other


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param({"code": ""}, ["code"], id="no code"),
        pytest.param({"code": "forgotten"}, ["code"], id="an unknown code"),
        pytest.param({"reason": ""}, ["reason"], id="no reason"),
        pytest.param({"superseded_by": "A-001"}, ["superseded_by"], id="itself"),
        pytest.param({"superseded_by": "A-777"}, ["superseded_by"], id="no action"),
        pytest.param({"version": ""}, ["version"], id="no version"),
    ],
)
def test_closing_refused(changes, fields):
    assert list(close(ActionFactory(), **changes).errors) == fields


def test_reopening_needs_a_reason():
    form = ReopenActionForm(typed({"reason": "", "version": "1"}))

    assert form.errors == {"reason": ["Enter why it is reopened"]}
