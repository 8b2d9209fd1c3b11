"""What every page begins with: the record, from what the person may see."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from tests.factories import ActionFactory, PlanFactory
from tests.people import plan_with_people
from tracker.models import Action
from tracker.permissions import Verb
from tracker.views.fetch import get_action, get_plan, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    people = plan_with_people()
    ActionFactory(plan=people.plan, owner_post=people.post)
    return people


@pytest.fixture
def asked_by(rf, people):
    """A request of one of the people."""

    def ask(who):
        request = rf.get("/")
        request.user = getattr(people, who)
        return request

    return ask


def answer(fetch):
    """What a page would answer: 200, 403 or 404."""
    try:
        fetch()
    except Http404:
        return 404
    except PermissionDenied:
        return 403
    return 200


def test_today_is_the_day_in_london():
    assert today() == timezone.localdate()


@pytest.mark.parametrize(
    ("who", "reads", "edits"),
    [
        ("viewer", 200, 403),
        ("owner", 200, 403),
        ("board_member", 200, 403),
        ("moderator", 200, 403),
        ("manager", 200, 200),
        ("superuser", 200, 403),
        ("stranger", 404, 404),
        ("former", 404, 404),
    ],
)
def test_plan_by_person(people, asked_by, who, reads, edits):
    request, slug = asked_by(who), people.plan.slug

    assert answer(lambda: get_plan(request, slug)) == reads
    assert answer(lambda: get_plan(request, slug, Verb.EDIT_PLAN)) == edits


def test_plan_knows_the_role_of_who_asked(people, asked_by):
    assert get_plan(asked_by("manager"), people.plan.slug).role == "plan_manager"


@pytest.mark.parametrize(
    ("who", "updates"),
    [
        ("viewer", 403),
        ("owner", 200),
        ("deputy", 200),
        ("board_member", 403),
        ("moderator", 403),
        ("manager", 200),
        ("superuser", 403),
    ],
)
def test_action_by_person(people, asked_by, who, updates):
    request = asked_by(who)
    plan = get_plan(request, people.plan.slug)

    assert answer(lambda: get_action(request, plan, "A-001")) == 200
    assert answer(lambda: get_action(request, plan, "A-001", Verb.UPDATE)) == updates


def test_action_is_looked_for_in_its_plan_only(people, asked_by):
    other = PlanFactory()
    ActionFactory(plan=other, reference="A-002")
    request = asked_by("manager")
    plan = get_plan(request, people.plan.slug)

    for rows in (None, Action.objects.for_list(today())):
        assert (
            answer(lambda rows=rows: get_action(request, plan, "A-002", rows=rows))
            == 404
        )


def test_action_comes_with_the_plan_it_was_asked_of(
    people, asked_by, django_assert_num_queries
):
    request = asked_by("viewer")
    plan = get_plan(request, people.plan.slug)

    with django_assert_num_queries(1):
        action = get_action(request, plan, "A-001")
        assert action.plan is plan
