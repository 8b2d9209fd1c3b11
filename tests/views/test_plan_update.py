"""How a plan is kept, on its page: set, refused, and two managers at once."""

import pytest
from pytest_django.asserts import assertRedirects

from tests.factories import PostFactory
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, compared, summary, words
from tracker.models import Change, Plan
from tracker.views.submit import STALE

pytestmark = pytest.mark.django_db

NOBODY = "No accountable post is named: nobody is told of actions that stay overdue."


@pytest.fixture
def people():
    """A plan with a second post, the director's."""
    people = plan_with_people()
    PostFactory(plan=people.plan, slug="director", title="Director")
    return people


@pytest.fixture
def place(people):
    return address("plan-update", people.plan)


def kept(**changes):
    return {
        "cadence_days": "14",
        "rating_preset": "percent",
        "accountable_post": "director",
        "version": "1",
        **changes,
    }


def shown(response):
    return words(response.content.decode())


def test_page_begins_with_how_the_plan_is_kept(manager, place):
    form = manager.get(place).context["form"]

    assert form.initial == {
        "cadence_days": 28,
        "rating_preset": "dates",
        "accountable_post": "",
        "version": 1,
    }


def test_manager_sets_how_the_plan_is_kept(people, manager, place):
    people_page = address("people", people.plan)
    assert NOBODY in shown(manager.get(people_page))

    assertRedirects(manager.post(place, kept()), people_page)

    plan = Plan.objects.get()
    assert (plan.cadence_days, plan.rating_preset) == (14, "percent")
    assert plan.accountable_post.title == "Director"
    assert Change.objects.of(plan).first().by == people.manager
    assert NOBODY not in shown(manager.get(people_page))


def test_nobody_may_be_told(manager, place):
    manager.post(place, kept(accountable_post=""))

    assert Plan.objects.get().accountable_post is None


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        pytest.param(
            {"cadence_days": "0"},
            "cadence_days",
            "Days between updates must be 1 or more",
            id="no days",
        ),
        pytest.param(
            {"cadence_days": "1000000"},
            "cadence_days",
            "Days between updates must be 366 or less",
            id="a slip of the keyboard",
        ),
        pytest.param(
            {"rating_preset": ""},
            "rating_preset",
            "Select how the plan suggests a rating",
            id="no preset",
        ),
        pytest.param(
            {"accountable_post": "of-another-plan"},
            "accountable_post",
            "Select a valid choice. That choice is not one of the available choices.",
            id="post of another plan",
        ),
    ],
)
def test_what_is_wrong_is_said(manager, place, changes, field, sentence):
    PostFactory(slug="of-another-plan")

    response = manager.post(place, kept(**changes))

    assert summary(response) == [sentence]
    assert beside_fields(response) == {field: sentence}
    assert Plan.objects.get(slug=response.context["plan"].slug).cadence_days == 28


def test_second_manager_sees_both_versions(manager, place):
    manager.post(place, kept(cadence_days="7"))

    response = manager.post(place, kept())

    assert summary(response) == [STALE]
    assert compared(response) == [("Days between updates", "7", "14")]
    assert manager.post(place, response.context["form"].data).status_code == 302
    assert Plan.objects.get().cadence_days == 14
