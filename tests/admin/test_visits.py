"""Visits in the back office: what inspectors published is only read."""

import pytest

from tests.admin.pages import address, as_opened, errors_of, send
from tests.factories import (
    ActionFactory,
    CheckFindingFactory,
    FindingFactory,
    JudgementFactory,
    RecommendationFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.models import (
    Change,
    CheckFinding,
    Finding,
    Judgement,
    Recommendation,
    Visit,
    VisitCheck,
)

pytestmark = pytest.mark.django_db

WORDS = {
    "text": "Other words",
    "area": "Other words",
    "scope": "Other words",
    "quote": "Other words",
    "grade": "good",
    "kind": "strength",
    "progress": "met",
    "is_published": "",
    "seen_version": "1",
}


def of_published_visit(kind):
    """A row of a visit that is published, made before it was."""
    visit = VisitFactory(draft=True)
    row = {
        Visit: lambda: visit,
        Judgement: lambda: JudgementFactory(visit=visit),
        Finding: lambda: FindingFactory(visit=visit),
        VisitCheck: lambda: VisitCheckFactory(visit=visit),
        Recommendation: lambda: RecommendationFactory(visit=visit),
    }[kind]()
    visit.is_published = True
    visit.save()
    return row


@pytest.mark.parametrize(
    "kind", [Visit, Judgement, Finding, VisitCheck, Recommendation]
)
def test_published_words_are_not_changed_by_a_crafted_request(boss, kind):
    row = of_published_visit(kind)
    path = address(kind, "change", row.pk)
    before = list(kind.objects.values())
    changes = Change.objects.count()

    assert boss.get(path).status_code == 200
    assert boss.post(path, WORDS).status_code == 403
    assert list(kind.objects.values()) == before
    assert Change.objects.count() == changes


def test_published_visit_takes_no_further_finding_here(boss):
    visit = VisitFactory(published=True)

    response = send(
        boss,
        address(Finding, "add"),
        plan=visit.plan.pk,
        reference="F-001",
        visit=visit.pk,
        kind="concern",
        text="Late news",
    )

    assert errors_of(response) == {
        "__all__": ["What inspectors published is not changed."]
    }
    assert not Finding.objects.exists()


def test_row_is_not_moved_away_from_its_visit(boss):
    finding = FindingFactory(visit__draft=True)
    other = VisitFactory(plan=finding.plan)

    send(boss, address(Finding, "change", finding.pk), visit=other.pk, text="Mended")

    finding.refresh_from_db()
    assert (finding.text, finding.visit_id == other.pk) == ("Mended", False)


def test_add_visit_as_a_draft_that_is_published_on_its_own_page(
    client, people, staff_manager
):
    client.force_login(staff_manager)
    send(
        client,
        address(Visit, "add"),
        plan=people.plan.pk,
        reference="V-2026-01",
        kind="monitoring_visit",
        starts_on="2026-04-21",
        ends_on="2026-04-22",
    )
    visit = Visit.objects.get()

    send(
        client,
        address(Visit, "change", visit.pk),
        is_published="on",
        scope="The front door",
        why="Letter",
    )

    change = Change.objects.of(visit).first()
    assert (change.after, change.by) == ({"scope": "The front door"}, staff_manager)
    assert change.why == "Letter"


def test_add_check_of_an_action(boss):
    visit = VisitFactory(draft=True)
    action = ActionFactory(plan=visit.plan)

    send(
        boss,
        address(VisitCheck, "add"),
        visit=visit.pk,
        action=action.pk,
        progress="some",
    )

    assert VisitCheck.objects.get().target == action


def test_add_second_check_of_an_action_is_refused_in_words(boss):
    check = VisitCheckFactory(visit__draft=True)

    response = send(
        boss,
        address(VisitCheck, "add"),
        visit=check.visit.pk,
        action=check.action.pk,
        progress="met",
    )

    assert "already has a check of that action" in str(errors_of(response))
    assert VisitCheck.objects.get().progress == "some"


def test_add_check_of_nothing_is_refused_in_words(boss):
    response = send(boss, address(VisitCheck, "add"), visit=VisitFactory(draft=True).pk)

    assert "Choose an action or a recommendation, not both." in str(errors_of(response))


def test_add_finding_below_a_check(boss):
    check = VisitCheckFactory(visit__draft=True)
    finding = FindingFactory(visit=check.visit)

    send(
        boss,
        address(VisitCheck, "change", check.pk),
        **{
            "finding_links-TOTAL_FORMS": "1",
            "finding_links-0-finding": finding.pk,
            "why": "It rests on this",
        },
    )

    link = CheckFinding.objects.get()
    assert link.finding == finding
    assert Change.objects.of(link).get().why == "It rests on this"


def test_add_finding_of_another_visit_below_a_check_is_refused_in_words(boss):
    check = VisitCheckFactory(visit__draft=True)

    response = send(
        boss,
        address(VisitCheck, "change", check.pk),
        **{
            "finding_links-TOTAL_FORMS": "1",
            "finding_links-0-finding": FindingFactory(plan=check.visit.plan).pk,
        },
    )

    assert "Choose a finding of the same visit." in response.content.decode()
    assert not CheckFinding.objects.exists()


def test_published_check_takes_no_further_finding(boss):
    check = of_published_visit(VisitCheck)
    finding = FindingFactory(visit=check.visit)

    response = send(
        boss, address(CheckFinding, "add"), check_made=check.pk, finding=finding.pk
    )

    assert response.status_code == 200
    assert not CheckFinding.objects.exists()


def test_what_a_check_rests_on_is_only_read(boss):
    link = CheckFindingFactory()
    path = address(CheckFinding, "change", link.pk)

    assert boss.post(path, {"finding": "1"}).status_code == 403


def test_visit_shows_what_was_found_at_it(boss):
    visit = VisitFactory()
    rows = [
        JudgementFactory(visit=visit, area="Leadership"),
        FindingFactory(visit=visit, text="Supervision is irregular."),
        VisitCheckFactory(visit=visit),
    ]

    page = boss.get(address(Visit, "change", visit.pk))

    shown = page.content.decode()
    assert "Leadership" in shown
    assert "Supervision is irregular." in shown
    assert rows[2].action.reference in shown
    assert "judgements-0-area" not in as_opened(page)
