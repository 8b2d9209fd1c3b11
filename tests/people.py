"""A plan with one person a role, for pages and permissions."""

from dataclasses import dataclass

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    RecommendationFactory,
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


def people_with_actions() -> PlanPeople:
    """A plan with a recommendation, an action in progress and a recorded one."""
    people = plan_with_people()
    people.post.slug = "head"
    people.post.save()
    PostFactory(plan=people.plan, slug="director", title="Director")
    recommendation = RecommendationFactory(plan=people.plan, parts=["Plans", "Visits"])
    tracked = ActionFactory(
        plan=people.plan, owner_post=people.post, in_progress=True, title="Train"
    )
    AnswerFactory(action=tracked, part=recommendation.parts.first())
    ActionFactory(plan=people.plan, recorded=True, title="Launch the tool")
    return people
