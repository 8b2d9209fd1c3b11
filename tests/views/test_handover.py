"""Handover on the page: choose, look, confirm; nothing is written before."""

import pytest
from django.utils import timezone

from tests.factories import ActionFactory, PostFactory, PostHoldingFactory
from tests.people import plan_with_people
from tests.views.pages import address, summary, typed_day, words
from tracker.models import Post, PostHolding

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    """The day of the pages."""
    return timezone.localdate()


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def place(people):
    return address("handover", people.plan)


@pytest.fixture
def manager(client, people):
    client.force_login(people.manager)
    return client


@pytest.fixture
def of_owner(place):
    return f"{place}?who=Olive+Owner"


def typed(people, today, **values):
    """What a manager types for the owner's post."""
    field = f"{people.post.slug}-holder"
    return {
        **typed_day("starts_on", today),
        f"to-{field}": values.pop("to", people.viewer.email),
        f"name-{field}": values.pop("name", ""),
        **values,
    }


def body(response):
    return words(response.content.decode())


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("viewer", 403),
        ("owner", 403),
        ("moderator", 403),
        ("superuser", 403),
        ("stranger", 404),
        ("former", 404),
    ],
)
@pytest.mark.parametrize("asked", ["", "?who=Olive+Owner"])
def test_page_is_for_the_plan_manager(client, people, place, who, status, asked):
    client.force_login(getattr(people, who))

    assert client.get(place + asked).status_code == status


def test_post_of_another_writes_nothing(client, people, of_owner, today):
    client.force_login(people.viewer)
    before = PostHolding.objects.count()

    response = client.post(of_owner, typed(people, today, step="confirm"))

    assert response.status_code == 403
    assert PostHolding.objects.count() == before


def test_page_takes_no_put(manager, place):
    assert manager.put(place).status_code == 405


def test_people_page_leads_the_manager_here(client, people, place):
    client.force_login(people.viewer)
    assert place not in client.get(address("people", people.plan)).content.decode()

    client.force_login(people.manager)

    assert place in client.get(address("people", people.plan)).content.decode()


def test_first_page_offers_everybody(manager, place):
    form = manager.get(place).context["form"]

    assert [value for value, _ in form.fields["who"].choices] == [
        "",
        "Boris Board",
        "Dan Deputy",
        "Mary Manager",
        "Mo Moderator",
        "Olive Owner",
        "Vera Viewer",
    ]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        pytest.param("", "Select who leaves", id="nobody"),
        pytest.param(
            "Nora",
            "Select a valid choice. Nora is not one of the available choices.",
            id="somebody unknown",
        ),
    ],
)
def test_first_page_asks_for_a_person(manager, place, who, said):
    assert summary(manager.get(place, {"who": who})) == [said]


def test_second_page_lists_what_the_person_holds(manager, people, of_owner):
    ActionFactory(plan=people.plan, owner_post=people.post, title="Train managers")

    page = body(manager.get(of_owner))

    assert "Head of safeguarding, holder A-001 Train managers, due 30 September" in page
    assert "Olive Owner is viewer of this plan since 6 January 2025." in page


def test_second_page_offers_members_but_the_leaver(manager, people, of_owner):
    form = manager.get(of_owner).context["form"]

    choices = form.fields[f"to-{people.post.slug}-holder"].choices
    assert [label for _, label in choices] == [
        "Choose one",
        "Nobody: it is vacant",
        "Boris Board",
        "Dan Deputy",
        "Mary Manager",
        "Mo Moderator",
        "Vera Viewer",
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param(
            {"to": ""},
            ["Say who has Head of safeguarding, or that it is vacant"],
            id="nobody chosen",
        ),
        pytest.param(
            {"name": "Dr Smith"},
            ["Choose a member or give a name, not both"],
            id="a member and a name",
        ),
        pytest.param(
            {"starts_on_year": "2999"},
            ["Give today or a day in the past."],
            id="a day to come",
        ),
        pytest.param(
            {"to": "stan@elsewhere.example"},
            [
                (
                    "Select a valid choice. stan@elsewhere.example is not one of the "
                    "available choices."
                )
            ],
            id="no member",
        ),
    ],
)
@pytest.mark.parametrize("step", ["", "confirm"])
def test_handover_refused_says_why(
    manager, people, of_owner, today, values, said, step
):
    before = PostHolding.objects.count()

    response = manager.post(of_owner, typed(people, today, step=step, **values))

    assert summary(response) == said
    assert PostHolding.objects.count() == before


def test_third_page_shows_what_would_be_written_and_writes_nothing(
    manager, people, of_owner, today
):
    before = PostHolding.objects.count()

    response = manager.post(of_owner, typed(people, today))

    assert "Head of safeguarding, holder Vera Viewer" in body(response)
    assert f'value="{people.viewer.email}"' in response.content.decode()
    assert PostHolding.objects.count() == before


def test_third_page_leads_back_to_the_form(manager, people, of_owner, today):
    response = manager.post(of_owner, typed(people, today, step="change"))

    form = response.context["form"]
    assert form[f"to-{people.post.slug}-holder"].value() == people.viewer.email
    assert summary(response) == []


def test_confirmed_handover_is_written_and_said(manager, people, of_owner, today):
    sent = typed(people, today, step="confirm", ends_membership="on")

    response = manager.post(of_owner, sent, follow=True)

    assert (
        "Handed over from Olive Owner. Head of safeguarding, holder: Vera Viewer."
        in body(response)
    )
    post = Post.objects.with_people(today).get()
    assert post.holder_account == people.viewer.pk
    assert people.owner.memberships.get().ends_on < today


@pytest.mark.parametrize(
    ("values", "holder"),
    [
        pytest.param({"to": "vacant"}, "", id="vacant"),
        pytest.param({"to": "", "name": "Dr Smith"}, "Dr Smith", id="no account"),
    ],
)
def test_post_may_go_to_nobody_or_to_a_partner(
    manager, people, of_owner, today, values, holder
):
    manager.post(of_owner, typed(people, today, step="confirm", **values))

    post = Post.objects.with_people(today).get()
    assert (post.holder_name, post.holder_account) == (holder, None)


def test_handover_that_somebody_else_did_meanwhile_is_refused(
    manager, people, of_owner, today
):
    sent = typed(people, today, step="confirm")
    other = PostFactory(plan=people.plan, title="Other post")
    PostHoldingFactory(post=other, account=people.owner)
    sent |= {f"to-{other.slug}-holder": "vacant"}
    PostHoldingFactory(post=people.post, name="Nora New", starts_on=today)

    manager.post(of_owner, sent)

    # The owner holds one post now, and hands over that one only
    names = Post.objects.with_people(today).values_list("title", "holder_name")
    assert sorted(names) == [("Head of safeguarding", "Nora New"), ("Other post", "")]


def test_who_holds_no_post_ends_the_membership_only(manager, people, place, today):
    sent = {**typed_day("starts_on", today), "ends_membership": "on"}

    response = manager.post(
        f"{place}?who=Boris+Board", sent | {"step": "confirm"}, follow=True
    )

    assert "Handed over from Boris Board. No post was held." in body(response)
    assert people.board_member.memberships.get().ends_on < today


def test_page_costs_the_same_with_many_posts(
    manager, people, of_owner, django_assert_num_queries
):
    with django_assert_num_queries(9):
        manager.get(of_owner)
    for _ in range(50):
        post = PostFactory(plan=people.plan)
        PostHoldingFactory(post=post, account=people.owner)
        ActionFactory(plan=people.plan, owner_post=post)

    with django_assert_num_queries(9):
        manager.get(of_owner)
