"""The first page of a plan: who sees it, for which day, and where it leads."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    EvidenceFactory,
    GapFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureValueFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tracker.dates import last_ended_period

pytestmark = pytest.mark.django_db

LAST_DAY = date(2022, 3, 21)


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


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


# Who may open it


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 200),
        ("owner", 200),
        ("board_member", 200),
        ("moderator", 200),
        ("manager", 200),
        ("superuser", 200),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_plan_detail_only_inside_the_plan(client, people, readers, who, status):
    assert page_of(client, people, who).status_code == status
    assert page_of(client, readers, who).status_code == status


def test_plan_detail_signed_out_asks_to_sign_in(client, people):
    response = client.get(address(people))

    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={address(people)}"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_plan_detail_wrong_method(client, people, method):
    client.force_login(people.manager)

    assert getattr(client, method)(address(people)).status_code == 405


# For which day


def test_plan_detail_shows_today(client, people):
    response = page_of(client, people)

    assert response.context["report"].on == timezone.localdate()
    assert "No action is tracked yet." in text_of(response)
    assert "shown as they stand now" not in text_of(response)


def test_plan_detail_of_a_past_day_says_so(client, people):
    ActionFactory(plan=people.plan, standing__taken_up_on=date(2026, 3, 2))

    response = page_of(client, people, on="2026-03-01")
    later = page_of(client, people, on="2026-03-02")

    said = "As at 1 March 2026. Wording, themes and links are shown as they stand now."
    assert said in text_of(response)
    assert "No action was tracked on that day." in text_of(response)
    assert "1 of 1 tracked action was still to be delivered." in text_of(later)


@pytest.mark.parametrize(
    "typed",
    ["yesterday", "2026-02-30", "0001-01-01", "1899-12-31", "31/03/2026", "9" * 400],
)
def test_plan_detail_with_a_day_that_is_none_says_so_and_shows_today(
    client, people, typed
):
    response = page_of(client, people, on=typed)

    today = timezone.localdate()
    assert response.status_code == 200
    assert response.context["asked"].on == today
    assert response.context["asked"].problem == (
        f"“{typed[:20]}” is not a day. Write it like {today}."
    )
    assert response.context["asked"].problem in text_of(response)


def test_plan_detail_of_a_day_to_come_is_refused(client, people):
    response = page_of(client, people, on=timezone.localdate() + timedelta(days=1))

    assert "has not come yet. A page can be shown for today" in text_of(response)
    assert response.context["report"].on == timezone.localdate()


# What it shows, and where it leads


def test_plan_detail_numbers_lead_to_the_rows_they_count(client, people):
    today = timezone.localdate()
    late = ActionFactory(
        plan=people.plan,
        due_on=today - timedelta(days=3),
        in_progress=True,
        standing__taken_up_on=today,
    )
    RecommendationFactory(plan=people.plan)

    page = page_of(client, people)
    links = page.context["links"]
    overdue = client.get(links["overdue"])
    unanswered = client.get(links["recommendations"])

    assert links["overdue"].replace("&", "&amp;") in text_of(page)
    assert list(overdue.context["page"].object_list) == [late]
    assert unanswered.context["page"].paginator.count == 1
    assert links["stale"] == f"{links['board']}#exceptions-stale"
    assert client.get(links["board"]).status_code == 200


def test_plan_detail_of_a_past_day_leads_to_the_report_of_that_day(client, people):
    page = page_of(client, people, on="2026-03-01")

    links = page.context["links"]
    board = reverse("tracker:report-preview", args=[people.plan.slug, "board"])
    assert links["overdue"] == f"{board}?on=2026-03-01#exceptions-overdue"
    assert links["recommendations"] == f"{board}?on=2026-03-01#unanswered"


def test_plan_detail_leads_to_places_that_the_board_pack_has(client, people):
    links = page_of(client, people, on="2026-03-01").context["links"]
    pack = client.get(links["board"]).content.decode()

    anchors = {link.partition("#")[2] for link in links.values()} - {""}
    assert anchors
    assert {anchor for anchor in anchors if f'id="{anchor}"' not in pack} == set()


def test_plan_detail_says_what_needs_attention_in_words(client, people):
    today = timezone.localdate()
    ActionFactory.create_batch(
        6,
        plan=people.plan,
        owner_post=people.post,
        due_on=today - timedelta(days=2),
        in_progress=True,
        standing__taken_up_on=today,
    )
    visit = VisitFactory(plan=people.plan, published=True)
    VisitCheckFactory(visit=visit, action=people.plan.actions.first())
    GapFactory(plan=people.plan)

    said = text_of(page_of(client, people))

    for words in (
        "6 of 6 tracked actions are still to be delivered.",
        "All 6 overdue actions",
        "Olive Owner",
        f"{visit.reference} Monitoring visit, 21 to 22 April 2026",
        "It checked 1 action and 0 recommendations.",
        "Its letter was published on 18 May 2026.",
        "5 tracked actions that no visit has checked",
        "0 of 6 tracked actions (0%) with evidence",
        "1 thing known to exist, but not held here",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"letter_published_on": date(2026, 5, 18)}, "later, on 18 May 2026."),
        ({"letter_published_on": date(2026, 4, 30)}, "published on 30 April 2026."),
    ],
)
def test_plan_detail_letter_of_the_latest_visit(client, people, values, said):
    VisitFactory(plan=people.plan, **values)

    assert said in text_of(page_of(client, people, on="2026-05-01"))


def test_plan_detail_of_a_fictional_plan_says_so(client):
    people = plan_with_people(is_fictional=True)

    assert "Fictional plan." in text_of(page_of(client, people))


@pytest.mark.parametrize("rows", [1, 50])
def test_plan_detail_reads_in_few_queries(
    client, people, rows, django_assert_num_queries
):
    for _ in range(rows):
        action = ActionFactory(plan=people.plan, owned=True, overdue=True)
        AnswerFactory(action=action)
        ProgressUpdateFactory(action=action)
        VisitCheckFactory(action=action)
        EvidenceFactory(action=action)

    client.force_login(people.viewer)

    with django_assert_num_queries(12):
        client.get(address(people))


def test_dashboard_counts_measures_and_leads_to_them(client, people):
    month = last_ended_period(timezone.localdate(), 1)
    measure = MeasureTargetFactory(plan=people.plan).measure
    MeasureValueFactory(measure=measure, starts_on=month.starts_on, value=Decimal(10))
    MeasureFactory(plan=people.plan)

    page = " ".join(page_of(client, people).content.decode().split())

    assert "0 of 2 measures on target" in page
    assert "measures/?status=off_target" in page
    assert "measures/?due=on" in page
    assert "measures/?contradicted=on" not in page


def test_dashboard_without_measures_says_nothing_of_them(client, people):
    page = page_of(client, people)

    assert "How the measures stand" not in page.content.decode()
