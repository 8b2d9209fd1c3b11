"""Who may do what in a plan, on which days; closed unless opened."""

from datetime import date, timedelta
from itertools import product

import pytest

from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    StatusChangeFactory,
    UserFactory,
)
from tests.people import PlanPeople, plan_with_people
from tracker.choices import HoldingKind, Role
from tracker.models import Action, Challenge, Plan
from tracker.permissions import (
    Verb,
    actions_owned_by,
    deliverer_of,
    may,
    may_with,
    owns,
    plans_visible_to,
    plans_where,
    refusal_to_answer,
    refusal_to_close,
    refusal_to_complete,
    visible_to,
    with_own,
)

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 3, 2), date(2026, 5, 29)
DAY = timedelta(days=1)
EVERYONE = [
    name for name in PlanPeople.__dataclass_fields__ if name not in {"plan", "post"}
]


@pytest.fixture
def people():
    return plan_with_people()


# Roles

READ, OPEN = Verb.READ, Verb.OPEN_EVIDENCE
OWNER_ADDS = {Verb.OPEN_EVIDENCE, Verb.UPDATE, Verb.ANSWER_CHALLENGE}
ASK = Verb.RAISE_CHALLENGE
SECOND_LOOKS = {Verb.MODERATE, Verb.VERIFY, Verb.DECIDE_DATES}


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        pytest.param("viewer", {READ}, id="viewer"),
        pytest.param("owner", {READ}, id="owner, all over the plan"),
        pytest.param("deputy", {READ}, id="deputy, all over the plan"),
        pytest.param("board_member", {READ, OPEN, ASK}, id="board member"),
        pytest.param("moderator", {READ, OPEN, *SECOND_LOOKS}, id="moderator"),
        pytest.param("manager", set(Verb), id="plan manager"),
        pytest.param("stranger", set(), id="stranger"),
        pytest.param("former", set(), id="former member"),
        pytest.param("superuser", {READ}, id="superuser"),
    ],
)
def test_may_by_role(people, today, who, allowed):
    person = getattr(people, who)
    plan = Plan.objects.with_role(person, today).get()

    assert {verb for verb in Verb if may(person, verb, plan)} == allowed


@pytest.mark.parametrize(
    ("who", "own", "other"),
    [
        pytest.param("viewer", {READ}, {READ}, id="viewer"),
        pytest.param("owner", {READ, *OWNER_ADDS}, {READ}, id="owner"),
        pytest.param("deputy", {READ, *OWNER_ADDS}, {READ}, id="deputy"),
        pytest.param(
            "board_member",
            {READ, OPEN, ASK},
            {READ, OPEN, ASK},
            id="board member",
        ),
        pytest.param(
            "moderator",
            {READ, OPEN, *SECOND_LOOKS},
            {READ, OPEN, *SECOND_LOOKS},
            id="moderator",
        ),
        pytest.param("manager", set(Verb), set(Verb), id="plan manager"),
        pytest.param("stranger", set(), set(), id="stranger"),
        pytest.param("superuser", {READ}, {READ}, id="superuser"),
    ],
)
def test_may_with_an_action_of_the_post_and_of_another(people, today, who, own, other):
    person = getattr(people, who)
    plan = Plan.objects.with_role(person, today).get()
    of_post = ActionFactory(plan=plan, owner_post=people.post)
    of_nobody = ActionFactory(plan=plan)
    of_another = ActionFactory(plan=plan, owned=True)

    def allowed(action):
        return {verb for verb in Verb if may_with(person, verb, action, plan, today)}

    assert allowed(of_post) == own
    assert allowed(of_nobody) == allowed(of_another) == other


@pytest.mark.parametrize("role", Role.values)
def test_owner_adds_to_every_role(people, today, role):
    member = PlanMembershipFactory(plan=people.plan, role=role).person
    PostHoldingFactory(post=people.post, account=member, starts_on=today)
    plan = Plan.objects.with_role(member, today).get()
    action = ActionFactory(plan=plan, owner_post=people.post)

    assert may_with(member, Verb.UPDATE, action, plan, today)
    assert may_with(member, Verb.OPEN_EVIDENCE, action, plan, today)


def test_plan_fetched_without_asking_who_is_closed(people):
    plan = Plan.objects.get()

    assert not any(may(people.manager, verb, plan) for verb in Verb)


def test_holder_who_is_no_member_owns_nothing_here(people, today):
    PostHoldingFactory(post=people.post, account=people.stranger, starts_on=today)
    plan = Plan.objects.with_role(people.stranger, today).get()
    action = ActionFactory(plan=plan, owner_post=people.post)

    assert not any(
        may_with(people.stranger, verb, action, plan, today) for verb in Verb
    )
    assert not actions_owned_by(people.stranger, today).exists()


def test_owner_who_loses_the_membership_loses_the_actions(people, today):
    action = ActionFactory(plan=people.plan, owner_post=people.post)
    membership = people.owner.memberships.get()
    membership.ends_on = today
    membership.save()

    assert list(actions_owned_by(people.owner, today)) == [action]
    assert list(actions_owned_by(people.owner, today + DAY)) == []


# Days of a membership


@pytest.mark.parametrize(
    ("on", "sees"),
    [
        pytest.param(FIRST - DAY, False, id="the day before"),
        pytest.param(FIRST, True, id="first day"),
        pytest.param(LAST, True, id="last day"),
        pytest.param(LAST + DAY, False, id="the day after"),
    ],
)
def test_membership_holds_from_its_first_day_to_its_last(on, sees):
    member = PlanMembershipFactory(starts_on=FIRST, ends_on=LAST)
    action = ActionFactory(plan=member.plan)
    person = member.person

    assert list(plans_visible_to(person, on)) == ([member.plan] if sees else [])
    assert list(visible_to(person, Action.objects.all(), on)) == (
        [action] if sees else []
    )


def test_role_is_that_of_the_day():
    earlier = PlanMembershipFactory(starts_on=FIRST, ends_on=LAST, manager=True)
    PlanMembershipFactory(
        plan=earlier.plan, person=earlier.person, starts_on=LAST + DAY
    )

    roles = [
        plans_visible_to(earlier.person, on).get().role for on in (LAST, LAST + DAY)
    ]

    assert roles == [Role.PLAN_MANAGER, Role.VIEWER]


def test_superuser_sees_every_plan_and_has_a_role_only_as_a_member(people, today):
    other = PlanMembershipFactory(person=people.superuser, board_member=True).plan

    plans = plans_visible_to(people.superuser, today)

    assert {plan: plan.role for plan in plans} == {
        people.plan: None,
        other: Role.BOARD_MEMBER,
    }


def test_visible_to_follows_the_path_to_the_plan(people, today):
    action = ActionFactory(plan=people.plan, in_progress=True)
    ActionFactory(in_progress=True)  # of another plan
    steps = action.status_changes.model.objects.all()

    seen = visible_to(people.viewer, steps, today, plan="action__plan")

    assert {step.action for step in seen} == {action}


# Days of a holding


@pytest.mark.parametrize("kind", HoldingKind.values)
def test_holder_and_deputy_own_from_their_first_day_to_the_next_row(people, kind):
    post = PostFactory(plan=people.plan)
    first, second = people.viewer, people.board_member
    PostHoldingFactory(post=post, kind=kind, account=first, starts_on=FIRST)
    PostHoldingFactory(post=post, kind=kind, account=second, starts_on=LAST)
    PostHoldingFactory(
        post=post, kind=kind, vacancy=True, starts_on=LAST + timedelta(days=30)
    )
    action = ActionFactory(plan=people.plan, owner_post=post)

    def owners(on):
        return [person for person in (first, second) if owns(person, action, on)]

    assert owners(FIRST - DAY) == []
    assert owners(FIRST) == [first]
    assert owners(LAST - DAY) == [first]
    assert owners(LAST) == [second]
    assert owners(LAST + timedelta(days=29)) == [second]
    assert owners(LAST + timedelta(days=30)) == []


def test_vacancy_of_the_holder_leaves_the_deputy(people, today):
    PostHoldingFactory(post=people.post, vacancy=True, starts_on=today)
    action = ActionFactory(plan=people.plan, owner_post=people.post)

    assert not owns(people.owner, action, today)
    assert owns(people.owner, action, today - DAY)
    assert owns(people.deputy, action, today)


def test_nobody_owns_an_action_without_a_post(people, today, django_assert_num_queries):
    action = ActionFactory(plan=people.plan)

    with django_assert_num_queries(0):
        assert not owns(people.owner, action, today)


def test_actions_owned_by_a_person_over_all_plans(people, today):
    mine = ActionFactory(plan=people.plan, owner_post=people.post)
    ActionFactory(plan=people.plan, owned=True)  # of another post
    elsewhere = PlanMembershipFactory(person=people.owner).plan
    post = PostFactory(plan=elsewhere)
    PostHoldingFactory(post=post, account=people.owner, deputy=True)
    other = ActionFactory(plan=elsewhere, owner_post=post)

    assert set(actions_owned_by(people.owner, today)) == {mine, other}
    assert set(actions_owned_by(people.deputy, today)) == {mine}
    assert set(actions_owned_by(people.viewer, today)) == set()


# The two ways to ask agree


def test_rows_that_are_seen_are_those_of_the_plans_that_are_seen(people):
    """Every person, every day around a change, both directions."""
    PlanMembershipFactory(
        person=people.stranger, starts_on=FIRST, ends_on=LAST, manager=True
    )
    PlanFactory()  # nobody's
    for plan in Plan.objects.all():
        ActionFactory(plan=plan)
    days = (date(2024, 1, 1), FIRST - DAY, FIRST, LAST, LAST + DAY, date(2026, 6, 15))

    for name, on in product(EVERYONE, days):
        person = getattr(people, name)
        plans = set(plans_visible_to(person, on))
        seen = visible_to(person, Action.objects.select_related("plan"), on)

        assert {action.plan for action in seen} == plans, (name, on)
        for plan in Plan.objects.with_role(person, on):
            assert may(person, Verb.READ, plan) == (plan in plans), (name, on)


def test_actions_owned_are_those_that_may_be_updated_as_an_owner(people):
    post = PostFactory(plan=people.plan)
    for number, name in enumerate(("viewer", "former", "stranger", "moderator")):
        PostHoldingFactory(
            post=post,
            account=getattr(people, name),
            starts_on=FIRST + number * timedelta(days=20),
        )
    ActionFactory(plan=people.plan, owner_post=post)
    ActionFactory(plan=people.plan, owner_post=people.post)
    others = [name for name in EVERYONE if name != "manager"]

    for name, days in product(others, range(0, 120, 10)):
        person, on = getattr(people, name), FIRST + timedelta(days=days)
        plan = Plan.objects.with_role(person, on).get()

        owned = set(actions_owned_by(person, on))

        assert owned == {
            action
            for action in Action.objects.all()
            if may_with(person, Verb.UPDATE, action, plan, on)
        }, (name, on)


def test_account_of_two_people_is_not_mixed_up(today):
    one, other = UserFactory.create_batch(2)
    plan = PlanMembershipFactory(person=one).plan

    assert list(plans_visible_to(other, today)) == []
    assert list(plans_visible_to(one, today)) == [plan]


@pytest.mark.parametrize("verb", Verb)
def test_plans_where_a_role_allows_something_are_those_where_the_person_may(
    people, today, verb
):
    for name in set(EVERYONE) - {"superuser"}:  # who reads all, by no role
        person = getattr(people, name)

        found = {row["plan"] for row in plans_where(person, verb, today)}

        assert found == {
            plan.pk
            for plan in Plan.objects.with_role(person, today)
            if may(person, verb, plan)
        }, name


def test_own_asked_with_the_actions_is_what_is_asked_of_each(
    people, today, django_assert_num_queries
):
    posts = [people.post, PostHoldingFactory(plan=people.plan).post, None]
    for post in posts:
        ActionFactory(plan=people.plan, owner_post=post, delivered=True)

    for name in ("owner", "deputy", "viewer"):
        person = getattr(people, name)
        with django_assert_num_queries(1):
            asked = list(with_own(Action.objects.order_by("pk"), person, today))
            told = [(owns(person, each, today), deliverer_of(each)) for each in asked]

        alone = [Action.objects.get(pk=each.pk) for each in asked]
        assert told == [
            (owns(person, each, today), deliverer_of(each)) for each in alone
        ]


def test_deliverer_is_who_delivered_last():
    first, last = UserFactory.create_batch(2)
    action = ActionFactory(in_progress=True, standing=False)
    for day, by in ((4, last), (3, first)):
        StatusChangeFactory(
            action=action,
            changed_on=date(2026, 6, day),
            from_status="in_progress",
            to_status="delivered",
            by=by,
        )

    assert deliverer_of(action) == last.pk
    assert deliverer_of(ActionFactory()) is None


# Challenges and decisions


def names_of_those(people, refusal):
    """Those of the plan whom nothing refuses."""
    return {name for name in EVERYONE if not refusal(getattr(people, name))}


def plan_of(person, on):
    return Plan.objects.with_role(person, on).get()


@pytest.mark.parametrize(
    ("values", "names"),
    [
        pytest.param({}, {"manager"}, id="the plan"),
        pytest.param({"of_recommendation": True}, {"manager"}, id="a recommendation"),
        pytest.param({"of_action": True}, {"manager"}, id="an action of nobody"),
    ],
)
def test_challenge_is_answered_by_plan_managers(people, today, values, names):
    challenge = ChallengeFactory(plan=people.plan, **values)

    assert names == names_of_those(
        people,
        lambda who: refusal_to_answer(who, challenge, plan_of(who, today), today),
    )


def test_challenge_about_an_action_is_answered_by_its_owner_too(people, today):
    action = ActionFactory(plan=people.plan, owner_post=people.post)
    challenge = ChallengeFactory(action=action)

    assert names_of_those(
        people,
        lambda who: refusal_to_answer(who, challenge, plan_of(who, today), today),
    ) == {"owner", "deputy", "manager"}


@pytest.mark.parametrize(
    ("asker", "replier", "values", "names"),
    [
        pytest.param(
            "board_member", "owner", {}, {"board_member", "manager"}, id="who asked"
        ),
        pytest.param("manager", "owner", {}, {"manager"}, id="a manager asked"),
        pytest.param(
            "manager",
            "owner",
            {"on_behalf_of": "Ann Lee"},
            {"board_member", "manager"},
            id="asked for somebody who does not sign in",
        ),
        pytest.param(
            "manager",
            "manager",
            {},
            {"board_member", "manager"},
            id="who asked replied",
        ),
        pytest.param(
            "viewer", "owner", {}, {"manager"}, id="who asked is off the board"
        ),
    ],
)
def test_challenge_is_closed_by_who_asked_or_a_plan_manager(
    people, today, asker, replier, values, names
):
    asked = ChallengeFactory(
        plan=people.plan, raised_by=getattr(people, asker), **values
    )
    ChallengeReplyFactory(challenge=asked, author=getattr(people, replier))
    challenge = Challenge.objects.with_state(today).get()

    assert names == names_of_those(
        people, lambda who: refusal_to_close(who, challenge, plan_of(who, today))
    )


def test_decision_is_said_to_be_done_by_the_post_or_a_plan_manager(people, today):
    decision = DecisionFactory(plan=people.plan, owner_post=people.post)

    assert names_of_those(
        people,
        lambda who: refusal_to_complete(who, decision, plan_of(who, today), today),
    ) == {"owner", "deputy", "manager"}
