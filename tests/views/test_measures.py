"""Measures: the list, one of them, and what a plan manager changes."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from tests.factories import (
    FindingFactory,
    MeasureActionFactory,
    MeasureFactory,
    MeasureTargetFactory,
    MeasureThemeFactory,
    MeasureValueFactory,
    SourceFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, compared, summary
from tracker.dates import last_ended_period
from tracker.models import Change, Measure

pytestmark = pytest.mark.django_db

LIST_QUERIES = 8
PAGE_QUERIES = 10
CONTRADICTED_QUERIES = 13
EXPORT_QUERIES = 6
FORM_QUERIES = 9


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client


@pytest.fixture
def month():
    """The last month that has ended."""
    return last_ended_period(timezone.localdate(), 1)


@pytest.fixture
def measure(people, month):
    """A measure within tolerance, told for the last month."""
    measure = MeasureTargetFactory(
        plan=people.plan, measure__name="Visits made on time"
    ).measure
    MeasureValueFactory(
        measure=measure, starts_on=month.starts_on, value=Decimal("86.5")
    )
    return measure


def body(response):
    """The page as text, on one line."""
    content = response.getvalue() if response.streaming else response.content
    return unescape(" ".join(content.decode().split()))


def typed(**values):
    """What a manager types about a measure."""
    return {
        "name": "Visits made on time",
        "tells": "",
        "unit": "%",
        "polarity": "higher",
        "target": "95",
        "tolerance": "",
        "frequency": "monthly",
        "starts_on_day": "1",
        "starts_on_month": "1",
        "starts_on_year": "2026",
        "why": "The board asked for it.",
        "version": "1",
        **values,
    }


# The list


def test_list_shows_the_number_beside_the_status(people, measure, manager):
    text = body(manager.get(address("measure-list", people.plan)))

    assert "1 measure" in text
    assert "<strong>86.5%</strong>" in text
    assert "Within tolerance</strong>" in text
    assert "3.5 below target" in text
    assert "by 31 December 2026" in text


def test_list_begins_with_what_is_due(people, measure, manager):
    MeasureFactory(plan=people.plan, name="Caseload")

    answer = manager.get(address("measure-list", people.plan))

    shown = [row.measure.reference for row in answer.context["rows"]]
    assert shown == ["M-002", "M-001"]
    assert body(answer).count("Entry due") == 1
    assert "Nothing entered yet" in body(answer)


def test_list_tells_words_doubt_and_no_data_as_they_are(people, month, manager):
    source = SourceFactory(plan=people.plan)
    MeasureValueFactory(
        plan=people.plan, printed=True, source=source, value=None, said="most"
    )
    MeasureValueFactory(plan=people.plan, suspect=True)
    MeasureValueFactory(plan=people.plan, no_data=True)

    text = body(manager.get(address("measure-list", people.plan)))

    assert "“most”" in text
    assert "In doubt" in text
    assert "No data: The system was being changed." in text
    assert text.count(">No data</strong>") == 3


def test_list_says_where_inspectors_found_otherwise(people, measure, manager, month):
    theme = MeasureThemeFactory(measure=measure).theme
    MeasureValueFactory(
        corrects=measure.values.get(), correction=True, value=Decimal(96)
    )
    FindingFactory(visit=VisitFactory(plan=people.plan, published=True), theme=theme)

    text = body(manager.get(address("measure-list", people.plan)))

    assert "On target</strong>" in text
    assert "Inspectors found otherwise" in text


@pytest.mark.parametrize("who", ["viewer", "moderator", "owner", "board_member"])
def test_only_managers_are_offered_to_enter(people, client, measure, who):
    client.force_login(getattr(people, who))

    listed = body(client.get(address("measure-list", people.plan)))
    page = body(client.get(address("measure-detail", people.plan, "M-001")))

    assert "Enter numbers" not in listed
    assert "Add a measure" not in listed
    assert not {"Add a number", "Edit the measure", ">Correct<"} & set(page.split("  "))
    assert "values/add/" not in page


@pytest.mark.parametrize(
    "query", [{"status": "green"}, {"due": "yes"}, {"sort": "size"}, {"theme": "x"}]
)
def test_unknown_filter_value_is_an_error_and_shows_no_rows(
    people, measure, manager, query
):
    answer = manager.get(address("measure-list", people.plan), query)

    text = body(answer)
    assert answer.status_code == 200
    assert "There is a problem" in text
    assert "0 measures" in text
    assert "Visits made on time" not in text


def test_empty_list_says_why(people, manager):
    listed = address("measure-list", people.plan)

    assert "This plan has no measures yet." in body(manager.get(listed))
    assert "No measure fits." in body(manager.get(listed, {"q": "nothing"}))


def fill(plan, count):
    """So many measures with all that a row shows."""
    visit = VisitFactory(plan=plan, published=True)
    for _ in range(count):
        measure = MeasureTargetFactory(plan=plan).measure
        MeasureValueFactory(measure=measure, value=Decimal(95))
        MeasureValueFactory(measure=measure, series="england")
        theme = MeasureThemeFactory(measure=measure).theme
        FindingFactory(visit=visit, theme=theme)


@pytest.mark.parametrize("count", [1, 50])
def test_list_queries(people, manager, django_assert_num_queries, count):
    fill(people.plan, count)

    with django_assert_num_queries(LIST_QUERIES):
        answer = manager.get(address("measure-list", people.plan))

    assert len(answer.context["rows"]) == count


# The export


@pytest.mark.parametrize("count", [1, 50])
def test_export_queries(people, manager, django_assert_num_queries, count):
    fill(people.plan, count)

    with django_assert_num_queries(EXPORT_QUERIES):
        answer = manager.get(address("measure-export", people.plan, "csv"))
        assert len(answer.getvalue().splitlines()) == count + 1


def test_export_holds_what_the_filter_shows(people, measure, manager):
    MeasureFactory(plan=people.plan, name="Caseload")
    page = address("measure-export", people.plan, "csv")

    text = manager.get(page, {"q": "visits"}).getvalue().decode("utf-8-sig")

    assert "Visits made on time" in text
    assert "Caseload" not in text


def test_export_with_a_wrong_filter_goes_back_to_the_list(people, measure, manager):
    answer = manager.get(address("measure-export", people.plan, "csv") + "?due=x&q=a")

    expected = address("measure-list", people.plan) + "?due=x&q=a"
    assert (answer.status_code, answer["Location"]) == (302, expected)


# The page


def test_page_tells_the_measure_with_every_number(people, measure, manager, month):
    earlier = month.starts_on - timedelta(days=1)
    wrong = MeasureValueFactory(
        measure=measure, starts_on=earlier.replace(day=1), value=Decimal(70)
    )
    MeasureValueFactory(corrects=wrong, correction=True, value=Decimal(80))
    MeasureValueFactory(
        measure=measure, starts_on=month.starts_on, series="england", value=Decimal(75)
    )
    action = MeasureActionFactory(measure=measure).action

    text = body(manager.get(address("measure-detail", people.plan, "M-001")))

    assert "86.5%</span>" in text
    assert "Better: up 6.5 from 80%" in text
    assert "Corrected from 70%: Two teams were counted twice." in text
    assert "75%" in text
    assert "90% by 31 December 2026" in text
    assert action.title in text
    assert "history/?record=M-001" in text


def test_page_names_what_inspectors_found(people, measure, manager):
    theme = MeasureThemeFactory(measure=measure).theme
    MeasureValueFactory(
        corrects=measure.values.get(), correction=True, value=Decimal(96)
    )
    visit = VisitFactory(plan=people.plan, published=True)
    FindingFactory(visit=visit, theme=theme, text="Visits are rushed.")

    text = body(manager.get(address("measure-detail", people.plan, "M-001")))

    assert "On target, but inspectors found otherwise" in text
    assert "Visits are rushed." in text
    assert visit.name in text


def test_page_of_a_printed_number_shows_the_quote_and_offers_no_correction(
    people, manager
):
    MeasureValueFactory(
        plan=people.plan,
        printed=True,
        source=SourceFactory(plan=people.plan),
        suspect=True,
    )

    text = body(manager.get(address("measure-detail", people.plan, "M-001")))

    assert "We count 80." in text
    assert "The council, source" in text
    assert "The two systems differ." in text
    assert "/correct/" not in text


def test_measure_of_another_plan_is_not_found(people, manager):
    MeasureFactory(reference="M-007")

    for name in ("measure-detail", "measure-update", "value-create"):
        page = address(name, people.plan, "M-007")
        assert manager.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize(
    ("value", "queries"), [("50", PAGE_QUERIES), ("95", CONTRADICTED_QUERIES)]
)
@pytest.mark.usefixtures("cache_in_memory")
def test_page_queries(
    people, measure, manager, django_assert_num_queries, count, value, queries
):
    visit = VisitFactory(plan=people.plan, published=True)
    for number in range(count):
        month = f"{2018 + number // 12}-{number % 12 + 1:02}-01"
        MeasureValueFactory(
            measure=measure,
            starts_on=timezone.datetime.fromisoformat(month).date(),
        )
        theme = MeasureThemeFactory(measure=measure).theme
        FindingFactory(visit=visit, theme=theme)
        MeasureActionFactory(measure=measure)
    MeasureValueFactory(
        corrects=measure.values.first(), correction=True, value=Decimal(value)
    )

    with django_assert_num_queries(queries):
        manager.get(address("measure-detail", people.plan, "M-001"))


@pytest.mark.usefixtures("cache_in_memory")
def test_page_draws_the_numbers_against_the_target(people, measure, manager):
    for month, value in ((4, "50"), (5, "60")):
        MeasureValueFactory(
            measure=measure, starts_on=date(2026, month, 1), value=Decimal(value)
        )

    content = manager.get(address("measure-detail", people.plan, "M-001")).content

    assert b"Against the target" in content
    assert b"<svg" in content


# The forms


def test_add_a_measure_with_its_target(people, manager):
    theme = MeasureThemeFactory(plan=people.plan).theme

    answer = manager.post(
        address("measure-create", people.plan),
        typed(name="Caseload", themes=[theme.slug]),
    )

    added = people.plan.measures.get(name="Caseload")
    assert answer["Location"] == address("measure-detail", people.plan, "M-002")
    assert added.targets.get().set_by == people.manager
    assert added.theme_links.get().theme == theme
    assert Change.objects.of(added).get().by == people.manager


def test_refused_measure_keeps_what_was_typed(people, manager):
    answer = manager.post(
        address("measure-create", people.plan), typed(target="most", tells="All.")
    )

    text = body(answer)
    assert "Error: Add a measure" in text
    assert beside_fields(answer) == {
        "target": "Enter a number, like 85 or 12.5. Words such as “most” are not numbers"
    }
    assert summary(answer) == list(beside_fields(answer).values())
    assert 'value="most"' in text
    assert "All.</textarea>" in text
    assert not Measure.objects.exists()


def test_edit_sets_another_target_and_keeps_why(people, measure, manager):
    answer = manager.post(
        address("measure-update", people.plan, "M-001"), typed(target="95")
    )

    assert answer["Location"] == address("measure-detail", people.plan, "M-001")
    told = measure.targets.values_list("target", "reason")
    assert list(told) == [(90, ""), (95, "The board asked for it.")]


def test_stale_edit_shows_both_versions_and_can_be_sent_again(people, measure, manager):
    page = address("measure-update", people.plan, "M-001")
    manager.post(page, typed(name="First visits on time", target="90", tolerance="5"))

    refused = manager.post(page, typed(name="All visits on time", target="92"))

    rows = {label: (stored, mine) for label, stored, mine in compared(refused)}
    assert rows["What is counted"] == ("First visits on time", "All visits on time")
    assert rows["Target"][1] == "92"
    version = refused.context["form"]["version"].value()
    manager.post(page, typed(name="All visits on time", version=version))
    assert people.plan.measures.get().name == "All visits on time"


@pytest.mark.parametrize("count", [1, 50])
def test_form_queries(people, measure, manager, django_assert_num_queries, count):
    for _ in range(count):
        MeasureThemeFactory(measure=measure)
        MeasureActionFactory(measure=measure)

    with django_assert_num_queries(FORM_QUERIES):
        manager.get(address("measure-update", people.plan, "M-001"))
