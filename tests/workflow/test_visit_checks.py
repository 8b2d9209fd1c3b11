import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    CheckFindingFactory,
    FindingFactory,
    RecommendationFactory,
    SourceFactory,
    UserFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.choices import CheckBasis, CheckProgress
from tracker.models import Change, StaleRecordError, VisitCheck
from tracker.workflow.visit_checks import (
    CheckEntry,
    put_rest_out_of_scope,
    record_check,
    record_checks,
    remove_check,
)

pytestmark = pytest.mark.django_db

SOME = {"progress": "some", "sustained": "too_early", "direction": "better"}


@pytest.fixture
def visit():
    """A draft with a document."""
    source = SourceFactory()
    return VisitFactory(draft=True, plan=source.plan, source=source)


@pytest.mark.parametrize(
    "factory",
    [
        pytest.param(ActionFactory, id="action"),
        pytest.param(RecommendationFactory, id="recommendation"),
    ],
)
def test_record_check_of_a_target(visit, factory):
    target, by = factory(plan=visit.plan), UserFactory()
    finding = FindingFactory(visit=visit)
    said = {**SOME, "consistency": "most", "quote": "It is better.", "locator": "¶4"}

    check = record_check(
        visit=visit, entry=CheckEntry(target, said, findings=(finding,)), by=by
    )

    check.refresh_from_db()
    assert {name: getattr(check, name) for name in said} == said
    assert (check.target, check.source) == (target, visit.source)
    assert [link.finding for link in check.finding_links.all()] == [finding]
    assert Change.objects.of(check).get().by == by


def test_record_check_again_mends_it_and_its_findings(visit):
    link = CheckFindingFactory(check_made__visit=visit)
    other = FindingFactory(visit=visit)
    check = link.check_made
    entry = CheckEntry(check.action, {"progress": "met"}, (other,), check.version)

    record_check(visit=visit, entry=entry, by=UserFactory())

    check.refresh_from_db()
    assert (check.progress, visit.checks.count()) == ("met", 1)
    assert [link.finding for link in check.finding_links.all()] == [other]


def test_record_check_that_somebody_else_made_meanwhile_is_refused(visit):
    check = VisitCheckFactory(visit=visit)

    with pytest.raises(StaleRecordError) as stale:
        record_check(
            visit=visit, entry=CheckEntry(check.action, SOME), by=UserFactory()
        )

    assert stale.value.current == check


def test_record_check_that_was_taken_out_meanwhile_is_refused(visit):
    action = ActionFactory(plan=visit.plan)

    with pytest.raises(ValidationError, match="taken out meanwhile"):
        record_check(
            visit=visit, entry=CheckEntry(action, SOME, version=1), by=UserFactory()
        )


def test_not_in_scope_says_nothing_more(visit):
    entry = CheckEntry(
        ActionFactory(plan=visit.plan), {**SOME, "progress": "not_in_scope"}
    )

    with pytest.raises(ValidationError, match="Clear the other answers"):
        record_check(visit=visit, entry=entry, by=UserFactory())


def test_record_checks_keeps_the_rows_that_can_be_stored(visit):
    good, wrong, taken = (ActionFactory(plan=visit.plan) for _ in range(3))
    VisitCheckFactory(visit=visit, action=taken)

    refusals = record_checks(
        visit=visit,
        entries=[
            CheckEntry(good, SOME),
            CheckEntry(wrong, {"progress": "odd"}),
            CheckEntry(taken, SOME),
        ],
        by=UserFactory(),
    )

    assert {ref: type(each) for ref, each in refusals.items()} == {
        wrong.reference: ValidationError,
        taken.reference: StaleRecordError,
    }
    assert {check.action for check in visit.checks.all()} == {good, taken}


def test_remove_check_leaves_its_findings(visit):
    link = CheckFindingFactory(check_made__visit=visit)

    remove_check(check=link.check_made, by=UserFactory())

    assert not VisitCheck.objects.exists()
    assert visit.findings.get() == link.finding


def test_rest_is_put_out_of_scope_in_one_change_set(visit):
    checked = VisitCheckFactory(visit=visit).action
    rest = [ActionFactory(plan=visit.plan), RecommendationFactory(plan=visit.plan)]
    by = UserFactory()

    number = put_rest_out_of_scope(
        visit=visit, rest=[checked, *rest], expected=2, by=by
    )

    made = visit.checks.filter(progress=CheckProgress.NOT_IN_SCOPE)
    assert number == 2
    assert {check.target for check in made} == {*rest}
    assert {check.basis for check in made} == {CheckBasis.INFERRED}
    changes = Change.objects.filter(model="visitcheck", by=by)
    assert len({change.change_set for change in changes}) == 1


def test_rest_of_another_number_than_confirmed_is_refused(visit):
    rest = [ActionFactory(plan=visit.plan)]

    with pytest.raises(ValidationError, match="number has changed to 1"):
        put_rest_out_of_scope(visit=visit, rest=rest, expected=2, by=UserFactory())

    assert not visit.checks.exists()


def test_rest_asks_as_often_for_50_rows_as_for_1(visit, django_assert_num_queries):
    by = UserFactory()
    for count in (1, 50):
        rest = [ActionFactory(plan=visit.plan) for _ in range(count)]
        with django_assert_num_queries(6):
            put_rest_out_of_scope(visit=visit, rest=rest, expected=count, by=by)


def test_published_visit_takes_no_further_check():
    check = VisitCheckFactory()
    visit, by = check.visit, UserFactory()
    other = ActionFactory(plan=visit.plan)
    tries = [
        lambda: record_check(visit=visit, entry=CheckEntry(other, SOME), by=by),
        lambda: record_checks(visit=visit, entries=[CheckEntry(other, SOME)], by=by),
        lambda: remove_check(check=check, by=by),
        lambda: put_rest_out_of_scope(visit=visit, rest=[other], expected=1, by=by),
    ]

    for attempt in tries:
        with pytest.raises(ValidationError, match="Add a dated note instead"):
            attempt()

    assert visit.checks.get() == check
