from datetime import date

import pytest

from tests.factories import (
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    ThemeFactory,
    UserFactory,
    WorkstreamFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import Plan, PlanMembership

pytestmark = pytest.mark.django_db

OVERLAP = (
    "This person already has a role in the plan on some of these days. "
    "Give days that do not overlap."
)


def member(**values):
    """A membership that is not stored, of days written as ISO."""
    days = {
        name: date.fromisoformat(values.pop(name))
        for name in ("starts_on", "ends_on")
        if values.get(name)
    }
    return unsaved(PlanMembershipFactory, **values, **days)


def test_plan_without_a_day_between_updates_is_refused():
    row = unsaved(PlanFactory, cadence_days=0)

    with pytest.raises(Exception, match="greater than or equal to 1"):
        row.full_clean()
    assert_refused(
        unsaved(PlanFactory, slug="same", rating_preset="odd"),
        "Value 'odd' is not a valid choice.",
    )


@pytest.mark.parametrize("column", ["slug", "name"])
def test_plan_slug_and_name_are_its_own(column):
    taken = PlanFactory()

    row = unsaved(PlanFactory, **{column: getattr(taken, column)})

    assert_refused(row, f"Plan with this {column.capitalize()} already exists.")


def test_plan_read_from_documents_is_shown_for_its_last_day(today):
    plan = PlanFactory(from_documents=True)

    assert plan.is_read_from_documents
    assert plan.day(today) == date(2022, 3, 21)


def test_plan_of_a_council_is_shown_for_today(today):
    plan = PlanFactory()

    assert not plan.is_read_from_documents
    assert plan.day(today) == today


@pytest.mark.parametrize(
    ("values", "role", "label"),
    [
        pytest.param({"manager": True}, "plan_manager", "Plan manager", id="manager"),
        pytest.param({"ended": True}, None, "", id="ended"),
        pytest.param({"starts_on": date(2026, 6, 16)}, None, "", id="to come"),
        pytest.param({"ends_on": date(2026, 6, 15)}, "viewer", "Viewer", id="last day"),
        pytest.param({"starts_on": date(2026, 6, 15)}, "viewer", "Viewer", id="first"),
    ],
)
def test_role_is_that_of_the_day(today, values, role, label):
    membership = PlanMembershipFactory(**values)

    plan = Plan.objects.with_role(membership.person, today).get()

    assert (plan.role, plan.role_label) == (role, label)
    current = PlanMembership.objects.current(today).filter(pk=membership.pk)
    assert current.exists() == (role is not None)


def test_role_of_a_stranger_is_none(today):
    PlanMembershipFactory()

    assert Plan.objects.with_role(UserFactory(), today).get().role is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"starts_on": "2026-02-02", "ends_on": "2026-02-01"},
            "The last day is before the first one. Give a later last day.",
            id="ends before it starts",
        ),
        pytest.param({"role": "odd"}, "Value 'odd' is not a valid choice.", id="role"),
    ],
)
def test_membership_is_refused(values, sentence):
    assert_refused(member(**values), sentence)


def test_membership_of_one_day_is_accepted():
    assert_accepted(member(starts_on="2026-02-02", ends_on="2026-02-02"))


def test_membership_without_a_first_day_is_told_so():
    assert_said(
        unsaved(PlanMembershipFactory, starts_on=None), "This field cannot be null."
    )


@pytest.mark.parametrize(
    ("first", "second", "overlaps"),
    [
        pytest.param(("01-01", "01-31"), ("02-01", None), False, id="one after one"),
        pytest.param(("01-01", "01-31"), ("01-31", None), True, id="on the last day"),
        pytest.param(("02-01", None), ("01-01", "01-31"), False, id="one before one"),
        pytest.param(("02-01", None), ("01-01", "02-01"), True, id="into an open one"),
        pytest.param(("01-10", "01-20"), ("01-01", "01-31"), True, id="around one"),
        pytest.param(("01-01", "01-31"), ("01-10", "01-20"), True, id="within one"),
        pytest.param(("01-10", "01-20"), ("01-01", None), True, id="open before one"),
    ],
)
def test_membership_shares_no_day_with_another(first, second, overlaps):
    def days(pair):
        names = ("starts_on", "ends_on")
        return {n: f"2026-{day}" for n, day in zip(names, pair, strict=True) if day}

    one = member(**days(first))
    one.save()
    other = member(plan=one.plan, person=one.person, **days(second))

    if overlaps:
        assert_said(other, OVERLAP)
    else:
        assert_accepted(other)


def test_membership_is_not_in_its_own_way():
    membership = PlanMembershipFactory()

    membership.full_clean()

    assert str(membership) == f"{membership.person}, viewer"


def test_membership_in_two_plans_is_accepted():
    membership = PlanMembershipFactory()

    assert_accepted(member(person=membership.person))


@pytest.mark.parametrize("made", [ThemeFactory, WorkstreamFactory])
def test_slug_is_used_once_in_a_plan(made):
    taken = made()

    assert_accepted(unsaved(made, slug=taken.slug))
    name = made._meta.model.__name__
    assert_refused(
        unsaved(made, plan=taken.plan, slug=taken.slug),
        f"{name} with this Plan and Slug already exists.",
    )
    assert str(taken) == taken.name


def test_accountable_post_is_one_of_the_plan():
    plan = PlanFactory()
    plan.accountable_post = PostFactory(plan=plan)
    assert_accepted(plan)

    plan.accountable_post = PostFactory()

    assert_said(plan, "Choose a post of the same plan.")
