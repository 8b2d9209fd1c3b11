"""The board report page: who sees it, for which days, and what it tells."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    OwnerChangeFactory,
    PostFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    SourceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tracker.dates import add_months

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


def address(people):
    """Where the report is."""
    return reverse("tracker:board-report", args=[people.plan.slug])


def page_of(client, people, who="viewer", **query):
    """The report, as somebody sees it."""
    client.force_login(getattr(people, who))
    return client.get(address(people), query)


def text_of(response):
    """The page as text, on one line."""
    return " ".join(response.content.decode().split())


def typed(**days):
    """Days as they are typed in three boxes each."""
    return {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


# Who may open it


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 200),
        ("board_member", 200),
        ("manager", 200),
        ("superuser", 200),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_board_report_only_inside_the_plan(client, people, who, status):
    assert page_of(client, people, who).status_code == status


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_board_report_wrong_method(client, people, method):
    client.force_login(people.manager)

    assert getattr(client, method)(address(people)).status_code == 405


# For which days


def test_board_report_shows_today_and_three_months_back(client, people):
    report = page_of(client, people).context["report"]

    today = timezone.localdate()
    assert (report.on, report.since) == (today, add_months(today, -3))


def test_board_report_of_documents_shows_their_last_day(client):
    people = plan_with_people(record_ends_on=date(2022, 3, 21))

    report = page_of(client, people).context["report"]

    assert (report.on, report.since) == (date(2022, 3, 21), date(2021, 12, 21))


def test_board_report_of_a_past_day_says_so(client, people):
    response = page_of(client, people, on="2026-03-31", since="2026-01-01")

    report = response.context["report"]
    assert (report.on, report.since) == (date(2026, 3, 31), date(2026, 1, 1))
    assert "As at 31 March 2026. Wording, themes" in text_of(response)
    assert "What changed since 1 January 2026" in text_of(response)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"on": "soon"}, "“soon” is not a day."),
        ({"on": "2999-01-01"}, "1 January 2999 has not come yet."),
        (
            {"on": "2026-03-31", "since": "2026-03-31"},
            "Changes are shown since a day before 31 March 2026.",
        ),
        ({"on": "2026-03-31", "since": "x"}, "“x” is not a day."),
        ({"on": "1900-01-02"}, "Board report, 2 January 1900"),
    ],
)
def test_board_report_with_a_bad_day_says_so(client, people, query, sentence):
    response = page_of(client, people, **query)

    assert response.status_code == 200
    assert sentence in text_of(response)


def test_board_report_days_typed_lead_to_an_address_to_keep(client, people):
    days = typed(on=date(2026, 3, 31), since=date(2026, 1, 1))

    response = page_of(client, people, **days)

    assert response.status_code == 302
    kept = f"{address(people)}?on=2026-03-31&since=2026-01-01"
    assert response["Location"] == kept


def test_board_report_earlier_day_may_stay_empty(client, people):
    days = {**typed(on=date(2026, 3, 31)), "since_day": "", "since_month": ""}

    response = page_of(client, people, **days)

    assert response["Location"] == f"{address(people)}?on=2026-03-31"


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (
            {"on_day": "31", "on_month": "2", "on_year": "2026"},
            "Day of the report must be a real date",
        ),
        (
            {"on_day": "", "on_month": "", "on_year": ""},
            "Enter the day of the report",
        ),
        (
            typed(on=date(2999, 1, 1)),
            "Give today or a day in the past.",
        ),
        (
            typed(on=date(2026, 3, 31), since=date(2026, 3, 31)),
            "Give a day before the day of the report.",
        ),
    ],
)
def test_board_report_days_typed_wrongly_are_shown_again(
    client, people, days, sentence
):
    response = page_of(client, people, **days)

    assert response.status_code == 200
    assert "<title>Error: Board report" in text_of(response)
    assert sentence in text_of(response)
    assert response.context["report"].on == timezone.localdate()


# What it tells


def test_board_report_tells_what_is_late_what_changed_and_what_was_found(client):
    people = plan_with_people(is_fictional=True)
    plan, today = people.plan, timezone.localdate()
    late = ActionFactory(
        plan=plan,
        owner_post=people.post,
        in_progress=True,
        due_on=today - timedelta(days=12),
        standing__taken_up_on=today - timedelta(days=60),
    )
    ProgressUpdateFactory(action=late, made_on=today, rating="green", percent=40)
    OwnerChangeFactory(
        action=late,
        from_post=PostFactory(plan=plan, title="Former head"),
        to_post=people.post,
        changed_on=today,
    )
    visit = VisitFactory(plan=plan, scope="Supervision in all teams")
    letter = SourceFactory(plan=plan, code="004")
    VisitCheckFactory(
        visit=visit, action=late, sustained="no", quote="Not yet.", source=letter
    )
    RecommendationFactory(plan=plan, visit=visit, parts=["Recording", "Plans"])

    said = text_of(page_of(client, people))

    for words in (
        "Fictional plan.",
        "1 tracked action, 1 still to be delivered: 1 overdue, 0 due in the next 28 days",
        "0 of 2 parts of recommendations (0%) answered by a tracked action",
        "12 days late",
        "Olive Owner",
        "40% on",
        "Former head to Head of safeguarding",
        "New: not started",
        "Not started to in progress",
        "2 of 2: Recording; Plans",
        "Supervision in all teams",
        "Not sustained",
        "“Not yet.”",
        "Ofsted, source 004",
        "What the ratings mean",
    ):
        assert words in said


def test_board_report_of_an_empty_plan_says_so_plainly(client, people):
    said = text_of(page_of(client, people))

    for words in (
        "No action was tracked on that day",
        "Nothing is overdue.",
        "No status, owner or update was recorded.",
        "Every part of every recommendation is answered by a tracked action.",
        "No visit is recorded up to this day.",
    ):
        assert words in said


@pytest.mark.parametrize("rows", [1, 50])
def test_board_report_reads_in_few_queries(
    client, people, rows, django_assert_num_queries
):
    visit = VisitFactory(plan=people.plan)
    for _ in range(rows):
        action = ActionFactory(plan=people.plan, owned=True, overdue=True)
        AnswerFactory(action=action)
        ProgressUpdateFactory(action=action)
        VisitCheckFactory(action=action, visit=visit)
        RecommendationFactory(plan=people.plan, visit=visit)
    client.force_login(people.viewer)

    with django_assert_num_queries(17):
        client.get(address(people), {"since": "2026-01-01"})
