"""The first page of a plan read from documents."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    GapFactory,
    RecommendationFactory,
    SourceFactory,
    VisitFactory,
)
from tests.people import plan_with_people

pytestmark = pytest.mark.django_db

LAST_DAY = date(2022, 3, 21)


@pytest.fixture
def readers():
    """A plan read from documents, with everybody who may ask."""
    return plan_with_people(record_ends_on=LAST_DAY)


def address(people):
    """Where the first page of the plan is."""
    return reverse("tracker:plan-detail", args=[people.plan.slug])


def page_of(client, people, who="viewer", **query):
    """The first page of the plan, as somebody sees it."""
    client.force_login(getattr(people, who))
    return client.get(address(people), query)


def text_of(response):
    """The page as text, on one line."""
    return " ".join(response.content.decode().split())


def test_plan_detail_of_documents_is_shown_for_the_last_day(client, readers):
    response = page_of(client, readers)

    assert response.context["page"].on == LAST_DAY
    assert "What the documents say, up to 21 March 2022" in text_of(response)
    assert "As at" not in text_of(response)


def test_plan_detail_of_documents_for_an_earlier_day(client, readers):
    response = page_of(client, readers, on="2017-07-12")

    assert response.context["page"].on == date(2017, 7, 12)
    assert "As at 12 July 2017." in text_of(response)


def test_plan_detail_of_documents_with_a_bad_day_is_the_last_one(client, readers):
    response = page_of(client, readers, on="soon")

    assert "“soon” is not a day. Write it like 2022-03-21." in text_of(response)
    assert response.context["page"].on == LAST_DAY


def test_plan_detail_of_documents_today_is_the_dashboard(client, readers):
    today = timezone.localdate()

    response = page_of(client, readers, on=today)

    assert response.context["report"].on == today
    assert "What the documents say, up to 21 March 2022" in text_of(response)


def test_plan_detail_of_documents_offers_the_manager_what_to_take_up(client, readers):
    letter = SourceFactory(plan=readers.plan, code="004", published_on=LAST_DAY)
    for _ in range(2):
        ActionFactory(plan=readers.plan, recorded=True, source=letter)
    area = RecommendationFactory(
        plan=readers.plan, visit__starts_on=date(2022, 2, 16), parts=["Plans"]
    )

    seen = text_of(page_of(client, readers, "viewer"))
    managed = text_of(page_of(client, readers, "manager"))

    button, offer = "Take up the actions of 2022 (2)", f"?part={area.reference}.1"
    assert [button in seen, offer in seen] == [False, False]
    assert [button in managed, offer in managed] == [True, True]
    actions = reverse("tracker:action-list", args=[readers.plan.slug])
    listed = client.get(actions, {"document": "004", "status": "recorded"})
    assert f"{actions}?document=004&amp;status=recorded" in managed
    assert listed.context["page"].paginator.count == 2


def test_plan_detail_of_documents_tells_of_tracked_actions(client, readers):
    plan = readers.plan
    ActionFactory(plan=plan, recorded=True)
    ActionFactory(plan=plan, in_progress=True)

    said = text_of(page_of(client, readers))

    assert "1 action recorded from documents, 0 said to be done, none verified" in said
    assert "1 action is tracked:" in said
    assert f"?on={timezone.localdate()}" in said


def test_plan_detail_of_documents_tells_what_is_there_and_what_is_not(client, readers):
    plan = readers.plan
    visits = [
        VisitFactory(
            plan=plan,
            starts_on=date(year, 3, 1),
            ordinal=ordinal,
            ordinal_basis="stated",
        )
        for year, ordinal in ((2017, 1), (2019, 3))
    ]
    GapFactory(plan=plan, what="Monitoring visit 2", how_many=1, caution="Expected.")
    GapFactory(plan=plan, what="A rating for any action")
    ActionFactory(
        plan=plan,
        recorded=True,
        due_on=date(2022, 3, 28),
        due_precision="day",
        title="Meet in person",
    )

    said = text_of(page_of(client, readers))

    for words in (
        "The documents count 3 monitoring visits: 0 described, 2 dated only, 1 not held.",
        "Not held. Expected.",
        visits[0].reference,
        "<strong>28 March 2022</strong>",
        "A-001 Meet in person",
        "No later document says what happened.",
        "2 things are known to exist, or to have happened, and not held here.",
        "Monitoring visit 2 (1 not held)",
        "A rating for any action",
    ):
        assert words in said


@pytest.mark.parametrize("rows", [1, 50])
def test_plan_detail_of_documents_reads_in_few_queries(
    client, readers, rows, django_assert_num_queries
):
    visit = VisitFactory(plan=readers.plan, starts_on=date(2022, 2, 16))
    for _ in range(rows):
        area = RecommendationFactory(plan=readers.plan, visit=visit)
        action = ActionFactory(plan=readers.plan, recorded=True)
        AnswerFactory(part=area.parts.get(), action=action)
        GapFactory(plan=readers.plan)
    client.force_login(readers.manager)

    with django_assert_num_queries(11):
        client.get(address(readers))
