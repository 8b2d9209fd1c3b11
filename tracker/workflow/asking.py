"""Asking for an update: who is asked, and the ledger that keeps it to once a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from tracker.choices import ReminderKind
from tracker.models import (
    Action,
    Plan,
    PlanMembership,
    Post,
    Reminder,
    User,
    change_set,
)
from tracker.permissions import Verb, may_with
from tracker.workflow.bulk import (
    NOT_HERE,
    NOT_YOURS,
    Skipped,
    actions_by_reference,
)
from tracker.workflow.records import save_new

HOLDER = ("holder_account", "holder_name")
DEPUTY = ("deputy_account", "deputy_name")
NOT_SENT = "The mail could not be sent."


@dataclass(frozen=True)
class Ask:
    """One action: who is asked about it, or the sentence that says why nobody is."""

    action: Action
    people: tuple[User, ...]
    why_not: str = ""


@dataclass(frozen=True)
class AskedPerson:
    """A person, with the ledger rows of all actions that the one mail is about."""

    person: User
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True)
class AskResult:
    """Whom to mail, which rows were left out, and where it stands in the history."""

    mails: tuple[AskedPerson, ...]
    skipped: tuple[Skipped, ...]
    change_set: UUID


@transaction.atomic
def ask_for_updates(
    *, plan: Plan, references: Sequence[str], by: User, on: date
) -> AskResult:
    """Note in the ledger who is asked for an update on which actions on a day.

    The caller sends the mails once this is stored, and takes back the rows of a
    mail that no server took. The plan is held, so that two who ask at once send
    one mail. Never raises for a row: it is left out, with a sentence.
    """
    Plan.objects.locked(plan.pk)
    asks = asks_about(plan=plan, references=references, by=by, on=on)
    missing = sorted({*references} - {ask.action.reference for ask in asks})
    reminders = [
        Reminder(
            action=ask.action,
            person=person,
            kind=ReminderKind.ASKED,
            about_on=on,
            sent_on=on,
            asked_by=by,
        )
        for ask in asks
        for person in ask.people
    ]
    save_new(reminders, given={"action"})
    with change_set() as now:
        return AskResult(
            mails=tuple(_by_person(reminders)),
            skipped=(
                *(
                    Skipped(ask.action.reference, ask.action.title, ask.why_not)
                    for ask in asks
                    if ask.why_not
                ),
                *(Skipped(reference, "", NOT_HERE) for reference in missing),
            ),
            change_set=now.id,
        )


@transaction.atomic
def take_back(asked: AskedPerson) -> None:
    """Take the ledger rows of a mail back that was not sent, so that it can be."""
    with change_set(why=NOT_SENT):
        for reminder in asked.reminders:
            reminder.delete()


def asks_about(
    *, plan: Plan, references: Sequence[str], by: User, on: date
) -> list[Ask]:
    """Whom a person's asking would reach, action by action; writes nothing.

    Five queries, however many actions.
    """
    actions = actions_by_reference(plan, references)
    known = _Known.read(plan, actions.values(), on)
    return [
        _ask(actions[reference], by, on, known)
        for reference in sorted({*references} & {*actions})
    ]


@dataclass(frozen=True)
class _Held:
    """A post with its holder and its deputy, each as account and name."""

    title: str
    people: tuple[tuple[int | None, str | None], ...]


@dataclass(frozen=True)
class _Known:
    """What has to be known of all the actions' people, read at once."""

    posts: Mapping[int, "_Held"]
    people: Mapping[int, User]
    members: frozenset[int]
    asked: frozenset[tuple[int, int]]

    @classmethod
    def read(cls, plan: Plan, actions: Iterable[Action], on: date) -> "_Known":
        """Posts with their holders on a day, accounts, members, and who was asked."""
        owners = {action.owner_post_id for action in actions if action.owner_post_id}
        held = Post.objects.with_people(on).filter(plan=plan, pk__in=owners)
        posts = {
            pk: _Held(title, ((holder, holds), (deputy, deputises)))
            for pk, title, holder, holds, deputy, deputises in held.values_list(
                "pk", "title", *HOLDER, *DEPUTY
            )
        }
        accounts = {
            account for post in posts.values() for account, _ in post.people if account
        }
        members = PlanMembership.objects.current(on).filter(
            plan=plan, person__in=accounts
        )
        asked = Reminder.objects.asked(on).filter(action__plan=plan)
        return cls(
            posts=posts,
            people=User.objects.in_bulk(list(accounts)),
            members=frozenset(members.values_list("person", flat=True)),
            asked=frozenset(asked.values_list("action", "person")),
        )


def _ask(action: Action, by: User, on: date, known: _Known) -> Ask:
    why_not = _why_nobody(action, by, on, known)
    if why_not:
        return Ask(action, (), why_not)
    post = known.posts[action.owner_post_id or 0]
    reached: dict[User, None] = {}
    refusals = []
    for account, name in post.people:
        person = known.people.get(account or 0)
        refusal = _why_not(person, name, by, known, action)
        if refusal:
            refusals.append(refusal)
        elif person and name:
            reached[person] = None
    if reached:
        return Ask(action, tuple(reached))
    return Ask(action, (), refusals[0] if refusals else f"{post.title} is vacant.")


def _why_nobody(action: Action, by: User, on: date, known: _Known) -> str:
    """Why the action itself is not asked about; empty where it may be."""
    if not may_with(by, Verb.EDIT_PLAN, action, action.plan, on):
        return NOT_YOURS
    if not action.is_tracked:
        return "It is only recorded from a document. Take it up first."
    if not action.is_open:
        return f"It is {action.status_label.lower()}: no update is due."
    if action.owner_post_id not in known.posts:
        return "It has no owner."
    return ""


def _why_not(
    person: User | None, name: str | None, by: User, known: _Known, action: Action
) -> str:
    """Why a holder or deputy gets no mail; empty for one who does, and for nobody."""
    if not name:
        return ""
    if person is None:
        return f"{name} has no account, so no mail can be sent."
    if not person.is_active:
        return f"The account of {name} is closed."
    if person.pk == by.pk:
        return "You answer for it yourself."
    if person.pk not in known.members:
        return f"{name} is not a member of the plan and could not open it."
    if (action.pk, person.pk) in known.asked:
        return f"{name} was asked today already."
    return ""


def _by_person(reminders: Iterable[Reminder]) -> Iterable[AskedPerson]:
    """One mail a person, by name."""
    rows: dict[User, list[Reminder]] = {}
    for reminder in reminders:
        rows.setdefault(reminder.person, []).append(reminder)
    for person in sorted(rows, key=str):
        yield AskedPerson(person, tuple(rows[person]))
