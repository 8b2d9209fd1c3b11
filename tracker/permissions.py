"""Who may do what, and what they may see; everything is closed unless opened here.

Each function takes the person, the record or queryset, and the day: memberships
and holdings are dated. A plan fetched by `plans_visible_to` knows the `role` of the
person it was fetched for.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from tracker.choices import ActionStatus, Role
from tracker.models import (
    Action,
    DueDateChange,
    Plan,
    PlanMembership,
    Post,
    ProgressUpdate,
    StatusChange,
    User,
)


class Verb(StrEnum):
    """What may be done in a plan."""

    READ = "read"
    OPEN_EVIDENCE = "open evidence"
    UPDATE = "update actions"
    MODERATE = "moderate updates"
    VERIFY = "verify actions"
    DECIDE_DATES = "decide due dates"
    EDIT_PLAN = "edit the plan"


ROLE_MAY: dict[str, frozenset[Verb]] = {
    Role.VIEWER: frozenset({Verb.READ}),
    Role.BOARD_MEMBER: frozenset({Verb.READ, Verb.OPEN_EVIDENCE}),
    Role.MODERATOR: frozenset(
        {
            Verb.READ,
            Verb.OPEN_EVIDENCE,
            Verb.MODERATE,
            Verb.VERIFY,
            Verb.DECIDE_DATES,
        }
    ),
    Role.PLAN_MANAGER: frozenset(Verb),
}
# Added to the role, over the actions of the posts a person holds or deputises for.
OWNER_MAY = frozenset({Verb.OPEN_EVIDENCE, Verb.UPDATE})
# What a person is told who may not.
WHO_MAY: dict[Verb, str] = {
    Verb.UPDATE: "The owner or a plan manager does this.",
    Verb.MODERATE: "Moderators and plan managers moderate updates.",
    Verb.VERIFY: "Moderators and plan managers verify actions.",
    Verb.DECIDE_DATES: "Moderators and plan managers decide new due dates.",
    Verb.EDIT_PLAN: "A plan manager does this.",
}


def plans_visible_to(person: User, on: date) -> QuerySet[Plan]:
    """The plans a person may read on a day, each with the person's `role`.

    A superuser reads all of them; the role is then empty outside membership.
    """
    plans = Plan.objects.with_role(person, on)
    return plans if person.is_superuser else plans.exclude(role=None)  # type: ignore[misc]


def visible_to(
    person: User, records: QuerySet, on: date, plan: str = "plan"
) -> QuerySet:
    """Those of the records whose plan the person may read on a day."""
    if person.is_superuser:
        return records
    mine = PlanMembership.objects.current(on).filter(person=person)
    return records.filter(**{f"{plan}__in": mine.values("plan")})


def without_drafts(rows: QuerySet, managed: Collection[int]) -> QuerySet:
    """Rows that everybody reads, with those of drafts in the plans of these keys.

    What stands in a visit that is not yet published is its plan managers' alone.
    Rows of a kind that never stands in a visit all stay.
    """
    visit_path = getattr(rows.model, "visit_path", "")
    if not visit_path:
        return rows
    visit = "" if visit_path == "pk" else visit_path.removesuffix("_id") + "__"
    shown = Q(**{f"{visit}is_published": True})
    if visit:
        shown |= Q(**{f"{visit}isnull": True})
    if managed:
        shown |= Q(**{f"{visit}plan__in": managed})
    return rows.filter(shown)


def may_read_drafts(person: User, plan: Plan) -> bool:
    """Whether the person reads visits of the plan before they are published."""
    return may(person, Verb.EDIT_PLAN, plan)


def seen_in(plan: Plan, person: User, rows: QuerySet) -> QuerySet:
    """Those of a plan's rows that the person may see: drafts for managers alone."""
    return without_drafts(rows, [plan.pk] if may_read_drafts(person, plan) else [])


def roles_that_may(verb: Verb) -> list[str]:
    """The roles that allow something all over a plan."""
    return [role for role, verbs in ROLE_MAY.items() if verb in verbs]


def plans_where(person: User, verb: Verb, on: date) -> QuerySet:
    """The keys of the plans in which the person's role allows something on a day."""
    mine = PlanMembership.objects.current(on).filter(
        person=person, role__in=roles_that_may(verb)
    )
    return mine.values("plan")


def may(person: User, verb: Verb, plan: Plan) -> bool:
    """Whether the person's role in the plan allows something all over the plan."""
    role: Any = getattr(plan, "role", None)
    if role is None:
        return verb == Verb.READ and person.is_superuser
    return verb in ROLE_MAY[role]


def may_with(person: User, verb: Verb, action: Action, plan: Plan, on: date) -> bool:
    """Whether the person may do something with one action of the plan."""
    if may(person, verb, plan):
        return True
    return (
        verb in OWNER_MAY and may(person, Verb.READ, plan) and owns(person, action, on)
    )


def owns(person: User, action: Action, on: date) -> bool:
    """Whether the person holds, or deputises for, the action's post on a day."""
    if hasattr(action, "is_own"):
        return action.is_own
    if action.owner_post_id is None:
        return False
    return Post.objects.held_by(person, on).filter(pk=action.owner_post_id).exists()


def with_own(actions: QuerySet[Action], person: User, on: date) -> QuerySet[Action]:
    """Each with what is asked of the person on a day, in the query of the actions.

    `is_own`: whether the person holds, or deputises for, its post; `deliverer_id`:
    who delivered it last. Only for pages of the person they were fetched for.
    """
    mine = Post.objects.held_by(person, on).filter(pk=OuterRef("owner_post"))
    delivered = StatusChange.objects.filter(
        action=OuterRef("pk"), to_status=ActionStatus.DELIVERED
    ).order_by("-changed_on", "-pk")
    return actions.annotate(
        is_own=Exists(mine), deliverer_id=Subquery(delivered.values("by")[:1])
    )


def deliverer_of(action: Action) -> int | None:
    """Who delivered the action last, by account; None where nobody did."""
    if hasattr(action, "deliverer_id"):
        return action.deliverer_id
    delivered = action.status_changes.filter(to_status=ActionStatus.DELIVERED).last()
    return delivered.by_id if delivered else None


def actions_owned_by(person: User, on: date) -> QuerySet[Action]:
    """The actions of the posts a person holds, or deputises for, on a day."""
    mine = Post.objects.held_by(person, on).values("pk")
    return visible_to(person, Action.objects.filter(owner_post__in=mine), on)


# Nobody marks their own homework. Each returns the sentence that refuses, empty
# where the person may; people are compared, never posts.


def refusal_to_moderate(
    person: User, update: ProgressUpdate, plan: Plan, on: date
) -> str:
    """Why the person may not moderate an update."""
    if not may(person, Verb.MODERATE, plan):
        return WHO_MAY[Verb.MODERATE]
    if update.author_id == person.pk:
        return "You wrote this update. Another person moderates it."
    if owns(person, update.action, on):
        return "You hold the post that owns this action, or deputise for it."
    return ""


def refusal_to_verify(person: User, action: Action, plan: Plan, on: date) -> str:
    """Why the person may not verify an action that was delivered."""
    if not may(person, Verb.VERIFY, plan):
        return WHO_MAY[Verb.VERIFY]
    if deliverer_of(action) == person.pk:
        return "You delivered this action. Another person verifies it."
    if owns(person, action, on):
        return "You hold the post that owns this action, or deputise for it."
    return ""


def refusal_to_decide(person: User, change: DueDateChange, plan: Plan) -> str:
    """Why the person may not decide a request for a new due date."""
    if not may(person, Verb.DECIDE_DATES, plan):
        return WHO_MAY[Verb.DECIDE_DATES]
    if change.asked_by_id == person.pk:
        return "You asked for this date. Another person decides."
    return ""


def deciders(plan: Plan, on: date) -> QuerySet[User]:
    """Who may decide about dates, moderate and verify in a plan on a day."""
    roles = roles_that_may(Verb.DECIDE_DATES)
    members = PlanMembership.objects.current(on).filter(plan=plan, role__in=roles)
    return User.objects.filter(pk__in=members.values("person"), is_active=True)
