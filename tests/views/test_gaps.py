"""A gap that is filled by hand, or open again, and how pages tell of it."""

import pytest

from tests.factories import GapFactory, PlanMembershipFactory, VisitFactory
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, words
from tracker.models import Gap

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 5  # session, person, plan, gap, visits


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client


@pytest.fixture
def gap(people):
    return GapFactory(plan=people.plan, what="The letter of 2016", how_many=18)


def text(response):
    return words(response.content.decode())


def test_gap_is_filled_and_the_list_says_with_what_when_and_by_whom(
    people, manager, gap
):
    VisitFactory(plan=people.plan, reference="V-2026-01")
    listed = text(manager.get(address("visit-list", people.plan)))
    assert "Known to exist but not held (1)" in listed

    response = manager.post(
        address("gap-fill", people.plan, gap.reference),
        {"visit": "V-2026-01", "note": "17 of 18 came"},
        follow=True,
    )

    shown = text(response)
    assert "G-001 is filled." in shown
    assert "Known to exist but not held" not in shown
    assert "Not held once, and held now (1)" in shown
    assert "G-001: The letter of 2016 (18). Filled on" in shown
    assert "by Mary Manager with V-2026-01 : 17 of 18 came." in shown


def test_visit_is_asked_for(people, manager, gap):
    response = manager.post(address("gap-fill", people.plan, gap.reference))

    assert beside_fields(response) == {"visit": "Select visit that brought it"}
    assert not Gap.objects.get().is_filled


def test_visit_of_another_plan_is_refused(people, manager, gap):
    visit = VisitFactory(reference="V-2019-09")

    response = manager.post(
        address("gap-fill", people.plan, gap.reference), {"visit": visit.reference}
    )

    assert [*beside_fields(response)] == ["visit"]


def test_gap_that_is_filled_is_not_filled_again(people, manager):
    gap = GapFactory(plan=people.plan, filled=True)

    response = manager.post(
        address("gap-fill", people.plan, gap.reference),
        {"visit": gap.filled_visit.reference},
    )

    assert summary(response) == ["G-001 was filled on 1 June 2026 already."]


def test_gap_is_opened_again_with_a_reason(people, manager):
    gap = GapFactory(plan=people.plan, filled=True)
    page = address("gap-reopen", people.plan, gap.reference)

    assert beside_fields(manager.post(page)) == {"why": "Say why it is not filled"}
    response = manager.post(page, {"why": "Another report."}, follow=True)

    assert "G-001 is open again." in text(response)
    assert not Gap.objects.get().is_filled
    assert summary(manager.post(page, {"why": "So."})) == ["G-001 is open already."]


def test_only_managers_are_offered_to_fill(people, manager, client, gap):
    link = address("gap-fill", people.plan, gap.reference)
    page = address("visit-list", people.plan)
    assert link in manager.get(page).content.decode()

    client.force_login(people.viewer)

    assert link not in client.get(page).content.decode()


def test_page_of_a_record_shows_what_is_held_now(people, manager):
    plan = people.plan
    plan.record_ends_on = "2022-03-21"
    plan.save()
    GapFactory(plan=plan, what="The text of 18 areas", how_many=18, filled=True)

    shown = text(manager.get(address("plan-detail", plan)))

    assert "No gap is left." in shown
    assert "Not held once, and held now G-001: The text of 18 areas (18)." in shown


def test_gap_of_another_plan_is_not_found(people, manager):
    gap = GapFactory()

    for name in ("gap-fill", "gap-reopen"):
        page = address(name, people.plan, gap.reference)
        assert manager.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_page_asks_as_often_for_one_visit_as_for_fifty(
    people, manager, gap, django_assert_num_queries, count
):
    VisitFactory.create_batch(count, plan=people.plan)
    PlanMembershipFactory.create_batch(count, plan=people.plan)

    with django_assert_num_queries(PAGE_QUERIES):
        manager.get(address("gap-fill", people.plan, gap.reference))
