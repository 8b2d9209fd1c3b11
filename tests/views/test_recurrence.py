"""Links to earlier recommendations, on the pages where a plan manager makes them."""

from datetime import date

import pytest

from tests.factories import (
    RecommendationFactory,
    RecommendationPartFactory,
    RecurrenceFactory,
    ThemeFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, typed_day, words
from tracker.models import Change, DeclinedRecurrence, Recurrence

pytestmark = pytest.mark.django_db

FORM_QUERIES = 5


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
            "Give today or a day before.",
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
