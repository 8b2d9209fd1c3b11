"""Who holds which post on a day, and who belongs to a plan."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.choices import HoldingBasis, HoldingKind, Role
from tracker.models import Action, Plan, PlanMembership, Post, PostHolding

ENDED, CLOSED, TO_COME, MEMBER = "Ended", "Account closed", "To come", "Member"
COLOURS = {ENDED: "grey", CLOSED: "grey", TO_COME: "blue", MEMBER: "green"}


@dataclass(frozen=True)
class HolderLine:
    """Who holds or deputises for a post, from which day, and how that is known.

    Without a name the post is vacant from that day.
    """

    name: str
    since: date
    precision: str
    is_first_named: bool  # a document names the person then; it may be longer


@dataclass(frozen=True)
class PostLine:
    """One post as the page shows it; without a holder none is on record."""

    slug: str
    title: str
    organisation: str
    holder: HolderLine | None
    deputy: HolderLine | None
    open_actions: int

    @property
    def is_vacant(self) -> bool:
        """Whether nobody is known to hold it."""
        return self.holder is None or not self.holder.name


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

    posts: tuple[PostLine, ...]
    members: tuple[MemberLine, ...]
    vacant_with_work: int


def people_report(plan: Plan, *, on: date, today: date) -> PeopleReport:
    """Posts as they stand on a day; members as they stand today, in two queries."""
    posts = tuple(post_line(post) for post in posts_on(plan, on))
    return PeopleReport(
        posts=posts,
        members=members_of(plan, today),
        vacant_with_work=len([p for p in posts if p.open_actions and p.is_vacant]),
    )


def posts_on(plan: Plan, on: date) -> QuerySet[Post]:
    """Each post with holder and deputy, since when, and its open actions."""
    columns = {"since": "starts_on", "basis": "basis", "precision": "precision"}
    since = {}
    for kind in HoldingKind.values:
        rows = PostHolding.objects.latest_of(kind, on).filter(post=OuterRef("pk"))
        for name, column in columns.items():
            since[f"{kind}_{name}"] = Subquery(rows.values(column)[:1])
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


def post_line(post: Post) -> PostLine:
    """A post of `posts_on` as the page shows it."""
    return PostLine(
        slug=post.slug,
        title=post.title,
        organisation=str(post.organisation or ""),
        holder=holder_line(post, HoldingKind.HOLDER),
        deputy=holder_line(post, HoldingKind.DEPUTY),
        open_actions=post.open_actions,  # type: ignore[attr-defined]
    )


def holder_line(post: Post, kind: str) -> HolderLine | None:
    """The latest entry of one kind, where there is one."""
    since = getattr(post, f"{kind}_since")
    if since is None:
        return None
    return HolderLine(
        name=getattr(post, f"{kind}_name"),
        since=since,
        precision=getattr(post, f"{kind}_precision"),
        is_first_named=getattr(post, f"{kind}_basis") == HoldingBasis.FIRST_NAMED,
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
