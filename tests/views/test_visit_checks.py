"""The worksheet: rows saved in parts, nothing typed lost, the rest in one step."""

import re
from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    FindingFactory,
    RecommendationFactory,
    SourceFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, compared, summary, words
from tracker.models import Change, VisitCheck

pytestmark = pytest.mark.django_db

SHEET_QUERIES = 11
CHILD = "NHS number 943 476 5919"


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
def draft(people):
    """A draft with a document."""
    source = SourceFactory(plan=people.plan)
    return VisitFactory(plan=people.plan, draft=True, source=source)


@pytest.fixture
def sheet(people, draft):
    """The worksheet's address."""
    return address("check-list", people.plan, draft.reference)


def row(target, **answers):
    """What is sent of one row."""
    sent = {
        "progress": "",
        "sustained": "not_stated",
        "consistency": "not_stated",
        "direction": "not_stated",
        "quote": "",
        "locator": "",
        "version": "",
        **answers,
    }
    return {f"{target.reference}-{name}": value for name, value in sent.items()}


def shown(answer):
    """The references of the rows on the page."""
    return [each.target.reference for each, _form in answer.context["rows"]]


def test_sheet_shows_the_time_before_beside_the_new_answers(people, manager, sheet):
    action = ActionFactory(plan=people.plan)
    before = VisitFactory(plan=people.plan, starts_on=date(2026, 1, 12))
    VisitCheckFactory(visit=before, action=action, progress="limited", sustained="no")

    said = words(manager.get(sheet).content.decode())

    assert "0 of 1 recorded" in said
    assert f"{before.reference}, 12 to 13 January 2026" in said
    assert "Progress: limited · Not sustained" in said


def test_rows_that_are_answered_are_saved_and_the_others_stay_open(
    people, manager, draft, sheet
):
    done, open_ = (ActionFactory(plan=people.plan) for _ in range(2))
    sent = row(done, progress="some", direction="better", quote="Better.", locator="¶4")

    answer = manager.post(sheet, {**sent, **row(open_)}, follow=True)

    check = draft.checks.get()
    assert (check.action, check.progress, check.direction) == (done, "some", "better")
    assert (check.quote, check.locator, check.source) == ("Better.", "¶4", draft.source)
    assert shown(answer) == [open_.reference]
    assert "1 row was saved." in words(answer.content.decode())
    assert Change.objects.of(check).get().by == people.manager


def test_wrong_row_keeps_what_was_typed_while_the_others_are_saved(
    people, manager, draft, sheet
):
    good, wrong = (ActionFactory(plan=people.plan) for _ in range(2))
    sent = {
        **row(good, progress="met"),
        **row(wrong, sustained="yes", quote="It lasts."),
    }

    answer = manager.post(sheet, sent)

    assert [check.action for check in draft.checks.all()] == [good]
    assert shown(answer) == [wrong.reference]
    assert summary(answer) == [
        f"{wrong.reference}: Select how much progress was found, or “Not stated”"
    ]
    shown_page = answer.content.decode()
    assert "It lasts.</textarea>" in shown_page
    assert re.search(r'value="yes"\s+selected', shown_page)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        pytest.param(
            {"progress": "not_in_scope", "sustained": "yes"},
            "Not in scope says nothing more. Clear the other answers.",
            id="not in scope, and more",
        ),
        pytest.param({"progress": "odd"}, "Select a valid choice", id="not listed"),
        pytest.param(
            {"progress": "some", "locator": "x" * 121},
            "must be 120 characters or fewer",
            id="too long",
        ),
    ],
)
def test_row_is_refused_in_words(people, manager, draft, sheet, answers, sentence):
    action = ActionFactory(plan=people.plan)

    answer = manager.post(sheet, row(action, **answers))

    assert sentence in " ".join(summary(answer))
    assert not draft.checks.exists()


def test_words_need_a_document(people, manager):
    draft = VisitFactory(plan=people.plan, draft=True)
    action = ActionFactory(plan=people.plan)

    answer = manager.post(
        address("check-list", people.plan, draft.reference),
        row(action, progress="some", quote="Better."),
    )

    assert "Add the report or letter to the visit first" in " ".join(summary(answer))


def test_text_about_a_child_is_held_back_until_it_is_confirmed(
    people, manager, draft, sheet
):
    action = ActionFactory(plan=people.plan)
    sent = row(action, progress="some", quote=CHILD)

    held = manager.post(sheet, sent)
    assert not draft.checks.exists()
    assert "seems to hold" in " ".join(summary(held))

    tick = f"{action.reference}-not_about_a_child"
    assert tick in held.content.decode()
    manager.post(sheet, {**sent, tick: "on"})
    check = draft.checks.get()
    assert "not about a child" in Change.objects.of(check).get().why


def test_row_saved_by_somebody_else_shows_both_and_can_be_sent_again(
    people, manager, draft, sheet
):
    action = ActionFactory(plan=people.plan)
    VisitCheckFactory(visit=draft, action=action, progress="limited")
    sent = row(action, progress="met")

    answer = manager.post(sheet, sent)

    (_row, form) = answer.context["rows"][0]
    assert [(each.label, each.stored, each.typed) for each in form.stale_rows] == [
        ("Progress", "Limited", "Met")
    ]
    manager.post(sheet, row(action, progress="met", version=form["version"].value()))
    assert draft.checks.get().progress == "met"


def test_recorded_row_is_mended_in_place(people, manager, draft, sheet):
    check = VisitCheckFactory(visit=draft, plan=people.plan)
    opened = manager.get(f"{sheet}?show=recorded")
    assert shown(opened) == [check.action.reference]

    manager.post(sheet, row(check.action, progress="met", version="1"))
    untouched = row(check.action, progress="met", version="2")
    manager.post(sheet, untouched)

    check.refresh_from_db()
    assert (check.progress, check.version) == ("met", 2)


def test_nothing_answered_saves_nothing(people, manager, draft, sheet):
    answer = manager.post(sheet, row(ActionFactory(plan=people.plan)), follow=True)

    assert "nothing was saved" in words(answer.content.decode())
    assert not draft.checks.exists()


def test_sheet_is_narrowed_by_what_is_recorded_and_by_theme(
    people, manager, draft, sheet
):
    theme = ThemeFactory(plan=people.plan, slug="supervision")
    own = RecommendationFactory(plan=people.plan, own_finding=True)
    part = own.parts.get()
    part.theme = theme
    part.save()
    answering = AnswerFactory(action=ActionFactory(plan=people.plan), part=part).action
    other = VisitCheckFactory(visit=draft, plan=people.plan).action

    found = {
        query: shown(manager.get(f"{sheet}?{query}"))
        for query in ("", "show=recorded", "show=all", "theme=supervision", "show=odd")
    }

    assert found == {
        "": [own.reference, answering.reference],
        "show=recorded": [other.reference],
        "show=all": [own.reference, answering.reference, other.reference],
        "theme=supervision": [own.reference, answering.reference],
        "show=odd": [own.reference, answering.reference],
    }


def test_long_sheet_comes_twenty_at_a_time(people, manager, sheet):
    ActionFactory.create_batch(45, plan=people.plan)

    pages = [len(shown(manager.get(f"{sheet}?page={number}"))) for number in (1, 3, 99)]

    assert pages == [20, 5, 5]


@pytest.mark.parametrize("count", [1, 50])
def test_sheet_queries(people, manager, draft, sheet, django_assert_num_queries, count):
    before = VisitFactory(plan=people.plan, starts_on=date(2026, 1, 12))
    for _ in range(count):
        raised = RecommendationFactory(plan=people.plan, visit=before)
        action = ActionFactory(plan=people.plan)
        AnswerFactory(action=action, part=raised.parts.get())
        VisitCheckFactory(visit=before, action=action)

    with django_assert_num_queries(SHEET_QUERIES):
        manager.get(sheet)


# One check in full


def test_check_in_full_has_basis_and_findings(people, manager, draft):
    action = ActionFactory(plan=people.plan)
    finding = FindingFactory(visit=draft)
    page = address("check-update", people.plan, draft.reference, action.reference)
    sent = {
        **row(action, progress="some"),
        f"{action.reference}-basis": "inferred",
        f"{action.reference}-findings": [finding.reference],
    }

    manager.post(page, sent)

    check = draft.checks.get()
    assert check.basis == "inferred"
    assert [link.finding for link in check.finding_links.all()] == [finding]
    again = manager.get(page).context["form"]
    assert again.initial["findings"] == [finding.reference]


def test_check_in_full_saved_meanwhile_shows_both(people, manager, draft):
    check = VisitCheckFactory(visit=draft, plan=people.plan)
    ref = check.action.reference
    page = address("check-update", people.plan, draft.reference, ref)

    answer = manager.post(
        page, {**row(check.action, progress="met"), f"{ref}-basis": "stated"}
    )

    assert compared(answer) == [("Progress", "Some", "Met")]


def test_check_is_taken_out(people, manager, draft):
    check = VisitCheckFactory(visit=draft, plan=people.plan)
    page = address("check-remove", people.plan, draft.reference, check.action.reference)

    assert manager.get(page).status_code == 200
    manager.post(page)

    assert not VisitCheck.objects.exists()
    assert manager.post(page).status_code == 404


def test_what_was_settled_before_can_still_be_checked(people, manager, draft):
    before = VisitFactory(plan=people.plan, starts_on=date(2026, 1, 12))
    raised = RecommendationFactory(plan=people.plan, visit=before)
    VisitCheckFactory(
        visit=before, recommendation=raised, progress="met", sustained="yes"
    )
    page = address("check-update", people.plan, draft.reference, raised.reference)

    sent = {**row(raised, progress="some"), f"{raised.reference}-basis": "stated"}
    manager.post(page, sent)

    assert draft.checks.get().recommendation == raised


@pytest.mark.parametrize("target", ["A-999", "R-999"])
def test_target_that_is_not_there_is_not_found(people, manager, draft, target):
    page = address("check-update", people.plan, draft.reference, target)

    assert manager.get(page).status_code == 404


# The rest


def test_rest_is_confirmed_with_its_exact_number(people, manager, draft):
    VisitCheckFactory(visit=draft, plan=people.plan)
    ActionFactory.create_batch(3, plan=people.plan)
    page = address("check-rest", people.plan, draft.reference)
    opened = words(manager.get(page).content.decode())
    assert "Put 3 down as not in scope" in opened

    ActionFactory(plan=people.plan)
    refused = manager.post(page, {"expected": "3"})
    assert summary(refused) == [
        "Meanwhile the number has changed to 4. Look again, then confirm."
    ]
    assert refused.context["form"]["expected"].value() == "4"
    assert draft.checks.count() == 1

    manager.post(page, {"expected": "4"})
    assert draft.checks.filter(progress="not_in_scope").count() == 4
    assert "Nothing is left" in words(manager.get(page).content.decode())
