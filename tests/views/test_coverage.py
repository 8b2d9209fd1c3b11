"""The page of the parts that no action answers, and its file."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    RecommendationFactory,
    ThemeFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, words

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 7


@pytest.fixture
def people():
    """R-001 of two parts; a closed action answers the second."""
    people = plan_with_people()
    visit = VisitFactory(plan=people.plan, starts_on=date(2026, 1, 5), published=True)
    row = RecommendationFactory(visit=visit, parts=["Plans", "Reviews"])
    part = row.parts.get(number=2)
    part.theme = ThemeFactory(plan=people.plan, name="Planning")
    part.save()
    AnswerFactory(action=ActionFactory(plan=people.plan, closed=True), part=part)
    return people


def text_of(response):
    return words(response.content.decode())


def test_page_offers_the_manager_an_action_for_each_part(people, client):
    client.force_login(people.manager)

    answer = client.get(address("coverage", people.plan))

    text = text_of(answer)
    create = address("action-create", people.plan)
    assert "0 of 2 parts (0%) are answered by a tracked action" in text
    assert "Unanswered 1" in text
    assert (
        "Reviews (Planning) Does not count, closed: A-001 Improve supervision" in text
    )
    for number in (1, 2):
        assert f'href="{create}?part=R-001.{number}"' in answer.content.decode()


def test_page_offers_others_nothing_to_add(people, client):
    client.force_login(people.board_member)

    assert "Add an action" not in text_of(client.get(address("coverage", people.plan)))


def test_page_of_an_earlier_day_says_so(people, client):
    client.force_login(people.viewer)

    text = text_of(client.get(address("coverage", people.plan), {"on": "2026-01-05"}))

    assert "As at 5 January 2026." in text
    assert "No recommendation had been raised by this day." in text


def test_page_says_when_all_is_answered(people, client):
    client.force_login(people.viewer)
    for part in people.plan.recommendations.get().parts.all():
        AnswerFactory(action=ActionFactory(plan=people.plan), part=part)

    text = text_of(client.get(address("coverage", people.plan)))

    assert "Every part of every recommendation is answered." in text


def test_file_has_a_row_a_part(people, client):
    client.force_login(people.viewer)

    answer = client.get(address("coverage-export", people.plan, "csv"))

    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[2].endswith(",V-2026-01,2,Reviews,Planning,A-001 (closed)")


@pytest.mark.parametrize("name", ["recommendation-list", "plan-detail"])
def test_page_is_led_to_from_list_and_dashboard(people, client, name):
    client.force_login(people.viewer)

    answer = client.get(address(name, people.plan))

    assert f'href="{address("coverage", people.plan)}' in answer.content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_page_queries(people, client, django_assert_num_queries, count):
    client.force_login(people.viewer)
    visit = people.plan.visits.get()
    RecommendationFactory.create_batch(count, visit=visit)

    with django_assert_num_queries(PAGE_QUERIES):
        answer = client.get(address("coverage", people.plan))

    assert len(answer.context["report"].unanswered) == count + 1
