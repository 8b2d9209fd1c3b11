"""Accounts, plans, members, posts and their holders."""

from datetime import date

from factory import Maybe, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory, Password

from tests.factories.base import InPlanFactory
from tracker.choices import OrganisationKind, Role
from tracker.models import (
    Organisation,
    Plan,
    PlanMembership,
    Post,
    PostHolding,
    Theme,
    User,
    Workstream,
)

LONG_AGO = date(2025, 1, 6)


class UserFactory(DjangoModelFactory):
    """An account, which cannot sign in by password unless one is given."""

    email = Sequence(lambda n: f"person{n}@council.example")
    full_name = Sequence(lambda n: f"Person {n:04d}")
    password = Password(None)

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        staff = Trait(is_staff=True)
        superuser = Trait(is_staff=True, is_superuser=True)


class PlanFactory(DjangoModelFactory):
    """A council's own plan."""

    slug = Sequence(lambda n: f"plan-{n:04d}")
    name = Sequence(lambda n: f"Improvement plan {n:04d}")
    accountable_body = "A council"

    class Meta:
        model = Plan
        skip_postgeneration_save = True

    class Params:
        from_documents = Trait(record_ends_on=date(2022, 3, 21))
        fictional = Trait(is_fictional=True)


class PlanMembershipFactory(InPlanFactory):
    """A viewer, since long ago and without a last day."""

    plan = SubFactory(PlanFactory)
    person = SubFactory(UserFactory)
    role = Role.VIEWER
    starts_on = LONG_AGO

    class Meta:
        model = PlanMembership

    class Params:
        board_member = Trait(role=Role.BOARD_MEMBER)
        moderator = Trait(role=Role.MODERATOR)
        manager = Trait(role=Role.PLAN_MANAGER)
        ended = Trait(ends_on=date(2026, 5, 31))


class ThemeFactory(InPlanFactory):
    """A subject."""

    plan = SubFactory(PlanFactory)
    slug = Sequence(lambda n: f"theme-{n:04d}")
    name = Sequence(lambda n: f"Theme {n:04d}")

    class Meta:
        model = Theme


class WorkstreamFactory(InPlanFactory):
    """A strand of the plan."""

    plan = SubFactory(PlanFactory)
    slug = Sequence(lambda n: f"workstream-{n:04d}")
    name = Sequence(lambda n: f"Workstream {n:04d}")

    class Meta:
        model = Workstream


class OrganisationFactory(InPlanFactory):
    """The council."""

    plan = SubFactory(PlanFactory)
    slug = Sequence(lambda n: f"organisation-{n:04d}")
    name = Sequence(lambda n: f"Organisation {n:04d}")
    kind = OrganisationKind.COUNCIL

    class Meta:
        model = Organisation

    class Params:
        partner = Trait(kind=OrganisationKind.PARTNER)


class PostFactory(InPlanFactory):
    """A post that nobody was ever recorded to hold."""

    plan = SubFactory(PlanFactory)
    organisation = SubFactory(OrganisationFactory, plan=SelfAttribute("..plan"))
    slug = Sequence(lambda n: f"post-{n:04d}")
    title = Sequence(lambda n: f"Post {n:04d}")

    class Meta:
        model = Post


class PostHoldingFactory(InPlanFactory):
    """A holder since long ago, named as the account where there is one."""

    post = SubFactory(PostFactory, plan=SelfAttribute("..plan"))
    starts_on = LONG_AGO
    account = None
    name = Maybe(
        "account",
        yes_declaration=SelfAttribute("account.full_name"),
        no_declaration=Sequence(lambda n: f"Holder {n:04d}"),
    )

    class Meta:
        model = PostHolding

    class Params:
        plan = SubFactory(PlanFactory)
        deputy = Trait(kind="deputy")
        vacancy = Trait(account=None, name="")
