import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    CheckFindingFactory,
    FindingFactory,
    JudgementFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
    VisitFactory,
)
from tracker.choices import FindingKind, Grade, Voice
from tracker.models import Change, CheckFinding, Finding, Judgement, StaleRecordError
from tracker.workflow.findings import (
    FindingEntry,
    JudgementEntry,
    add_finding,
    add_judgement,
    edit_finding,
    edit_judgement,
    remove_finding,
    remove_judgement,
)

pytestmark = pytest.mark.django_db

FOUND = FindingEntry(kind=FindingKind.CONCERN, text="Supervision is irregular.")
JUDGED = JudgementEntry(area="Overall effectiveness", grade=Grade.INADEQUATE)


def test_add_finding_gives_the_next_reference_of_the_plan():
    visit, by = VisitFactory(draft=True), UserFactory()
    FindingFactory(plan=visit.plan, reference="F-007")
    theme = ThemeFactory(plan=visit.plan)
    source = SourceFactory(plan=visit.plan)
    entry = FindingEntry(
        kind=FindingKind.STRENGTH,
        text="Managers know their service.",
        quote="Managers know their service well.",
        locator="¶4",
        source=source,
        theme=theme,
    )

    finding = add_finding(visit=visit, entry=entry, by=by)

    finding.refresh_from_db()
    assert {name: getattr(finding, name) for name in vars(entry)} == vars(entry)
    assert (finding.reference, finding.visit) == ("F-008", visit)
    assert finding.voice == Voice.OFSTED
    assert Change.objects.of(finding).get().by == by


def test_add_finding_takes_the_document_of_the_visit_for_its_quote():
    source = SourceFactory()
    visit = VisitFactory(draft=True, plan=source.plan, source=source)
    quoted = FindingEntry(kind=FindingKind.CONCERN, text="Late.", quote="It was late.")

    finding = add_finding(visit=visit, entry=quoted, by=UserFactory())

    assert finding.source == source


def test_add_finding_refuses_a_quote_where_no_document_is_known():
    quoted = FindingEntry(kind=FindingKind.CONCERN, text="Late.", quote="It was late.")

    with pytest.raises(ValidationError, match="Say which document"):
        add_finding(visit=VisitFactory(draft=True), entry=quoted, by=UserFactory())


def test_edit_finding_mends_it_and_refuses_a_stale_save():
    finding, by = FindingFactory(visit__draft=True), UserFactory()
    mended = FindingEntry(kind=FindingKind.NEUTRAL, text="Supervision is mixed.")

    edited = edit_finding(finding=finding, version=1, entry=mended, by=by)

    assert (edited.kind, edited.text) == (mended.kind, mended.text)
    assert edited.reference == finding.reference
    with pytest.raises(StaleRecordError):
        edit_finding(finding=finding, version=1, entry=FOUND, by=by)


def test_remove_finding_takes_it_out_of_the_checks_that_rest_on_it():
    link = CheckFindingFactory(check_made__visit__draft=True)

    remove_finding(finding=link.finding, by=UserFactory())

    assert not Finding.objects.exists()
    assert not CheckFinding.objects.exists()
    assert link.check_made.visit.checks.count() == 1


def test_add_judgement_gives_one_grade_an_area():
    visit, by = VisitFactory(draft=True), UserFactory()

    judgement = add_judgement(visit=visit, entry=JUDGED, by=by)

    assert str(judgement) == "Overall effectiveness: Inadequate"
    with pytest.raises(ValidationError, match="already has a grade"):
        add_judgement(visit=visit, entry=JUDGED, by=by)


def test_add_judgement_without_a_grade_says_so():
    entry = JudgementEntry(area="Care leavers")

    judgement = add_judgement(
        visit=VisitFactory(draft=True), entry=entry, by=UserFactory()
    )

    assert str(judgement) == "Care leavers: no grade"


def test_edit_judgement_mends_it_and_refuses_a_stale_save():
    judgement, by = JudgementFactory(visit__draft=True), UserFactory()

    edited = edit_judgement(judgement=judgement, version=1, entry=JUDGED, by=by)

    assert (edited.area, edited.grade) == (JUDGED.area, JUDGED.grade)
    with pytest.raises(StaleRecordError):
        edit_judgement(judgement=judgement, version=1, entry=JUDGED, by=by)


def test_remove_judgement_takes_it_out():
    judgement = JudgementFactory(visit__draft=True)

    remove_judgement(judgement=judgement, by=UserFactory())

    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda finding, judgement, by: add_finding(
                visit=finding.visit, entry=FOUND, by=by
            ),
            id="add a finding",
        ),
        pytest.param(
            lambda finding, judgement, by: edit_finding(
                finding=finding, version=1, entry=FOUND, by=by
            ),
            id="mend a finding",
        ),
        pytest.param(
            lambda finding, judgement, by: remove_finding(finding=finding, by=by),
            id="take out a finding",
        ),
        pytest.param(
            lambda finding, judgement, by: add_judgement(
                visit=judgement.visit, entry=JUDGED, by=by
            ),
            id="add a grade",
        ),
        pytest.param(
            lambda finding, judgement, by: edit_judgement(
                judgement=judgement, version=1, entry=JUDGED, by=by
            ),
            id="mend a grade",
        ),
        pytest.param(
            lambda finding, judgement, by: remove_judgement(judgement=judgement, by=by),
            id="take out a grade",
        ),
    ],
)
def test_published_visit_is_neither_added_to_nor_mended(change):
    visit = VisitFactory()
    finding = FindingFactory(visit=visit, plan=visit.plan)
    judgement = JudgementFactory(visit=visit)

    with pytest.raises(ValidationError, match="Add a dated note instead"):
        change(finding, judgement, UserFactory())

    assert (visit.findings.get().text, visit.judgements.get().grade) == (
        finding.text,
        judgement.grade,
    )
