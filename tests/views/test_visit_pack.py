"""The page of a visit pack: who reads it, which evidence opens, how it reads."""

from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    EvidenceFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, words

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 18  # one more for who may not open all evidence


@pytest.fixture
def people():
    """R-001 of V-2026-01, answered by an action with evidence; V-2026-02 is a draft."""
    people = plan_with_people()
    visit = VisitFactory(plan=people.plan, published=True)
    row = RecommendationFactory(visit=visit, text="The quality of plans.")
    action = ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    AnswerFactory(action=action, part=row.parts.get())
    EvidenceFactory(action=action, title="Audit of plans")
    VisitFactory(plan=people.plan, starts_on=date(2026, 9, 1), is_published=False)
    return people


def pack(people, ref="V-2026-02"):
    return address("visit-pack", people.plan, ref)


def text_of(response):
    return words(response.content.decode())


def test_manager_prepares_the_pack_of_a_draft(people, client):
    client.force_login(people.manager)

    answer = client.get(pack(people))

    text = text_of(answer)
    assert "Visit pack: V-2026-02 Monitoring visit, 1 to 2 September 2026" in text
    assert "R-001 The quality of plans. Answered 1 action" in text
    assert "Since the last visit" in text
    assert 'href="#R-001"' in answer.content.decode()
    assert 'id="R-001"' in answer.content.decode()


def test_draft_is_for_managers(people, client):
    client.force_login(people.board_member)

    assert client.get(pack(people)).status_code == 404
    assert client.get(pack(people, "V-2026-01")).status_code == 200


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        pytest.param("board_member", True, id="board member"),
        pytest.param("owner", True, id="its owner"),
        pytest.param("viewer", False, id="viewer, such as an inspector"),
    ],
)
def test_evidence_opens_for_who_may_and_is_named_to_all(people, client, who, opens):
    visit = people.plan.visits.get(reference="V-2026-02")
    visit.is_published = True
    visit.save()
    client.force_login(getattr(people, who))

    answer = client.get(pack(people))

    link = address("evidence-detail", people.plan, "A-001", 1)
    assert "Audit of plans Audit, 1 June 2026" in text_of(answer)
    assert (f'href="{link}"' in answer.content.decode()) == opens


def test_pack_of_an_earlier_day_says_so(people, client):
    client.force_login(people.manager)

    text = text_of(client.get(pack(people), {"on": "2026-05-01"}))

    assert "As at 1 May 2026." in text
    assert "None by this day" in text


def test_visit_leads_to_its_pack(people, client):
    client.force_login(people.viewer)

    answer = client.get(address("visit-detail", people.plan, "V-2026-01"))

    assert f'href="{pack(people, "V-2026-01")}"' in answer.content.decode()


def test_pack_without_areas_says_so(people, client):
    client.force_login(people.viewer)

    text = text_of(client.get(pack(people, "V-2026-01")))

    assert "Nothing is in the pack" in text


@pytest.mark.parametrize("count", [1, 50])
def test_page_queries(people, client, django_assert_num_queries, count):
    client.force_login(people.manager)
    visit = people.plan.visits.get(reference="V-2026-01")
    for _ in range(count):
        row = RecommendationFactory(visit=visit)
        action = ActionFactory(plan=people.plan, owned=True, in_progress=True)
        AnswerFactory(action=action, part=row.parts.get())
        ProgressUpdateFactory(action=action)

    with django_assert_num_queries(PAGE_QUERIES):
        answer = client.get(pack(people))

    assert len(answer.context["pack"].areas) == count + 1
