from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import PlanFactory, SourceFactory, UserFactory, VisitFactory
from tracker.choices import Basis, DatePrecision, Framework, VisitKind
from tracker.models import Change, StaleRecordError
from tracker.workflow.visits import (
    VisitFacts,
    edit_visit,
    receive_report,
    record_visit,
)

pytestmark = pytest.mark.django_db


def facts(**values):
    """What is known of a monitoring visit of two days."""
    known = {
        "kind": VisitKind.MONITORING_VISIT,
        "starts_on": date(2026, 5, 19),
        "ends_on": date(2026, 5, 20),
    }
    return VisitFacts(**{**known, **values})


def refused(run, *names):
    """The fields that a refusal names."""
    with pytest.raises(ValidationError) as refusal:
        run()
    return sorted(refusal.value.error_dict)


def test_record_stores_a_draft_with_all_that_is_known(today):
    plan, author = PlanFactory(), UserFactory()
    source = SourceFactory(plan=plan)
    known = facts(
        framework=Framework.ILACS,
        ordinal=2,
        ordinal_basis=Basis.STATED,
        scope="Children in care",
        inspectors="Ann Inspector",
        source=source,
        locator="¶1",
        quote="This was the second visit.",
        received_on=date(2026, 6, 1),
        letter_published_on=date(2026, 6, 10),
    )

    visit = record_visit(plan=plan, facts=known, by=author, on=today)

    visit.refresh_from_db()
    assert {name: getattr(visit, name) for name in vars(known)} == vars(known)
    assert (visit.reference, visit.is_published) == ("V-2026-01", False)
    assert Change.objects.of(visit).get().by == author


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        pytest.param([], "V-2026-01", id="the first of the year"),
        pytest.param(["V-2026-01", "V-2026-09"], "V-2026-10", id="after the highest"),
        pytest.param(["V-2025-07"], "V-2026-01", id="each year begins anew"),
        pytest.param(["V-2026-99"], "V-2026-100", id="a hundredth"),
    ],
)
def test_record_numbers_by_the_year_of_the_first_day(today, stored, expected):
    plan = PlanFactory()
    for reference in stored:
        VisitFactory(plan=plan, reference=reference)
    VisitFactory(reference="V-2026-05")

    visit = record_visit(plan=plan, facts=facts(), by=UserFactory(), on=today)

    assert visit.reference == expected


def test_record_by_month_takes_its_first_and_last_day(today):
    by_month = facts(
        starts_on=date(2026, 2, 11),
        ends_on=date(2026, 2, 11),
        precision=DatePrecision.MONTH,
    )

    visit = record_visit(plan=PlanFactory(), facts=by_month, by=UserFactory(), on=today)

    assert (visit.starts_on, visit.ends_on) == (date(2026, 2, 1), date(2026, 2, 28))
    assert visit.when == "February 2026"


@pytest.mark.parametrize("name", ["starts_on", "received_on", "letter_published_on"])
def test_record_refuses_a_day_to_come(today, name):
    plan = PlanFactory()
    to_come = facts(**{"ends_on": date(2026, 6, 18), name: date(2026, 6, 16)})

    names = refused(
        lambda: record_visit(plan=plan, facts=to_come, by=UserFactory(), on=today)
    )

    assert names == [name]
    assert not plan.visits.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"ends_on": date(2026, 5, 18)}, "The last day is before", id="ends too soon"
        ),
        pytest.param(
            {"received_on": date(2026, 5, 1)},
            "received before the visit began",
            id="received too soon",
        ),
        pytest.param({"ordinal": 3}, "stated or inferred", id="number without basis"),
        pytest.param({"quote": "Words."}, "which document", id="quote from nowhere"),
    ],
)
def test_record_refuses_what_cannot_be(today, values, sentence):
    with pytest.raises(ValidationError, match=sentence):
        record_visit(
            plan=PlanFactory(), facts=facts(**values), by=UserFactory(), on=today
        )


def test_edit_mends_a_draft(today):
    visit = VisitFactory(draft=True)

    edited = edit_visit(
        visit=visit,
        version=visit.version,
        facts=facts(scope="The front door"),
        by=UserFactory(),
        on=today,
    )

    assert (edited.scope, edited.reference) == ("The front door", visit.reference)


def test_edit_gives_another_reference_where_the_year_was_wrong(today):
    visit = VisitFactory(draft=True, starts_on=date(2025, 5, 19))
    in_2026 = facts()

    edited = edit_visit(
        visit=visit, version=1, facts=in_2026, by=UserFactory(), on=today
    )

    assert (visit.reference, edited.reference) == ("V-2025-01", "V-2026-01")


def test_edit_refuses_a_published_visit(today):
    visit = VisitFactory()

    with pytest.raises(ValidationError, match="Add a dated note instead"):
        edit_visit(visit=visit, version=1, facts=facts(), by=UserFactory(), on=today)


def test_edit_after_another_save_is_refused(today):
    visit = VisitFactory(draft=True)
    edit_visit(
        visit=visit, version=1, facts=facts(scope="A"), by=UserFactory(), on=today
    )

    with pytest.raises(StaleRecordError):
        edit_visit(
            visit=visit, version=1, facts=facts(scope="B"), by=UserFactory(), on=today
        )

    visit.refresh_from_db()
    assert visit.scope == "A"


def test_receive_report_says_the_day_once_also_of_a_published_visit(today):
    visit, by = VisitFactory(), UserFactory()
    received_on = date(2026, 5, 11)

    received = receive_report(visit=visit, received_on=received_on, by=by, on=today)

    assert received.received_on == received_on
    with pytest.raises(ValidationError, match="on record: 11 May 2026"):
        receive_report(visit=visit, received_on=date(2026, 5, 12), by=by, on=today)


def test_receive_report_refuses_a_day_to_come_or_before_the_visit(today):
    visit, by = VisitFactory(), UserFactory()

    for day, sentence in [
        (date(2026, 6, 16), "a day in the past"),
        (date(2026, 4, 1), "before the visit began"),
    ]:
        with pytest.raises(ValidationError, match=sentence):
            receive_report(visit=visit, received_on=day, by=by, on=today)
