"""Who holds which post on a day, and who belongs to a plan."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.choices import HoldingKind, Role
from tracker.models import Action, Plan, PlanMembership, Post, PostHolding

ENDED, CLOSED, TO_COME, MEMBER = "Ended", "Account closed", "To come", "Member"
COLOURS = {ENDED: "grey", CLOSED: "grey", TO_COME: "blue", MEMBER: "green"}


@dataclass(frozen=True)
class MemberLine:
    """One membership as the page shows it; its number never changes."""

    number: int
    name: str
    email: str
    role: str
    starts_on: date
    ends_on: date | None
    standing: str
    colour: str
    is_over: bool
    is_waited_for: bool  # let in, but no password has been chosen yet


@dataclass(frozen=True)
class PeopleReport:
    """The posts of a plan on a day, and its members today."""

    posts: tuple[Post, ...]
    members: tuple[MemberLine, ...]
    vacant_with_work: int


def people_report(plan: Plan, *, on: date, today: date) -> PeopleReport:
    """Posts as they stand on a day; members as they stand today, in two queries."""
    posts = tuple(posts_on(plan, on))
    return PeopleReport(
        posts=posts,
        members=members_of(plan, today),
        vacant_with_work=sum(
            1 for post in posts if post.open_actions and not post.holder_name
        ),
    )


def posts_on(plan: Plan, on: date) -> QuerySet[Post]:
    """Each post with holder and deputy, since when, and its open actions."""
    since = {
        f"{kind}_since": Subquery(
            PostHolding.objects.latest_of(kind, on)
            .filter(post=OuterRef("pk"))
            .values("starts_on")[:1]
        )
        for kind in HoldingKind.values
    }
    open_actions = (
        Action.objects.open()
        .filter(owner_post=OuterRef("pk"))
        .order_by()
        .values("owner_post")
        .annotate(n=Count("pk"))
    )
    return (
        Post.objects.filter(plan=plan)
        .select_related("organisation")
        .with_people(on)
        .annotate(
            **since, open_actions=Coalesce(Subquery(open_actions.values("n")[:1]), 0)
        )
        .order_by("title", "slug")
    )


def members_of(plan: Plan, today: date) -> tuple[MemberLine, ...]:
    """Members of today first, then those to come, then those who have left."""
    rows = plan.memberships.select_related("person").order_by("pk")
    lines = [member_line(number, row, today) for number, row in enumerate(rows, 1)]
    return tuple(sorted(lines, key=by_standing_and_name))


def member_line(number: int, row: PlanMembership, today: date) -> MemberLine:
    """One membership as it stands on a day."""
    is_over = row.ends_on is not None and row.ends_on < today
    standing = standing_of(row, today)
    return MemberLine(
        number=number,
        name=str(row.person),
        email=row.person.email,
        role=Role(row.role).label,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        standing=standing,
        colour=COLOURS[standing],
        is_over=is_over,
        is_waited_for=not is_over
        and row.person.is_active
        and not row.person.has_usable_password(),
    )


def standing_of(row: PlanMembership, today: date) -> str:
    """Whether the membership holds on a day, in words."""
    if row.ends_on and row.ends_on < today:
        return ENDED
    if not row.person.is_active:
        return CLOSED
    return TO_COME if row.starts_on > today else MEMBER


def by_standing_and_name(line: MemberLine) -> tuple:
    """The order of the page: those who are in, by name."""
    return line.is_over, line.standing == TO_COME, line.name.lower(), line.number
