"""Publishing a visit, then notes, replies and other days for limits."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    FindingFactory,
    PostFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, summary, typed_day, words
from tracker.models import VisitNote

pytestmark = pytest.mark.django_db

PUBLISH_QUERIES = 20
DAY = date(2026, 6, 1)


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
    """A draft."""
    return VisitFactory(plan=people.plan, draft=True)


def relapsing(draft):
    """A check that found a verified action not sustained."""
    action = ActionFactory(plan=draft.plan, status="verified")
    return VisitCheckFactory(visit=draft, action=action, sustained="no")


def sent_as_opened(answer):
    """What the form holds when the page is opened."""
    form = answer.context["form"]
    ticks = {f"relapse_{check.pk}": "on" for check, _, _ in form.proposals()}
    return {"seen": form.initial["seen"], **ticks}


def test_publish_shows_what_will_be_read_only_and_which_steps_follow(
    people, manager, draft
):
    relapse = relapsing(draft)
    lasting = ActionFactory(plan=people.plan, status="verified")
    VisitCheckFactory(visit=draft, action=lasting, progress="met", sustained="yes")
    FindingFactory(visit=draft)
    ActionFactory(plan=people.plan)

    answer = manager.get(address("visit-publish", people.plan, draft.reference))

    said = words(answer.content.decode())
    assert "1 finding 2 checks of recommendations and actions" in said
    assert "1 of 3 have no answer yet" in said
    assert f"Put {relapse.action.reference} back in progress" in said
    assert "checked" in str(answer.context["form"][f"relapse_{relapse.pk}"])
    assert f"{lasting.reference} {lasting.title}" in said


def test_publish_takes_the_steps(people, manager, draft):
    check = relapsing(draft)
    page = address("visit-publish", people.plan, draft.reference)

    answer = manager.post(page, sent_as_opened(manager.get(page)))

    draft.refresh_from_db()
    check.action.refresh_from_db()
    assert answer["Location"] == address("visit-detail", people.plan, draft.reference)
    assert (draft.is_published, check.action.status) == (True, "in_progress")


def test_relapse_is_unticked_only_with_a_reason(people, manager, draft):
    check = relapsing(draft)
    page = address("visit-publish", people.plan, draft.reference)
    sent = sent_as_opened(manager.get(page))
    del sent[f"relapse_{check.pk}"]

    refused = manager.post(page, sent)
    draft.refresh_from_db()
    assert not draft.is_published
    assert summary(refused) == [
        f"Enter why {check.action.reference} stays as it is, or tick that it goes back"
    ]

    manager.post(page, {**sent, f"reason_{check.pk}": "The old records were read."})
    check.action.refresh_from_db()
    assert check.action.status == "verified"
    assert VisitNote.objects.get().text == "The old records were read."


def test_check_saved_meanwhile_is_shown_before_anything_is_published(
    people, manager, draft
):
    page = address("visit-publish", people.plan, draft.reference)
    sent = sent_as_opened(manager.get(page))
    check = relapsing(draft)
    sent |= {f"relapse_{check.pk}": "on"}

    refused = manager.post(page, sent)

    draft.refresh_from_db()
    assert not draft.is_published
    assert "has changed since you opened" in " ".join(summary(refused))
    again = {"seen": refused.context["form"]["seen"].value()}
    manager.post(page, {**again, f"relapse_{check.pk}": "on"})
    draft.refresh_from_db()
    assert draft.is_published


@pytest.mark.parametrize("seen", ["", "x y", "99999999999999999999 1", "-1"])
def test_crafted_list_of_checks_is_refused_in_words(people, manager, draft, seen):
    check = relapsing(draft)
    page = address("visit-publish", people.plan, draft.reference)

    answer = manager.post(page, {"seen": seen, f"relapse_{check.pk}": "on"})

    assert "has changed since you opened" in " ".join(summary(answer))


@pytest.mark.parametrize("count", [1, 50])
def test_publish_queries(people, manager, draft, django_assert_num_queries, count):
    for _ in range(count):
        relapsing(draft)

    with django_assert_num_queries(PUBLISH_QUERIES):
        manager.get(address("visit-publish", people.plan, draft.reference))


# Afterwards


def test_correction_of_a_finding_stands_below_it_for_all(people, manager, client):
    finding = FindingFactory(plan=people.plan)
    page = address("note-create", people.plan, finding.visit.reference)
    sent = {"text": "Three teams, not two.", **typed_day("noted_on", DAY)}

    manager.post(f"{page}?of={finding.reference}", sent)

    client.force_login(people.viewer)
    detail = address("visit-detail", people.plan, finding.visit.reference)
    said = words(client.get(detail).content.decode())
    assert (
        "Correction , 1 June 2026, noted by Mary Manager Three teams, not two." in said
    )
    assert finding.text in said


def test_correction_of_a_check_and_of_the_visit(people, manager):
    check = VisitCheckFactory(plan=people.plan)
    page = address("note-create", people.plan, check.visit.reference)
    sent = {"text": "It was another team.", **typed_day("noted_on", DAY)}

    manager.post(f"{page}?of={check.action.reference}", sent)
    manager.post(page, sent)

    assert [note.check_made for note in VisitNote.objects.all()] == [check, None]
    assert manager.get(f"{page}?of=A-999").status_code == 404


def test_reply_is_the_councils_and_says_who_in_which_post(people, manager, client):
    finding = FindingFactory(plan=people.plan)
    post = PostFactory(plan=people.plan, title="Director of children's services")
    page = address(
        "reply-create", people.plan, finding.visit.reference, finding.reference
    )
    sent = {"text": "Two managers have joined.", **typed_day("noted_on", DAY)}

    refused = manager.post(page, sent)
    assert summary(refused) == ["Enter who replies", "Select post"]
    manager.post(page, {**sent, "speaker": "Ann Director", "post": post.slug})

    client.force_login(people.viewer)
    detail = address("visit-detail", people.plan, finding.visit.reference)
    said = words(client.get(detail).content.decode())
    assert (
        "reply , not the inspectors\N{RIGHT SINGLE QUOTATION MARK} words: Ann Director, "
        "Director of children's services, 1 June 2026 Two managers have joined."
    ) in said


def test_note_on_a_draft_is_refused_in_words(people, manager, draft):
    page = address("note-create", people.plan, draft.reference)

    answer = manager.post(page, {"text": "Late.", **typed_day("noted_on", DAY)})

    assert "This visit is a draft" in " ".join(summary(answer))


# The statutory clock


@pytest.fixture
def inspection(people):
    """A published inspection whose report came on a known day."""
    return VisitFactory(
        plan=people.plan, inspection=True, received_on=date(2026, 5, 18)
    )


def test_clock_shows_each_limit_with_what_it_runs_from(people, client, inspection):
    client.force_login(people.viewer)

    answer = client.get(address("visit-detail", people.plan, inspection.reference))

    said = words(answer.content.decode())
    assert "Publish the inspection report by 30 June 2026" in said
    assert "30 working days after 18 May 2026, the day the report is received" in said
    assert "by 25 August 2026" in said
    assert "SI 2007/462, regulation 3." in said
    assert "Give another day" not in said


def test_clock_asks_the_manager_for_the_day_it_runs_from(people, manager, client):
    visit = VisitFactory(plan=people.plan, inspection=True)
    detail = address("visit-detail", people.plan, visit.reference)

    asked = words(manager.get(detail).content.decode())
    assert "Enter the day the report was received" in asked

    client.force_login(people.viewer)
    said = words(client.get(detail).content.decode())
    assert "which is not known" in said
    assert "Enter the day" not in said


def test_another_day_is_given_with_a_reason_and_both_are_shown(
    people, manager, inspection
):
    page = address(
        "time-limit-update", people.plan, inspection.reference, "action_statement"
    )
    day = typed_day("due_on", date(2026, 9, 15))

    refused = manager.post(page, day)
    assert summary(refused) == ["Say why another day holds"]
    manager.post(page, {**day, "reason": "Ofsted agreed."})

    detail = address("visit-detail", people.plan, inspection.reference)
    said = words(manager.get(detail).content.decode())
    today = f"{timezone.localdate():%-d %B %Y}"
    assert "by 15 September 2026" in said
    assert f"Given on {today} by Mary Manager: Ofsted agreed." in said
    assert "Counted: 25 August 2026" in said


@pytest.mark.parametrize("limit", ["focused_visit_draft", "no-such-limit"])
def test_limit_that_does_not_run_is_not_found(people, manager, inspection, limit):
    page = address("time-limit-update", people.plan, inspection.reference, limit)

    assert manager.get(page).status_code == 404
