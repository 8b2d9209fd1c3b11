"""Another day for a statutory limit of a visit, with the reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import TimeLimitChange, User, Visit, change_set
from tracker.models.time_limit import limits_of, raised_priority_action
from tracker.workflow.records import save_record


@transaction.atomic
def change_time_limit(
    *, visit: Visit, limit: str, due_on: date, reason: str, by: User, on: date
) -> TimeLimitChange:
    """Put a day in place of the counted one; what was counted or said stays on record.

    Raises ValidationError where the limit does not run for the visit, no reason is
    given, the day is before the visit, or is the one given last.
    """
    held = Visit.objects.select_related("plan").locked(visit.pk)
    runs = limits_of(held, has_priority_action=raised_priority_action(held))
    if limit not in runs:
        raise ValidationError({"limit": "This limit does not run for this visit."})
    if due_on < held.starts_on:
        raise ValidationError({"due_on": "Give a day after the visit began."})
    last = held.limit_changes.filter(limit=limit).last()
    if last and (last.due_on, last.reason) == (due_on, reason):
        raise ValidationError({"due_on": "This day was given already."})
    change = TimeLimitChange(
        visit=held, limit=limit, due_on=due_on, reason=reason, changed_on=on, by=by
    )
    with change_set(by=by, why=reason):
        return save_record(change)
