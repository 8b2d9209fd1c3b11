"""Each filter of the list of actions."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    DueDateChangeFactory,
    PlanFactory,
    PostFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    SourceFactory,
    ThemeFactory,
    VisitCheckFactory,
    WorkstreamFactory,
)
from tracker.choices import ActionStatus, Rating
from tracker.filters.actions import ActionFilter
from tracker.models import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def asked(plan, today):
    """Asks for actions as an address does."""

    def ask(address=""):
        rows = Action.objects.filter(plan=plan).for_list(today)
        return ActionFilter(QueryDict(address), rows, plan=plan, on=today)

    return ask


def found(filterset):
    assert filterset.is_valid(), filterset.errors
    return [action.reference for action in filterset.qs]


# What narrows


def test_empty_filter_finds_all_of_the_plan(plan, asked):
    ActionFactory.create_batch(2, plan=plan)
    ActionFactory()  # of another plan

    assert found(asked()) == ["A-001", "A-002"]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        pytest.param({"title": "Train all managers"}, "train", id="title"),
        pytest.param({"output": "A course"}, "course", id="output"),
        pytest.param({"outcome": "Regular supervision"}, "regular", id="outcome"),
        pytest.param({"impact": "Fewer moves"}, "moves", id="impact"),
        pytest.param({"owner_words": "Head of service"}, "head", id="owner words"),
        pytest.param({}, "a-001", id="reference"),
        pytest.param(
            {"title": "Train all managers", "impact": "Fewer moves"},
            "moves+train",
            id="every word, in any place",
        ),
    ],
)
def test_text_finds_words_anywhere(plan, asked, values, text):
    ActionFactory(plan=plan, **values)
    ActionFactory(plan=plan, title="Something else", impact="Fewer")

    assert found(asked(f"q={text}")) == ["A-001"]


def test_text_finds_the_words_of_the_document(plan, asked):
    ActionFactory(plan=plan)
    source = SourceFactory(plan=plan)
    ActionFactory(plan=plan, recorded=True, source=source, quote="it is imminent")

    assert found(asked("q=imminent")) == ["A-002"]


def test_text_is_a_text_and_no_pattern(plan, asked):
    ActionFactory(plan=plan, title="Reach 100% of children")
    ActionFactory(plan=plan, title="Reach 100 children")

    assert found(asked("q=100%25")) == ["A-001"]


def test_status(plan, asked):
    for status in ActionStatus.values:
        ActionFactory(plan=plan, status=status)
    ActionFactory(plan=plan, recorded=True)

    references = [found(asked(f"status={status}")) for status in ActionStatus.values]

    assert references == [[f"A-00{number}"] for number in range(1, 7)]
    assert found(asked("status=recorded")) == ["A-007"]


def test_rating_is_the_reported_one(plan, asked, today):
    late = ActionFactory(plan=plan, overdue=True)
    ProgressUpdateFactory(action=late, rating=Rating.GREEN)
    said = ActionFactory(plan=plan, in_progress=True)
    ProgressUpdateFactory(action=said, rating=Rating.GREEN)
    ActionFactory(plan=plan, in_progress=True)

    assert found(asked("rating=red")) == ["A-001"]
    assert found(asked("rating=green")) == ["A-002"]
    assert found(asked("rating=not_rated")) == ["A-003"]


def test_owner_workstream_and_theme_go_by_their_names_in_addresses(plan, asked):
    post = PostFactory(plan=plan, slug="head-of-safeguarding")
    stream = WorkstreamFactory(plan=plan, slug="practice")
    theme = ThemeFactory(plan=plan, slug="supervision")
    recommendation = RecommendationFactory(plan=plan, parts=0)
    part = recommendation.parts.create(number=1, text="Supervision", theme=theme)
    ActionFactory(plan=plan, owner_post=post)
    ActionFactory(plan=plan, workstream=stream)
    AnswerFactory(action=ActionFactory(plan=plan), part=part)

    assert found(asked("owner=head-of-safeguarding")) == ["A-001"]
    assert found(asked("workstream=practice")) == ["A-002"]
    assert found(asked("theme=supervision")) == ["A-003"]


def test_checked_and_never_checked(plan, asked):
    VisitCheckFactory(action=ActionFactory(plan=plan))
    ActionFactory(plan=plan)

    assert found(asked("checked=checked")) == ["A-001"]
    assert found(asked("checked=never_checked")) == ["A-002"]


def test_document_is_asked_of_a_plan_read_from_documents(today):
    plan = PlanFactory(from_documents=True)
    source = SourceFactory(plan=plan, code="004")
    ActionFactory(plan=plan, recorded=True, source=source)
    ActionFactory(plan=plan, recorded=True)
    rows = Action.objects.filter(plan=plan).for_list(today)

    filterset = ActionFilter(QueryDict("document=004"), rows, plan=plan, on=today)

    assert found(filterset) == ["A-001"]


def test_document_is_not_asked_of_a_plan_of_its_own(asked):
    assert "document" not in asked().form.fields


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param(
            "due_from_day=1&due_from_month=7&due_from_year=2026",
            ["A-002", "A-003"],
            id="from a day, that day too",
        ),
        pytest.param(
            "due_to_day=1&due_to_month=July&due_to_year=2026",
            ["A-001", "A-002"],
            id="to a day, that day too",
        ),
        pytest.param(
            "due_from_day=1&due_from_month=7&due_from_year=2026"
            "&due_to_day=1&due_to_month=7&due_to_year=2026",
            ["A-002"],
            id="one day",
        ),
    ],
)
def test_due_window(plan, asked, address, expected):
    for due_on in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2), None):
        ActionFactory(plan=plan, due_on=due_on, undated=due_on is None)

    assert found(asked(address)) == expected


def test_overdue_is_open_and_past_its_date(plan, asked, today):
    ActionFactory(plan=plan, due_on=today)
    ActionFactory(plan=plan, due_on=today - timedelta(days=1))
    ActionFactory(plan=plan, due_on=today - timedelta(days=1), delivered=True)

    assert found(asked("overdue=on")) == ["A-002"]
    assert found(asked("overdue=")) == ["A-001", "A-002", "A-003"]


# What is not known


@pytest.mark.parametrize(
    ("address", "field"),
    [
        pytest.param("status=done", "status", id="status"),
        pytest.param("rating=purple", "rating", id="rating"),
        pytest.param("owner=nobody", "owner", id="owner"),
        pytest.param("owner=%00", "owner", id="owner of null"),
        pytest.param("workstream=x", "workstream", id="workstream"),
        pytest.param("theme=x", "theme", id="theme"),
        pytest.param("checked=maybe", "checked", id="checked"),
        pytest.param("overdue=banana", "overdue", id="overdue"),
        pytest.param("sort=colour", "sort", id="sort"),
        pytest.param("q=%00", "q", id="text of null"),
        pytest.param("q=" + "a+" * 60, "q", id="text too long"),
        pytest.param("due_from_day=31", "due_from", id="half a day"),
        pytest.param(
            "due_to_day=31&due_to_month=2&due_to_year=2026", "due_to", id="no day"
        ),
        pytest.param(
            "due_from_day=2&due_from_month=7&due_from_year=2026"
            "&due_to_day=1&due_to_month=7&due_to_year=2026",
            "due_to",
            id="last day before the first",
        ),
    ],
)
def test_value_that_is_not_known_is_an_error(asked, address, field):
    filterset = asked(address)

    assert not filterset.is_valid()
    assert list(filterset.errors) == [field]
    assert filterset.narrowing == []


def test_post_of_another_plan_is_not_known(asked):
    PostFactory(slug="head-of-health")

    assert list(asked("owner=head-of-health").errors) == ["owner"]


# In words


def test_narrowing_says_what_was_asked_in_words(plan, asked):
    PostFactory(plan=plan, slug="head", title="Head of safeguarding")

    filterset = asked(
        "q=train&status=in_progress&owner=head&overdue=on&sort=title"
        "&due_from_day=1&due_from_month=6&due_from_year=2026"
    )

    assert filterset.narrowing == [
        ("Search", "train"),
        ("Status", "In progress"),
        ("Owner", "Head of safeguarding"),
        ("Due from", "1 June 2026"),
        ("Overdue only", "Yes"),
    ]


def test_choices_are_read_in_one_query(plan, asked, django_assert_num_queries):
    PostFactory(plan=plan, slug="head", title="Head of safeguarding")
    ThemeFactory(plan=plan, slug="supervision", name="Supervision")
    form = asked().form

    with django_assert_num_queries(1):
        choices = {
            name: list(form.fields[name].choices)
            for name in ("owner", "workstream", "theme")
        }

    assert choices == {
        "owner": [("", "Any"), ("head", "Head of safeguarding")],
        "workstream": [("", "Any")],
        "theme": [("", "Any"), ("supervision", "Supervision")],
    }


def test_moved_finds_due_dates_that_moved_twice_or_more(plan, asked):
    for count in (0, 1, 2, 3):
        action = ActionFactory(plan=plan, in_progress=True)
        for _ in range(count):
            DueDateChangeFactory(action=action, approved=True)
        DueDateChangeFactory(action=action, refused=True)

    assert found(asked("moved=twice")) == ["A-003", "A-004"]
    assert asked("moved=twice").narrowing == [("Due date moved", "Twice or more")]
    assert not asked("moved=often").is_valid()
