"""What a person would leave behind: posts, their actions, and what waits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tracker.choices import ActionStatus, HoldingKind, ModerationResult
from tracker.models import (
    Action,
    DueDateChange,
    Plan,
    PlanMembership,
    Post,
    ProgressUpdate,
    User,
)


@dataclass
class HeldPost:
    """A post that the person holds, or deputises for, with its open actions."""

    post: Post
    kind: str
    actions: list[Action] = field(default_factory=list)

    @property
    def kind_label(self) -> str:
        """Holder or deputy."""
        return HoldingKind(self.kind).label


@dataclass
class Leaver:
    """A person of a plan by name, with an account or without."""

    name: str
    account_id: int | None
    posts: list[HeldPost] = field(default_factory=list)
    membership: PlanMembership | None = None


@dataclass(frozen=True)
class Waiting:
    """What a person's account has begun and others have not ended."""

    requests: tuple[DueDateChange, ...]
    returned: tuple[ProgressUpdate, ...]


@dataclass(frozen=True)
class OpenWork:
    """What would stay behind if a person could no longer sign in, over all plans."""

    posts: tuple[Post, ...]  # each with `open_actions`
    requests: int
    returned: int

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.posts or self.requests or self.returned)


def people_who_may_leave(plan: Plan, on: date) -> dict[str, Leaver]:
    """Everybody who holds a post or is a member on a day, by name, in two queries.

    Two people of one name are told apart by a number after it.
    """
    found: dict[tuple, Leaver] = {}
    for post in plan.posts.with_people(on):  # type: ignore[attr-defined]
        for kind in HoldingKind.values:
            name = getattr(post, f"{kind}_name")
            if name:
                account = getattr(post, f"{kind}_account")
                leaver = found.setdefault(
                    (account or name,), Leaver(name=name, account_id=account)
                )
                leaver.posts.append(HeldPost(post, kind))
    for row in plan.memberships.current(on).select_related("person"):  # type: ignore[attr-defined]
        name = str(row.person)
        leaver = found.setdefault((row.person_id,), Leaver(name, row.person_id))
        leaver.membership = row
    return _by_name(found.values())


def with_actions(leaver: Leaver) -> Leaver:
    """The person, with the open actions of each post; one query."""
    actions = defaultdict(list)
    posts = [held.post.pk for held in leaver.posts]
    for action in Action.objects.open().filter(owner_post__in=posts):  # type: ignore[attr-defined]
        actions[action.owner_post_id].append(action)
    for held in leaver.posts:
        held.actions = actions[held.post.pk]
    return leaver


def waiting_of(leaver: Leaver, plan: Plan) -> Waiting:
    """What waits in a plan for a person with an account; two queries."""
    if leaver.account_id is None:
        return Waiting((), ())
    asked = _asked_by(leaver.account_id).filter(action__plan=plan)
    returned = _returned_to(leaver.account_id).filter(action__plan=plan)
    return Waiting(
        tuple(asked.select_related("action")), tuple(returned.select_related("action"))
    )


def open_work(person: User, on: date) -> OpenWork:
    """What a person would leave behind in all plans, in three queries."""
    is_open = Q(actions__status__in=ActionStatus.open_statuses)
    posts = (
        Post.objects.held_by(person, on)
        .select_related("plan")
        .annotate(open_actions=Count("actions", filter=is_open))
        .filter(open_actions__gt=0)
    )
    return OpenWork(
        posts=tuple(posts),
        requests=_asked_by(person.pk).count(),
        returned=_returned_to(person.pk).count(),
    )


def _asked_by(account_id: int) -> QuerySet[DueDateChange]:
    return DueDateChange.objects.undecided().filter(asked_by=account_id)


def _returned_to(account_id: int) -> QuerySet[ProgressUpdate]:
    """Updates that came back, and that no later one has answered."""
    later = ProgressUpdate.objects.filter(
        action=OuterRef("action"), number__gt=OuterRef("number")
    )
    return ProgressUpdate.objects.filter(
        ~Exists(later),
        author=account_id,
        moderation__result=ModerationResult.RETURNED,
        action__status__in=ActionStatus.live_statuses,
    )


def _by_name(leavers: Iterable[Leaver]) -> dict[str, Leaver]:
    named: dict[str, Leaver] = {}
    for leaver in sorted(leavers, key=_in_order):
        named[next(key for key in _names(leaver.name) if key not in named)] = leaver
    return named


def _in_order(leaver: Leaver) -> tuple:
    return leaver.name.lower(), leaver.account_id or 0


def _names(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1
