"""What stands in a draft visit is its plan managers' alone: on no page, in no file."""

import io
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.admin.pages import address as admin_address
from tests.factories import (
    ActionFactory,
    AnswerFactory,
    CheckFindingFactory,
    FindingFactory,
    JudgementFactory,
    MeasureFactory,
    MeasureThemeFactory,
    MeetingFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    RecurrenceFactory,
    SourceFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
    unsaved,
)
from tests.people import plan_with_people
from tests.views.pages import address
from tracker.models import Action, Recommendation, Visit, change_set
from tracker.reports.action_page import action_page
from tracker.reports.dashboard import dashboard_report
from tracker.workflow.findings import FindingEntry, add_finding, remove_finding

pytestmark = pytest.mark.django_db

HIDDEN = "Zebra"
READERS = ("viewer", "board_member", "moderator", "owner", "superuser")


@pytest.fixture
def people():
    """A plan with a published visit, an action and a recommendation of it."""
    people = plan_with_people()
    visit = VisitFactory(plan=people.plan, starts_on=date(2026, 3, 2))
    raised = RecommendationFactory(plan=people.plan, visit=visit)
    action = ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    AnswerFactory(action=action, part=raised.parts.get())
    ProgressUpdateFactory(action=action)
    VisitCheckFactory(visit=visit, action=action)
    theme = ThemeFactory(plan=people.plan)
    MeasureThemeFactory(measure=MeasureFactory(plan=people.plan), theme=theme)
    MeetingFactory(plan=people.plan, reference="B-2026-01")
    return people


def make_draft(people):
    """A later draft that says something of everything, each time with the secret."""
    plan = people.plan
    source = SourceFactory(plan=plan)
    draft = VisitFactory(
        plan=plan,
        draft=True,
        starts_on=date(2026, 5, 4),
        reference="V-2026-77",
        scope=f"{HIDDEN} scope",
        inspectors=f"{HIDDEN} Inspector",
        source=source,
    )
    said = {"visit": draft, "source": source, "quote": f"{HIDDEN} words"}
    finding = FindingFactory(**said, reference="F-777", text=f"{HIDDEN} finding")
    JudgementFactory(**said, area=f"{HIDDEN} area")
    check = VisitCheckFactory(
        **said, action=plan.actions.get(), progress="none", direction="worse"
    )
    CheckFindingFactory(check_made=check, finding=finding)
    earlier = plan.recommendations.get()
    VisitCheckFactory(**said, recommendation=earlier, progress="none")
    later = RecommendationFactory(
        **said, reference="R-777", text=f"{HIDDEN} demand", parts=[f"{HIDDEN} part"]
    )
    RecurrenceFactory(later=later, earlier=earlier)
    with change_set(by=people.manager):
        draft.scope = f"{HIDDEN} scope, again"
        draft.save()
    return draft


PAGES = [
    ("plan-detail", []),
    ("recommendation-list", []),
    ("recommendation-detail", ["R-001"]),
    ("recommendation-export", ["csv"]),
    ("recommendation-export", ["xlsx"]),
    ("action-list", []),
    ("action-detail", ["A-001"]),
    ("action-export", ["csv"]),
    ("action-export", ["xlsx"]),
    ("visit-list", []),
    ("visit-export", ["csv"]),
    ("visit-export", ["xlsx"]),
    ("history", []),
    ("history-export", ["csv"]),
    ("history-export", ["xlsx"]),
    ("report-preview", ["board"]),
    *(("report-file", ["board", suffix]) for suffix in ("json", "xlsx", "docx")),
    ("report-preview", ["committee"]),
    ("people", []),
    ("coverage", []),
    ("coverage-export", ["csv"]),
    ("recurrence-matrix", []),
    ("recurrence-export", ["csv"]),
    ("visit-pack", ["V-2026-01"]),
    ("measure-list", []),
    ("measure-detail", ["M-001"]),
    ("board", []),
    ("meeting-detail", ["B-2026-01"]),
    ("import-list", []),
    ("report-preview", ["exception"]),
    ("report-file", ["committee", "json"]),
]


def everything_in(response):
    """The text of a page, or of a file with all that is packed in it."""
    content = response.getvalue()
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return " ".join(
            packed.read(name).decode(errors="replace") for name in packed.namelist()
        )


@pytest.mark.parametrize("who", READERS)
def test_readers_see_nothing_of_a_draft_anywhere(people, client, who):
    make_draft(people)
    client.force_login(getattr(people, who))

    leaks = []
    for name, parts in PAGES:
        text = everything_in(client.get(address(name, people.plan, *parts)))
        leaks += [
            (name, word)
            for word in (HIDDEN, "V-2026-77", "F-777", "R-777")
            if word in text
        ]

    assert leaks == []


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize(
    ("name", "key"), [("visit-detail", "V-2026-77"), ("recommendation-detail", "R-777")]
)
def test_page_of_a_draft_is_not_found_by_readers(people, client, who, name, key):
    make_draft(people)
    client.force_login(getattr(people, who))

    assert client.get(address(name, people.plan, key)).status_code == 404


def test_plan_manager_sees_it_marked_as_a_draft(people, client):
    make_draft(people)
    client.force_login(people.manager)

    for name, parts in [
        ("visit-list", []),
        ("visit-detail", ["V-2026-77"]),
        ("history", []),
        ("recommendation-detail", ["R-777"]),
    ]:
        text = client.get(address(name, people.plan, *parts)).content.decode()
        assert "V-2026-77" in text, name
    raised = client.get(address("recommendation-detail", people.plan, "R-777"))
    assert "which is a draft." in " ".join(raised.content.decode().split())
    listed = client.get(address("visit-list", people.plan)).content.decode()
    assert "Only plan managers see drafts." in listed


@pytest.mark.parametrize("name", ["visit-export", "recommendation-export"])
def test_files_hold_no_draft_even_for_the_manager(people, client, name):
    make_draft(people)
    client.force_login(people.manager)

    text = everything_in(client.get(address(name, people.plan, "csv")))

    assert HIDDEN not in text


def test_numbers_are_the_same_with_a_draft_and_without(people, today):
    plan = people.plan
    before = dashboard_report(plan=plan, on=today)
    voices_before = action_page(action=plan.actions.get()).voices

    make_draft(people)

    assert dashboard_report(plan=plan, on=today) == before
    page = action_page(action=plan.actions.get())
    assert page.voices == voices_before
    assert page.voices.gap_to_inspectors == voices_before.gap_to_inspectors
    assert [check.visit.reference for check in page.checks] == ["V-2026-01"]
    (listed,) = Action.objects.with_checks(today)
    assert (listed.check_count, listed.last_check_visit) == (1, "V-2026-01")
    assert not Recommendation.objects.raised_by(today).filter(reference="R-777")


def test_history_hides_also_what_was_taken_out_of_a_draft(people, client):
    draft = make_draft(people)
    entry = FindingEntry(kind="concern", text=f"{HIDDEN} taken out")
    finding = add_finding(visit=draft, entry=entry, by=people.manager)
    remove_finding(finding=finding, by=people.manager)
    client.force_login(people.viewer)

    assert HIDDEN not in client.get(address("history", people.plan)).content.decode()


def test_history_opens_once_the_visit_is_published(people, client):
    draft = make_draft(people)
    draft.is_published = True
    draft.save()
    client.force_login(people.viewer)

    assert HIDDEN in client.get(address("history", people.plan)).content.decode()


def test_back_office_shows_a_draft_to_its_plan_managers_alone(people, client):
    draft = make_draft(people)
    rows = [draft, draft.findings.get(), draft.checks.first(), draft.judgements.get()]
    rows += [draft.recommendations.get(), draft.recommendations.get().parts.get()]
    found = {}
    for who in ("viewer", "manager"):
        person = getattr(people, who)
        person.is_staff = True
        person.save()
        client.force_login(person)
        found[who] = [
            client.get(admin_address(type(row), "change", row.pk)).status_code
            for row in rows
        ]
        shown = [
            HIDDEN in client.get(admin_address(model, "changelist")).content.decode()
            for model in (type(rows[1]), type(rows[4]))
        ]
        assert shown == [who == "manager"] * 2
        page = admin_address(Action, "change", people.plan.actions.get().pk)
        assert ("V-2026-77" in client.get(page).content.decode()) == (who == "manager")

    assert found == {"viewer": [302] * 6, "manager": [200] * 6}


def test_action_does_not_answer_what_stands_in_a_draft(people):
    part = make_draft(people).recommendations.get().parts.get()
    answer = unsaved(AnswerFactory, part=part, action=people.plan.actions.get())

    with pytest.raises(ValidationError, match="V-2026-77 is a draft"):
        answer.full_clean()


def test_recommendation_that_actions_answer_does_not_move_into_a_draft(people):
    own = RecommendationFactory(plan=people.plan, own_finding=True)
    AnswerFactory(action=people.plan.actions.get(), part=own.parts.get())

    own.visit = VisitFactory(plan=people.plan, draft=True)

    with pytest.raises(ValidationError, match="it cannot stand in a draft visit"):
        own.full_clean()


def test_form_of_an_action_offers_no_part_of_a_draft(people, client):
    make_draft(people)
    client.force_login(people.manager)

    text = client.get(address("action-create", people.plan)).content.decode()

    assert "R-001.1" in text
    assert HIDDEN not in text


def test_draft_is_published_once_and_never_a_draft_again(people):
    visit = Visit.objects.published().get()
    visit.is_published = False

    with pytest.raises(ValidationError, match="is published"):
        visit.save()
