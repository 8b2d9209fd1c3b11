"""A plan with one person a role, for pages and permissions."""

from dataclasses import dataclass

from tests.factories import (
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tracker.models import Plan, Post, User


@dataclass(frozen=True)
class PlanPeople:
    """A plan, a post in it, and those who ask."""

    plan: Plan
    post: Post
    owner: User  # a viewer who holds the post
    deputy: User  # a viewer who deputises for the post
    viewer: User
    board_member: User
    moderator: User
    manager: User
    stranger: User  # has an account, and no role in the plan
    former: User  # whose membership has ended
    superuser: User


def plan_with_people(**plan_values: object) -> PlanPeople:
    """A new plan, with everybody who may ask for its pages."""
    plan = PlanFactory(**plan_values)
    post = PostFactory(plan=plan, title="Head of safeguarding")
    owner = PlanMembershipFactory(plan=plan, person__full_name="Olive Owner").person
    deputy = PlanMembershipFactory(plan=plan, person__full_name="Dan Deputy").person
    PostHoldingFactory(post=post, account=owner)
    PostHoldingFactory(post=post, account=deputy, deputy=True)

    def member(name: str, **values: object) -> User:
        return PlanMembershipFactory(plan=plan, person__full_name=name, **values).person

    return PlanPeople(
        plan=plan,
        post=post,
        owner=owner,
        deputy=deputy,
        viewer=member("Vera Viewer"),
        board_member=member("Boris Board", board_member=True),
        moderator=member("Mo Moderator", moderator=True),
        manager=member("Mary Manager", manager=True),
        stranger=UserFactory(full_name="Stan Stranger"),
        former=member("Fay Former", ended=True),
        superuser=UserFactory(full_name="Sue Super", superuser=True),
    )
