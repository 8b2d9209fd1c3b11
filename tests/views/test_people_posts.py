"""Posts and who holds them: added on a page, never overwritten."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    OrganisationFactory,
)
from tests.people import plan_with_people
from tests.views.people_pages import address, body, typed_day
from tracker.models import Change, Post, PostHolding

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


def test_add_post_leads_to_its_holder(client, people):
    organisation = OrganisationFactory(plan=people.plan)
    client.force_login(people.manager)

    response = client.post(
        address(people, "post-create"),
        {"title": "Head of Youth", "organisation": organisation.slug},
    )

    post = Post.objects.get(title="Head of Youth")
    assert response.url == reverse(
        "tracker:holder-create", args=[people.plan.slug, "head-of-youth"]
    )
    assert Change.objects.of(post).get().by == people.manager


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        pytest.param({"title": ""}, "Enter the title of the post", id="no title"),
        pytest.param(
            {"organisation": ""},
            "Choose an organisation or name a new one",
            id="no organisation",
        ),
        pytest.param(
            {"new_organisation": "Trust", "new_kind": "partner"},
            "Choose from the list or name a new one, not both",
            id="two organisations",
        ),
        pytest.param(
            {"organisation": "", "new_organisation": "Trust"},
            "Say what the new organisation is",
            id="new one of no kind",
        ),
        pytest.param(
            {"title": "Head of safeguarding"},
            "The plan already has a post of that title.",
            id="same title",
        ),
        pytest.param({"title": "???"}, "Use some letters or numbers.", id="signs"),
    ],
)
def test_add_post_with_wrong_words_keeps_them(client, people, typed, error):
    client.force_login(people.manager)
    right = {"title": "Typed title", "organisation": people.post.organisation.slug}

    page = body(client.post(address(people, "post-create"), right | typed))

    assert error in page
    assert "<title>Error: Add a post" in page
    assert f'value="{typed.get("title", "Typed title")}"' in page or not typed["title"]
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        pytest.param("member", "Vera Viewer", id="member"),
        pytest.param("name", "Paul Partner", id="no account"),
        pytest.param("is_vacant", "", id="vacant"),
    ],
)
def test_set_holder_adds_an_entry(client, people, answer, name):
    values = {"member": people.viewer.email, "name": name, "is_vacant": "on"}
    client.force_login(people.manager)

    response = client.post(
        address(people, "holder-create"),
        {
            "kind": "holder",
            **typed_day("starts_on", date(2026, 6, 1)),
            answer: values[answer],
        },
    )

    holding = PostHolding.objects.latest("pk")
    assert response.url == address(people, "people")
    assert (holding.name, holding.starts_on) == (name, date(2026, 6, 1))
    assert holding.account == (people.viewer if answer == "member" else None)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        pytest.param(
            {"name": ""},
            "Choose a member, give a name, or tick that it is vacant",
            id="nobody",
        ),
        pytest.param({"is_vacant": "on"}, "Give one answer", id="name and vacancy"),
        pytest.param(
            {"member": "who@council.example"}, "Select a valid choice", id="no member"
        ),
        pytest.param({"kind": ""}, "Choose holder or deputy", id="no kind"),
        pytest.param(
            typed_day("starts_on", date(2099, 1, 1)),
            "Give today or a day in the past.",
            id="day to come",
        ),
        pytest.param(
            typed_day("starts_on", date(2025, 1, 6)),
            "This post already has an entry from that day. "
            "Give another day, or correct that entry.",
            id="same day",
        ),
        pytest.param(
            {"corrects": "holder-2025-01-06"}, "Say what was wrong", id="no reason"
        ),
        pytest.param(
            {"why": "Misspelt"}, "Choose the entry that was wrong", id="no entry"
        ),
        pytest.param(
            {"corrects": "holder-2020-01-01", "why": "Misspelt"},
            "Select a valid choice",
            id="an entry that is none",
        ),
    ],
)
def test_set_holder_with_wrong_words_keeps_them(client, people, typed, error):
    client.force_login(people.manager)
    right = {
        "kind": "holder",
        "name": "Paul Partner",
        **typed_day("starts_on", date(2026, 6, 1)),
    }
    typed = right | typed

    page = body(client.post(address(people, "holder-create"), typed))

    assert error in page
    assert f'value="{typed["starts_on_year"]}"' in page
    assert PostHolding.objects.count() == 2


def test_wrong_entry_is_corrected_and_stays_on_the_page(client, people):
    client.force_login(people.manager)
    place = address(people, "holder-create")
    entry = "Holder from 6 January 2025: Olive Owner"
    assert entry in body(client.get(place))

    client.post(
        place,
        {
            "kind": "holder",
            **typed_day("starts_on", date(2025, 1, 6)),
            "member": people.viewer.email,
            "corrects": "holder-2025-01-06",
            "why": "It was Vera",
        },
    )

    page = body(client.get(place))
    assert "Olive Owner <br><span" in page
    assert "Wrong, and corrected" in page
    assert entry not in page
    assert "Holder from 6 January 2025: Vera Viewer" in page
    held = Post.objects.held_by(people.viewer, date(2026, 6, 1))
    assert list(held) == [people.post]


def test_set_holder_offers_no_former_member(client, people):
    client.force_login(people.manager)

    page = body(client.get(address(people, "holder-create")))

    assert "Vera Viewer" in page
    assert "Fay Former" not in page


def test_set_holder_after_the_record_shows_that_day(client, people):
    people.plan.record_ends_on = date(2022, 3, 21)
    people.plan.save()
    client.force_login(people.manager)

    response = client.post(
        address(people, "holder-create"),
        {
            "kind": "holder",
            "name": "Paul Partner",
            **typed_day("starts_on", date(2026, 6, 1)),
        },
    )

    assert response.url == address(people, "people") + "?on=2026-06-01"
    assert "Paul Partner" in body(client.get(response.url))
