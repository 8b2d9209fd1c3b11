"""A visit recorded, and its facts mended until it is published."""

from dataclasses import dataclass, fields
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.choices import DatePrecision
from tracker.dates import last_day_of_month
from tracker.models import Plan, Source, User, Visit, change_set
from tracker.workflow.records import next_reference, save_record


@dataclass(frozen=True)
class VisitFacts:
    """What is known of a visit; of a visit known by month, any day of it.

    A `source` that is not stored yet is a new document, and gets the next code.
    """

    kind: str
    starts_on: date
    ends_on: date
    precision: str = DatePrecision.DAY
    framework: str = ""
    ordinal: int | None = None
    ordinal_basis: str = ""
    scope: str = ""
    inspectors: str = ""
    source: Source | None = None
    locator: str = ""
    quote: str = ""
    received_on: date | None = None
    letter_published_on: date | None = None


@transaction.atomic
def record_visit(*, plan: Plan, facts: VisitFacts, by: User, on: date) -> Visit:
    """Record a visit as a draft, which only plan managers see until it is published.

    Its reference has the year of its first day. Raises ValidationError where a rule
    is broken or a day is after `on`.
    """
    _refuse_to_come(facts, on)
    Plan.objects.locked(plan.pk)
    visit = Visit(plan=plan)
    with change_set(by=by):
        _take_facts(visit, facts)
        visit.reference = _next_reference(visit)
        return save_record(visit)


@transaction.atomic
def edit_visit(
    *, visit: Visit, version: int, facts: VisitFacts, by: User, on: date
) -> Visit:
    """Mend the facts of a draft; another year gives it another reference.

    Raises ValidationError where a rule is broken, a day is after `on` or the visit
    is published; StaleRecordError where it was saved since `version`.
    """
    _refuse_to_come(facts, on)
    Plan.objects.locked(visit.plan_id)
    held = Visit.objects.select_related("plan", "source").locked(visit.pk, version)
    refuse_published(held)
    year = held.starts_on.year
    with change_set(by=by):
        _take_facts(held, facts)
        if held.starts_on.year != year:
            held.reference = _next_reference(held)
        return save_record(held)


@transaction.atomic
def receive_report(*, visit: Visit, received_on: date, by: User, on: date) -> Visit:
    """Say on which day the report came, also of a published visit; once.

    Raises ValidationError where the day is known already, is after `on`, or is
    before the visit.
    """
    _refuse_day_to_come("received_on", received_on, on)
    held = Visit.objects.select_related("plan").locked(visit.pk)
    if held.received_on:
        raise ValidationError(
            {"received_on": f"The day is on record: {held.received_on:%-d %B %Y}."}
        )
    held.received_on = received_on
    with change_set(by=by):
        return save_record(held)


def hold_draft(visit: Visit) -> Visit:
    """The visit, held until the transaction ends; refused once it is published.

    Raises ValidationError. Whatever is added to a visit is added through this.
    """
    held = Visit.objects.select_related("plan", "source").locked(visit.pk)
    refuse_published(held)
    return held


def refuse_published(visit: Visit) -> None:
    """Raise ValidationError where the visit is published."""
    if visit.is_published:
        raise ValidationError(
            f"{visit} is published: what inspectors wrote is not changed. "
            "Add a dated note instead."
        )


def _take_facts(visit: Visit, facts: VisitFacts) -> None:
    if facts.source and facts.source.pk is None:
        facts.source.plan = visit.plan
        facts.source.code = next_reference(visit.plan.sources, "D-", column="code")
        save_record(facts.source)
    for field in fields(facts):
        setattr(visit, field.name, getattr(facts, field.name))
    if facts.precision == DatePrecision.MONTH:
        visit.starts_on = facts.starts_on.replace(day=1)
        visit.ends_on = last_day_of_month(facts.ends_on)


def _next_reference(visit: Visit) -> str:
    """V, the year of its first day, and the number after the highest of that year."""
    prefix = f"V-{visit.starts_on.year}-"
    return next_reference(visit.plan.visits, prefix, digits=2)


def _refuse_to_come(facts: VisitFacts, on: date) -> None:
    """Whatever was seen or came by post did so by today."""
    for name in ("starts_on", "received_on", "letter_published_on"):
        _refuse_day_to_come(name, getattr(facts, name), on)


def _refuse_day_to_come(name: str, day: date | None, on: date) -> None:
    if day and day > on:
        raise ValidationError({name: "Give today or a day in the past."})
