"""What changed in a plan's actions between two days, action by action."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from tracker.models import Action, OwnerChange, Plan, ProgressUpdate, StatusChange


@dataclass(frozen=True)
class ActionChanges:
    """What changed in one action."""

    reference: str
    title: str
    steps: tuple[StatusChange, ...]
    owners: tuple[OwnerChange, ...]
    updates: int  # how many were made

    @property
    def is_new(self) -> bool:
        """Whether it was added, or taken up from a document, in these days."""
        return any(not step.from_status for step in self.steps)


def changes_since(
    *, plan: Plan, since: date, on: date, known_at: datetime | None = None
) -> list[ActionChanges]:
    """Changes made after one day and up to another, by reference, in three queries.

    With `known_at`, only those that were written down by that instant.
    """
    made = {
        "action__plan": plan,
        "changed_on__gt": since,
        "changed_on__lte": on,
    }
    steps = defaultdict(list)
    owners = defaultdict(list)
    named: dict[str, Action] = {}
    made_steps = StatusChange.objects.filter(**made).known_by(known_at)
    for step in made_steps.select_related("action"):
        named[step.action.reference] = step.action
        steps[step.action.reference].append(step)
    made_changes = OwnerChange.objects.filter(**made).known_by(known_at)
    for change in made_changes.select_related("action", "from_post", "to_post"):
        named[change.action.reference] = change.action
        owners[change.action.reference].append(change)
    titles = {reference: action.title for reference, action in named.items()}
    updates = {}
    for reference, title, count in _updates(plan, since, on, known_at):
        titles[reference] = title
        updates[reference] = count
    return [
        ActionChanges(
            reference=reference,
            title=titles[reference],
            steps=tuple(steps[reference]),
            owners=tuple(owners[reference]),
            updates=updates.get(reference, 0),
        )
        for reference in sorted(titles)
    ]


def _updates(
    plan: Plan, since: date, on: date, known_at: datetime | None
) -> list[tuple[str, str, int]]:
    return list(
        ProgressUpdate.objects.filter(
            action__plan=plan, made_on__gt=since, made_on__lte=on
        )
        .known_by(known_at)
        .order_by()
        .values_list("action__reference", "action__title")
        .annotate(count=Count("pk"))
    )
