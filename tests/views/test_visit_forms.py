"""Recording a visit and mending a draft: what is typed, stored, refused."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    FindingFactory,
    JudgementFactory,
    SourceFactory,
    ThemeFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tests.views.pages import (
    address,
    beside_fields,
    compared,
    summary,
    typed_day,
    words,
)
from tracker.choices import SourceKind, VisitKind
from tracker.models import Visit

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 5, 19), date(2026, 5, 20)
FORM_QUERIES = 4


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


def typed(**values):
    """What a person types about a monitoring visit of two days."""
    days = {"starts_on": FIRST, "ends_on": LAST}
    days |= {name: values.pop(name) for name in [*values] if name.endswith("_on")}
    boxes = [typed_day(name, day) for name, day in days.items()]
    sent = {"kind": VisitKind.MONITORING_VISIT, "precision": "day", **values}
    return {name: value for each in [*boxes, sent] for name, value in each.items()}


def test_record_stores_a_draft_and_says_who_sees_it(people, manager):
    source = SourceFactory(plan=people.plan)
    sent = typed(
        framework="ilacs",
        ordinal="2",
        ordinal_basis="stated",
        scope="Children in care",
        inspectors="Ann Inspector",
        source=source.code,
        received_on=date(2026, 6, 1),
    )

    answer = manager.post(address("visit-create", people.plan), sent, follow=True)

    visit = Visit.objects.get()
    assert answer.redirect_chain[-1][0] == address(
        "visit-detail", people.plan, "V-2026-01"
    )
    assert (visit.source, visit.ordinal, visit.received_on) == (
        source,
        2,
        date(2026, 6, 1),
    )
    said = words(answer.content.decode())
    assert "V-2026-01 is a draft. Only plan managers see it." in said


def test_record_of_one_day_by_month_with_a_new_document(people, manager):
    sent = typed(
        ends_on=None,
        precision="month",
        new_title="Monitoring visit letter",
        new_published_on=date(2026, 6, 10),
    )

    manager.post(address("visit-create", people.plan), sent)

    visit = Visit.objects.get()
    assert visit.when == "May 2026"
    assert (visit.source.code, visit.source.kind, visit.source.title) == (
        "D-001",
        SourceKind.INSPECTORATE_LETTER,
        "Monitoring visit letter",
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"kind": ""}, "Select kind of visit", id="no kind"),
        pytest.param({"starts_on": None}, "Enter first day of fieldwork", id="no day"),
        pytest.param(
            {"ends_on": date(2026, 5, 1)}, "The last day is before", id="ends too soon"
        ),
        pytest.param({"ordinal": "3"}, "stated or inferred", id="number, no basis"),
        pytest.param(
            {"new_title": "Letter"}, "Enter the date on that document", id="no date"
        ),
        pytest.param(
            {"new_published_on": date(2026, 6, 1)},
            "Enter the title of that document",
            id="no title",
        ),
        pytest.param({"quote": "Words."}, "Say which document", id="quote of nothing"),
        pytest.param({"source": "999"}, "Select a valid choice", id="no such document"),
        pytest.param({"ordinal": "9" * 30}, "99 or less", id="a huge number"),
    ],
)
def test_record_is_refused_with_all_that_was_typed(people, manager, values, sentence):
    sent = typed(scope="The front door", **values)

    answer = manager.post(address("visit-create", people.plan), sent)

    assert sentence in " ".join(summary(answer))
    assert "The front door</textarea>" in answer.content.decode()
    assert not Visit.objects.exists()
    assert not people.plan.sources.exists()


def test_day_to_come_is_refused_beside_its_field(people, manager):
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = typed(starts_on=tomorrow, ends_on=tomorrow)

    answer = manager.post(address("visit-create", people.plan), sent)

    assert beside_fields(answer) == {
        "starts_on": "Error: Give today or a day in the past."
    } or beside_fields(answer) == {"starts_on": "Give today or a day in the past."}


def test_edit_opens_with_what_stands_and_mends_it(people, manager, draft):
    page = address("visit-update", people.plan, draft.reference)
    opened = manager.get(page)
    assert opened.context["form"].initial["source"] == draft.source.code

    sent = typed(scope="Leaving care", source=draft.source.code, version="1")
    manager.post(page, sent)

    draft.refresh_from_db()
    assert (draft.scope, draft.starts_on) == ("Leaving care", FIRST)


def test_edit_after_another_save_shows_both(people, manager, draft):
    draft.scope = "The front door"
    draft.save()
    page = address("visit-update", people.plan, draft.reference)
    sent = typed(scope="Leaving care", source=draft.source.code, version="1")

    answer = manager.post(page, sent)

    assert (
        "What the inspectors looked at",
        "The front door",
        "Leaving care",
    ) in compared(answer)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("visit-update", []),
        ("finding-create", []),
        ("finding-update", ["F-001"]),
        ("finding-remove", ["F-001"]),
        ("judgement-create", []),
        ("judgement-update", [1]),
        ("judgement-remove", [1]),
        ("check-list", []),
        ("check-rest", []),
        ("check-update", ["A-001"]),
        ("check-remove", ["A-001"]),
        ("visit-publish", []),
    ],
)
def test_published_visit_leads_back_with_a_word(people, manager, name, parts):
    visit = VisitFactory(plan=people.plan)
    FindingFactory(visit=visit)
    JudgementFactory(visit=visit)

    answer = manager.post(
        address(name, people.plan, visit.reference, *parts), follow=True
    )

    assert "is published: its words stay." in words(answer.content.decode())


def test_received_day_is_given_once(people, manager):
    visit = VisitFactory(plan=people.plan)
    page = address("visit-receive", people.plan, visit.reference)

    manager.post(page, typed_day("received_on", date(2026, 5, 11)))
    answer = manager.post(page, typed_day("received_on", date(2026, 5, 12)))

    visit.refresh_from_db()
    assert visit.received_on == date(2026, 5, 11)
    assert summary(answer) == ["The day is on record: 11 May 2026."]


def test_finding_is_added_and_the_next_one_asked_for(people, manager, draft):
    theme = ThemeFactory(plan=people.plan)
    page = address("finding-create", people.plan, draft.reference)
    sent = {
        "kind": "concern",
        "text": "Supervision is irregular.",
        "quote": "It is irregular.",
        "locator": "¶4",
        "theme": theme.slug,
        "another": "yes",
    }

    answer = manager.post(page, sent)

    finding = draft.findings.get()
    assert answer["Location"] == page
    assert (finding.reference, finding.theme, finding.source) == (
        "F-001",
        theme,
        draft.source,
    )


def test_finding_with_words_of_no_document_is_refused(people, manager):
    draft = VisitFactory(plan=people.plan, draft=True)
    page = address("finding-create", people.plan, draft.reference)

    answer = manager.post(page, {"kind": "concern", "text": "Late.", "quote": "Late."})

    assert summary(answer) == [
        "Select the document the words stand in, or add it to the visit first"
    ]


def test_finding_is_mended_and_taken_out(people, manager, draft):
    finding = FindingFactory(visit=draft)
    keys = [people.plan, draft.reference, finding.reference]
    sent = {"kind": "neutral", "text": "Mixed.", "version": "1"}

    manager.post(address("finding-update", *keys), sent)
    finding.refresh_from_db()
    assert (finding.kind, finding.text) == ("neutral", "Mixed.")

    assert (
        "Take out F-001"
        in manager.get(address("finding-remove", *keys)).content.decode()
    )
    manager.post(address("finding-remove", *keys))
    assert not draft.findings.exists()


def test_finding_saved_meanwhile_shows_both(people, manager, draft):
    finding = FindingFactory(visit=draft)
    finding.text = "Theirs."
    finding.save()
    page = address("finding-update", people.plan, draft.reference, finding.reference)

    answer = manager.post(page, {"kind": "concern", "text": "Mine.", "version": "1"})

    assert ("What was found", "Theirs.", "Mine.") in compared(answer)


def test_grade_is_added_mended_and_taken_out(people, manager, draft):
    plan, ref = people.plan, draft.reference
    manager.post(address("judgement-create", plan, ref), {"area": "Overall"})
    page = address("judgement-update", plan, ref, 1)

    manager.post(
        page, {"area": "Overall", "grade": "good", "version": "1", "was": "Overall"}
    )

    assert str(draft.judgements.get()) == "Overall: Good"
    assert (
        manager.post(page, {"area": "Care leavers", "was": "Other"}).status_code == 404
    )
    manager.post(address("judgement-remove", plan, ref, 1), {"was": "Overall"})
    assert not draft.judgements.exists()
    assert manager.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 50])
def test_form_queries(people, manager, django_assert_num_queries, count):
    SourceFactory.create_batch(count, plan=people.plan)

    with django_assert_num_queries(FORM_QUERIES):
        manager.get(address("visit-create", people.plan))
