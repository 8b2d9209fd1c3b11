"""The people of the fictional council: members, posts, and who holds them."""

from dataclasses import dataclass, field
from datetime import date

from tests.factories import (
    OrganisationFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    ThemeFactory,
    UserFactory,
    WorkstreamFactory,
)
from tests.make_demo.bank import read_bank, written_at
from tracker.models import Meeting, Plan, Post, Theme, User, Workstream

FIRST_DAY = date(2025, 6, 2)
ADMIN = "admin@demo.example"


@dataclass(frozen=True)
class Holding:
    """Who held a post from a day on."""

    starts_on: date
    name: str
    account: User | None


@dataclass
class Council:
    """What the rows of the plan refer to, by the keys of the bank."""

    plan: Plan
    accounts: dict[str, User] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    workstreams: dict[str, Workstream] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    holdings: dict[str, list[Holding]] = field(default_factory=dict)
    meetings: dict[date, Meeting] = field(default_factory=dict)

    def person(self, name: str) -> User:
        """A demo account, such as manager."""
        return self.accounts[f"{name}@demo.example"]

    def holder(self, post: str, on: date) -> Holding:
        """Who held a post on a day."""
        return [row for row in self.holdings[post] if row.starts_on <= on][-1]


def make_people() -> Council:
    """The plan, its members, its posts and who holds them."""
    bank = read_bank("people")
    words = bank["plan"]
    council = Council(
        PlanFactory(
            is_fictional=True,
            **{
                key: words[key] for key in ("slug", "name", "accountable_body", "about")
            },
        )
    )
    plan = council.plan
    for slug, name in words["themes"]:
        council.themes[slug] = ThemeFactory(plan=plan, slug=slug, name=name)
    for slug, name in words["workstreams"]:
        council.workstreams[slug] = WorkstreamFactory(plan=plan, slug=slug, name=name)
    for email, name, role in words["accounts"]:
        make_account(council, email, name, role)
    make_posts(council, words)
    return council


def make_account(council: Council, email: str, name: str, role: str) -> None:
    """An account without a password, and its role in the plan."""
    person = UserFactory(
        email=email,
        full_name=name,
        superuser=email == ADMIN,
        joined_at=written_at(FIRST_DAY),
    )
    council.accounts[email] = person
    PlanMembershipFactory(
        plan=council.plan, person=person, role=role, starts_on=FIRST_DAY
    )


def make_posts(council: Council, words: dict) -> None:
    """Organisations, posts and holdings."""
    organisations = {
        slug: OrganisationFactory(plan=council.plan, slug=slug, name=name, kind=kind)
        for slug, name, kind in words["organisations"]
    }
    for slug, organisation, title in words["posts"]:
        council.posts[slug] = PostFactory(
            plan=council.plan,
            organisation=organisations[organisation],
            slug=slug,
            title=title,
        )
    for post, kind, starts_on, name, email in words["holdings"]:
        account = council.accounts.get(email)
        PostHoldingFactory(
            post=council.posts[post],
            kind=kind,
            starts_on=starts_on,
            name=name,
            account=account,
            recorded_at=written_at(max(starts_on, FIRST_DAY)),
        )
        if kind == "holder":
            row = Holding(starts_on, name, account)
            council.holdings.setdefault(post, []).append(row)
