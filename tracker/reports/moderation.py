"""Updates that wait for a moderator, and which of them a person may moderate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from tracker.models import Plan, Post, ProgressUpdate, User
from tracker.permissions import refusal_to_moderate


@dataclass(frozen=True)
class QueueRow:
    """An update that waits, and why the person may not moderate it, if so."""

    update: ProgressUpdate
    refusal: str


def updates_to_moderate(
    *, plan: Plan, person: User, on: date
) -> QuerySet[ProgressUpdate]:
    """The plan's updates that wait for a moderator, the oldest first, in one query.

    Each with its action, its author, and `is_own`: whether the person holds, or
    deputises for, the action's post on a day.
    """
    mine = Post.objects.held_by(person, on).filter(pk=OuterRef("action__owner_post"))
    return (
        ProgressUpdate.objects.awaiting_moderation()
        .filter(action__plan=plan)
        .select_related("action__owner_post", "author")
        .annotate(is_own=Exists(mine))
    )


def queue_rows(
    updates: Iterable[ProgressUpdate], *, plan: Plan, person: User, on: date
) -> Iterator[QueueRow]:
    """Each update with why the person may not moderate it; no query."""
    for update in updates:
        update.action.is_own = update.is_own
        yield QueueRow(update, refusal_to_moderate(person, update, plan, on))
