"""What tests of the workflow ask of the record, and what a form would say."""

from tracker.models import Action, Change, OwnerChange, StatusChange
from tracker.workflow.actions import ActionWording


def copies_agree(action, on):
    """Whether status and owner are those of the latest dated rows."""
    stored = Action.objects.get(pk=action.pk)
    status = StatusChange.objects.filter(action=action).latest_by(on).first()
    owner = OwnerChange.objects.filter(action=action).latest_by(on).first()
    return (stored.status, stored.owner_post) == (
        status.to_status if status else "",
        owner.to_post if owner else None,
    )


def due_date_agrees(action):
    """Whether the due date is the last approved one, else the first promise."""
    stored = Action.objects.get(pk=action.pk)
    approved = stored.due_date_changes.filter(decision="approved")
    last = approved.order_by("decided_on", "number").last()
    return stored.due_on == (last.new_on if last else stored.first_due_on)


def wording(*parts, **values):
    """What a form says of an action."""
    standard = {
        "title": "Train managers",
        "output": "A course",
        "outcome": "Supervision is regular",
        "impact": "Children see one worker",
        "workstream": None,
    }
    return ActionWording(**{**standard, **values}, parts=parts)


def changes_since(start):
    """Model, kind, person and reason of what was written, in order."""
    rows = Change.objects.filter(pk__gt=start).order_by("pk")
    return list(rows.values_list("model", "kind", "by__full_name", "why"))


def last_change():
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
