"""Links to earlier recommendations, on the pages where a plan manager makes them."""

from datetime import date

import pytest

from tests.factories import (
    FindingFactory,
    RecommendationFactory,
    RecommendationPartFactory,
    RecurrenceFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, typed_day, words
from tracker.models import Change, DeclinedRecurrence, Recurrence

pytestmark = pytest.mark.django_db

FORM_QUERIES = 5
MATRIX_QUERIES = 10


@pytest.fixture
def people():
    """R-001 of 2025 and R-002 of 2026, about one theme."""
    people = plan_with_people()
    theme = ThemeFactory(plan=people.plan, name="Supervision")
    for year in (2025, 2026):
        visit = VisitFactory(
            plan=people.plan, starts_on=date(year, 3, 3), published=True
        )
        row = RecommendationFactory(plan=people.plan, visit=visit, parts=0)
        RecommendationPartFactory(recommendation=row, theme=theme)
    return people


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client


def page(people, name, *earlier):
    """A page about R-002."""
    return address(name, people.plan, "R-002", *earlier)


def typed(**values):
    """What a manager types to link R-002 to R-001."""
    return {
        "earlier": "R-001",
        "kind": "continues",
        "basis": "stated",
        **typed_day("linked_on", date(2026, 3, 20)),
        **values,
    }


def text_of(response):
    return words(response.content.decode())


def test_suggestion_is_shown_to_the_manager_with_its_theme(people, manager):
    answer = manager.get(page(people, "recommendation-detail"))

    text = text_of(answer)
    assert "Does it take up one of these?" in text
    assert "Monitoring visit, 3 to 4 March 2025; Supervision" in text
    assert f"{page(people, 'recurrence-create')}?earlier=R-001" in str(answer.content)
    assert not Recurrence.objects.exists()


def test_suggestion_is_for_managers(people, client):
    client.force_login(people.board_member)

    text = text_of(client.get(page(people, "recommendation-detail")))

    assert "Does it take up" not in text
    assert "What recurs" not in text


def test_link_is_made_with_a_kind_and_shown_on_both_pages(people, manager):
    form = manager.get(page(people, "recurrence-create"), {"earlier": "R-001"})
    answer = manager.post(page(people, "recurrence-create"), typed(), follow=True)
    other = manager.get(address("recommendation-detail", people.plan, "R-001"))

    link = Recurrence.objects.get()
    assert '<option value="R-001" selected>' in form.content.decode()
    assert answer.redirect_chain == [(page(people, "recommendation-detail"), 302)]
    assert "It was linked to R-001." in text_of(answer)
    assert "Continues: R-001" in text_of(answer)
    assert "Does it take up" not in text_of(answer)
    assert "Continues: R-002" in text_of(other)
    assert (link.linked_on, link.basis) == (date(2026, 3, 20), "stated")
    assert Change.objects.of(link).get().by == people.manager


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        pytest.param({"kind": ""}, "kind", "Select how it is taken up", id="kind"),
        pytest.param({"basis": ""}, "basis", "Select how this is known", id="basis"),
        pytest.param(
            {"earlier": ""}, "earlier", "Select earlier recommendation", id="none"
        ),
        pytest.param(
            typed_day("linked_on", date(2999, 1, 1)),
            "linked_on",
            "Give today or a day in the past.",
            id="a day to come",
        ),
        pytest.param(
            typed_day("linked_on", date(2026, 3, 1)),
            "linked_on",
            "R-002 was raised on 4 March 2026. Give that day or a later one.",
            id="before it was raised",
        ),
    ],
)
def test_refused_link_keeps_what_was_typed(people, manager, values, field, sentence):
    answer = manager.post(page(people, "recurrence-create"), typed(**values))

    assert answer.status_code == 200
    assert beside_fields(answer) == {field: sentence}
    assert summary(answer) == [sentence]
    assert not Recurrence.objects.exists()


@pytest.mark.parametrize("earlier", ["R-002", "R-003", "R-999", "x"])
def test_link_to_what_is_not_earlier_is_refused(people, manager, earlier):
    RecommendationFactory(
        plan=people.plan,
        visit=VisitFactory(
            plan=people.plan, starts_on=date(2026, 5, 5), published=True
        ),
    )

    answer = manager.post(page(people, "recurrence-create"), typed(earlier=earlier))

    assert list(beside_fields(answer)) == ["earlier"]
    assert not Recurrence.objects.exists()


def test_link_is_removed_with_a_reason(people, manager):
    later = people.plan.recommendations.get(reference="R-002")
    RecurrenceFactory(
        later=later, earlier=people.plan.recommendations.get(reference="R-001")
    )
    remove = page(people, "recurrence-remove", "R-001")

    shown = manager.get(page(people, "recommendation-detail"))
    refused = manager.post(remove, {"reason": ""})
    kept = Recurrence.objects.count()
    answer = manager.post(remove, {"reason": "Another team."}, follow=True)

    assert remove in shown.content.decode()
    assert summary(refused) == ["Say why the link is removed"]
    assert kept == 1
    assert "The link to R-001 was removed." in text_of(answer)
    assert not Recurrence.objects.exists()
    history = manager.get(address("history", people.plan), {"record": "R-002"})
    assert "Another team." in text_of(history)


def test_link_that_is_not_there_is_not_found(people, manager):
    assert manager.get(page(people, "recurrence-remove", "R-001")).status_code == 404


def test_suggestion_is_declined_and_not_made_again(people, manager):
    decline = page(people, "recurrence-decline", "R-001")

    answer = manager.post(decline, {"reason": "Two teams."}, follow=True)
    again = manager.post(decline, {"reason": ""})

    assert "R-001 is not suggested again." in text_of(answer)
    assert "Does it take up" not in text_of(answer)
    assert summary(again) == ["This was declined already."]
    assert DeclinedRecurrence.objects.get().reason == "Two teams."


def test_reason_about_a_child_is_held_back(people, manager):
    decline = page(people, "recurrence-decline", "R-001")

    answer = manager.post(decline, {"reason": "NHS 943 476 5919"})

    assert answer.status_code == 200
    assert not DeclinedRecurrence.objects.exists()


@pytest.mark.parametrize("count", [1, 50])
def test_form_queries(people, manager, django_assert_num_queries, count):
    visit = people.plan.visits.get(reference="V-2025-01")
    RecommendationFactory.create_batch(count - 1, plan=people.plan, visit=visit)

    with django_assert_num_queries(FORM_QUERIES):
        answer = manager.get(page(people, "recurrence-create"))

    assert answer.content.decode().count("<option") == count + 1


# Themes by visits


def test_matrix_shows_themes_by_visits(people, manager):
    answer = manager.get(address("recurrence-matrix", people.plan))

    text = text_of(answer)
    assert "Supervision Open" in text
    assert "Raised R-001" in text
    assert "Raised R-002" in text
    assert "R-002 The quality of supervision (R-002). (R-001)" in text
    assert '<th scope="row" role="rowheader"' in answer.content.decode()


def test_matrix_says_not_in_scope_apart_from_not_raised(people, manager):
    visit = VisitFactory(plan=people.plan, starts_on=date(2026, 4, 1), published=True)
    row = people.plan.recommendations.get(reference="R-001")
    VisitCheckFactory(visit=visit, recommendation=row, progress="not_in_scope")
    FindingFactory(
        plan=people.plan, visit=visit, theme=ThemeFactory(plan=people.plan, name="Z")
    )

    answer = manager.get(address("recurrence-matrix", people.plan))

    assert "Not in scope R-001" in text_of(answer)
    assert answer.content.decode().count(">Not raised</span>") == 2


def test_matrix_of_an_earlier_day_says_so(people, manager):
    answer = manager.get(
        address("recurrence-matrix", people.plan), {"on": "2025-12-31"}
    )

    text = text_of(answer)
    assert "As at 31 December 2025." in text
    assert "Open 9 months, since 4 March 2025" in text
    assert "R-002" not in text


def test_matrix_refuses_a_day_that_is_none(people, manager):
    answer = manager.get(address("recurrence-matrix", people.plan), {"on": "soon"})

    assert "“soon” is not a day." in text_of(answer)


def test_matrix_offers_suggestions_to_managers_only(people, client):
    client.force_login(people.viewer)

    text = text_of(client.get(address("recurrence-matrix", people.plan)))

    assert "not linked yet" not in text


def test_matrix_without_anything_says_so(client):
    people = plan_with_people()
    client.force_login(people.viewer)

    text = text_of(client.get(address("recurrence-matrix", people.plan)))

    assert "No visit up to this day has raised" in text


def test_matrix_is_a_file_of_the_day_asked_for(people, manager):
    answer = manager.get(
        address("recurrence-export", people.plan, "csv"), {"on": "2025-12-31"}
    )

    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0].endswith('"V-2025-01 Monitoring visit, 3 to 4 March 2025"')
    assert lines[1:] == ["Supervision,2025-03-04,,9,1,0,Raised: R-001"]
    assert "recurrence-2025-12-31.csv" in answer["Content-Disposition"]


@pytest.mark.parametrize("count", [1, 50])
def test_matrix_queries(people, client, django_assert_num_queries, count):
    client.force_login(people.viewer)
    visit = people.plan.visits.get(reference="V-2025-01")
    for _ in range(count):
        row = RecommendationFactory(plan=people.plan, visit=visit, parts=0)
        RecommendationPartFactory(
            recommendation=row, theme=ThemeFactory(plan=people.plan)
        )

    with django_assert_num_queries(MATRIX_QUERIES):
        answer = client.get(address("recurrence-matrix", people.plan))

    assert len(answer.context["matrix"].lines) == count + 1
