"""Who is to be reminded of what on a day, and who cannot be reached by mail.

The ladder: 14 and 3 days before the due date, on it, 7 and 28 days after it; then
the accountable post. Only the rung last reached counts, so that a day on which no
mail went out is made up for once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from tracker.choices import ActionStatus, ModerationResult, ReminderKind
from tracker.models import Action, Plan, PlanMembership, Post, Reminder, User
from tracker.reports.my_work import (
    STOOD_BEFORE,
    is_back,
    was_sent_back,
    with_return,
)

FIRST_RUNG_DAYS = 14  # before the due date: nothing is said earlier
# Days after the due date from which a rung counts, the last one first.
LADDER = (
    (28, ReminderKind.OVERDUE_28),
    (7, ReminderKind.OVERDUE_7),
    (0, ReminderKind.DUE_TODAY),
    (-3, ReminderKind.DUE_3),
    (-FIRST_RUNG_DAYS, ReminderKind.DUE_14),
)
ESCALATED_AFTER_DAYS = 28  # overdue for longer is told to the accountable post

Key = tuple[int, int, str, date]  # action, person, kind and day, as the ledger has it


@dataclass(frozen=True)
class DueItem:
    """One action that a person is to be reminded of, why, and about which day."""

    action: Action
    kind: str
    about_on: date


@dataclass(frozen=True)
class PersonDue:
    """A person with everything that one mail is about."""

    person: User
    items: tuple[DueItem, ...]


@dataclass(frozen=True)
class NotReached:
    """Whom no mail reaches, why, and about how many actions."""

    plan: str
    why: str
    actions: int


@dataclass(frozen=True)
class RemindersDue:
    """The mails of a day, and those who get none."""

    people: tuple[PersonDue, ...]
    not_reached: tuple[NotReached, ...]


@dataclass(frozen=True)
class _Known:
    """The people of posts, and what was sent, read at once."""

    posts: dict[int, Any]
    accounts: dict[int, User]
    members: frozenset[tuple[int, int]]
    sent: frozenset[Key]


def reminders_due(*, on: date) -> RemindersDue:
    """What is to be sent on a day, over all plans, and not in the ledger yet.

    Five queries, however many actions. Recorded, delivered and closed actions get
    none. Holder and deputy are told alike, if they may sign in and are members.
    """
    actions = _actions_that_wait(on)
    known = _read(actions, on)
    items: dict[User, list[DueItem]] = defaultdict(list)
    missed: dict[tuple[str, str], set[int]] = defaultdict(set)
    for post_id, item in _wanted(actions, on):
        reached, refusals = _people_of(post_id, item, known)
        for person in reached:
            key = (item.action.pk, person.pk, item.kind, item.about_on)
            if key not in known.sent:
                items[person].append(item)
        for why in refusals:
            missed[item.action.plan.name, why].add(item.action.pk)
    return RemindersDue(
        people=tuple(
            PersonDue(person, tuple(items[person])) for person in sorted(items, key=str)
        ),
        not_reached=tuple(
            NotReached(plan, why, len(missed[plan, why]))
            for plan, why in sorted(missed)
        ),
    )


def rung(due_on: date, on: date) -> str:
    """The last rung of the ladder that a due date has reached; empty before the first."""
    late = (on - due_on).days
    return next((kind.value for after, kind in LADDER if late >= after), "")


def _actions_that_wait(on: date) -> list[Any]:
    """Open actions that a rung was reached for, or that came back to their owner."""
    near = Q(due_on__lte=on + timedelta(days=FIRST_RUNG_DAYS))
    rows = Action.objects.open().with_progress(on)  # type: ignore[attr-defined]
    actions = with_return(rows, on).select_related("plan").order_by("plan", "reference")
    came_back = Q(last_result=ModerationResult.RETURNED) | Q(step_from__in=STOOD_BEFORE)
    return list(actions.filter(near | came_back))


def _wanted(actions: Iterable[Any], on: date) -> Iterator[tuple[int | None, DueItem]]:
    """Each thing to be said, with the post it is to be said to."""
    for action in actions:
        if was_sent_back(action):
            returned_on = action.last_moderated_on
        else:
            returned_on = action.step_on if is_back(action) else None
        if returned_on:
            item = DueItem(action, ReminderKind.RETURNED, returned_on)
            yield action.owner_post_id, item
        if action.due_on is None:
            continue
        if kind := rung(action.due_on, on):
            yield action.owner_post_id, DueItem(action, kind, action.due_on)
        if (on - action.due_on).days > ESCALATED_AFTER_DAYS:
            item = DueItem(action, ReminderKind.ESCALATION, action.due_on)
            yield action.plan.accountable_post_id, item


def _read(actions: list[Any], on: date) -> _Known:
    ids = {action.owner_post_id for action in actions}
    ids |= {action.plan.accountable_post_id for action in actions}
    rows = Post.objects.with_people(on).filter(pk__in=ids - {None})  # type: ignore[attr-defined]
    posts = {post.pk: post for post in rows}
    people = {post.holder_account for post in posts.values()}
    people |= {post.deputy_account for post in posts.values()}
    members = PlanMembership.objects.current(on).filter(person__in=people - {None})  # type: ignore[attr-defined]
    sent = Reminder.objects.filter(action__status__in=ActionStatus.open_statuses)
    return _Known(
        posts=posts,
        accounts=User.objects.in_bulk(people - {None}),
        members=frozenset(members.values_list("plan", "person")),
        sent=frozenset(sent.values_list("action", "person", "kind", "about_on")),
    )


def _people_of(
    post_id: int | None, item: DueItem, known: _Known
) -> tuple[list[User], list[str]]:
    """Those of a post whom a mail reaches, and why it does not reach the others."""
    is_escalated = item.kind == ReminderKind.ESCALATION
    post = known.posts.get(post_id or 0)
    if post is None:
        return [], ["no accountable post is named" if is_escalated else "no owner"]
    if not post.holder_name and not post.deputy_name:
        return [], [f"{post.title} is vacant"]
    owner = known.posts.get(item.action.owner_post_id or 0)
    told = (
        {owner.holder_account, owner.deputy_account} if is_escalated and owner else ()
    )
    reached, refusals = [], []
    for name, account in (
        (post.holder_name, post.holder_account),
        (post.deputy_name, post.deputy_account),
    ):
        person = known.accounts.get(account or 0)
        why = _why_not(person, item.action.plan, known)
        if name and why:
            refusals.append(f"{name}, {post.title}, {why}")
        elif name and person and account not in told:
            reached.append(person)
    return reached, refusals


def _why_not(person: User | None, plan: Plan, known: _Known) -> str:
    if person is None:
        return "has no account"
    if not person.is_active:
        return "may not sign in"
    return (
        "" if (plan.pk, person.pk) in known.members else "is not a member of the plan"
    )
