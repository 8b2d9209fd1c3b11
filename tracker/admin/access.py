"""What staff see and change in the back office: the plans they are members of.

Staff see those plans. They keep accounts, posts, members and reference data of
them; the record itself only where they are plan managers. A superuser sees and
changes everything. Django's own permission rows are not used.
"""

from datetime import date
from typing import cast

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tracker.models import Plan, PlanMembership, User
from tracker.permissions import (
    Verb,
    may,
    plans_visible_to,
    visible_to,
    without_drafts,
)


def today() -> date:
    """The day it is, in London; the admin stands where views stand."""
    return timezone.localdate()


def person_of(request: HttpRequest) -> User:
    """Who asks; the back office is closed to those who have not signed in."""
    return cast("User", request.user)


def plans_of(request: HttpRequest) -> dict[int | None, Plan]:
    """The plans the person sees, asked for once a request."""
    known = vars(request)
    if "plans_of_staff" not in known:
        plans = plans_visible_to(person_of(request), today())
        known["plans_of_staff"] = {plan.pk: plan for plan in plans}
    return known["plans_of_staff"]


def administers(request: HttpRequest, plan_id: int | None) -> bool:
    """Whether the person keeps posts, members and reference data of the plan."""
    return request.user.is_superuser or plan_id in plans_of(request)


def manages(request: HttpRequest, plan_id: int | None) -> bool:
    """Whether the person may change the record of the plan."""
    if request.user.is_superuser:
        return True
    plan = plans_of(request).get(plan_id)
    return plan is not None and may(person_of(request), Verb.EDIT_PLAN, plan)


def visible(request: HttpRequest, rows: QuerySet) -> QuerySet:
    """Those of the rows that the person may see."""
    if rows.model is User:
        return accounts_visible_to(person_of(request), rows)
    path = "plan" if not hasattr(rows.model, "plan_path") else rows.model.plan_path
    rows = visible_to(person_of(request), rows, today(), plan=path)
    return outside_drafts(request, rows)


def outside_drafts(request: HttpRequest, rows: QuerySet) -> QuerySet:
    """Those of the rows that stand in no draft visit, or in one the person keeps."""
    if request.user.is_superuser:
        return rows
    managed = [plan_id for plan_id in plans_of(request) if manages(request, plan_id)]
    return without_drafts(rows, [each for each in managed if each is not None])


def accounts_visible_to(person: User, accounts: QuerySet[User]) -> QuerySet[User]:
    """Accounts of the person's plans, and those that belong to no plan yet."""
    if person.is_superuser:
        return accounts
    mine = PlanMembership.objects.current(today()).filter(person=person)
    inside = PlanMembership.objects.filter(plan__in=mine.values("plan"))
    in_a_plan = PlanMembership.objects.values("person")
    return accounts.filter(
        Q(pk=person.pk)
        | Q(pk__in=inside.values("person"))
        | ~Q(pk__in=in_a_plan) & Q(is_superuser=False)
    )


def may_change_account(request: HttpRequest, account: User) -> bool:
    """Whether the person may change an account.

    Whoever changes an address can have the password sent there: so staff change
    no account that opens more than their own does.
    """
    person = person_of(request)
    if person.is_superuser or account.pk == person.pk:
        return True
    if account.is_superuser or account.is_staff:
        return False
    return not account.memberships.exclude(plan__in=plans_of(request)).exists()
