"""The actions of a pack: one row each, as they stood on the day, in one query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from tracker.choices import ActionStatus, Rating, ReportedRating
from tracker.dates import days_overdue
from tracker.models import Evidence, Moderation, Post
from tracker.models.action_queryset import ActionQuerySet, first
from tracker.reports.check_words import NOT_STATED, said_words
from tracker.reports.rating import gap, gap_to_inspectors


@dataclass(frozen=True)
class PackAction:
    """One tracked action as it stood on the day, and what three voices said of it."""

    reference: str
    title: str
    workstream: str  # empty where it stands in none
    status: str
    rating: str  # reported for the day
    is_self_rated: bool
    post: str  # empty where no post owned it
    holder: str  # empty where nobody held the post
    organisation: str  # the slug of the post's; empty where there is none
    first_due_on: date | None
    due_on: date | None
    due_words: str
    times_moved: int
    days_moved: int | None  # calendar days later than first agreed
    days_late: int  # calendar days; 0 where it is not late, or no longer open
    silent_days: int | None  # since the last update, or since it was taken up
    has_evidence: bool
    owner_said: str  # the rating of the last update; empty without one
    moderator_said: str  # the latest moderated rating; empty without one
    inspectors_said: tuple[str, ...]  # at the last visit that checked it
    inspectors_visit: str  # that visit's reference
    gap_to_moderator: int | None  # steps the owner was the more hopeful of one update
    gap_to_inspectors: int | None

    @property
    def is_open(self) -> bool:
        """Whether it was still to be delivered."""
        return self.status in ActionStatus.open_statuses

    @property
    def status_label(self) -> str:
        """The status, as printed."""
        return ActionStatus(self.status).label

    @property
    def rating_label(self) -> str:
        """The reported rating, as printed; self-rated where nobody has moderated it."""
        label = ReportedRating(self.rating).label
        return f"{label} (self-rated)" if self.is_self_rated else label

    @property
    def owner(self) -> str:
        """The post and who held it, in words."""
        if not self.post:
            return "No owner"
        return f"{self.post}: {self.holder or 'vacant'}"


def pack_actions(*, actions: ActionQuerySet, on: date) -> list[PackAction]:
    """The tracked ones of the actions, by reference, in one query.

    `actions` are as they stood on the day.
    """
    bodies = Post.objects.filter(pk=OuterRef("post_then"))
    offered = Evidence.objects.standing_on(on).known_by(actions.known_at)
    moderated = Moderation.objects.rating_by(on).known_by(actions.known_at)
    rows = (
        actions.exclude(status_then="")
        .for_report(on)
        .with_checks(on)
        .with_moves(on, "due_then")
        .annotate(
            body=first(bodies, "organisation__slug"),
            has_evidence=Exists(offered.filter(action=OuterRef("pk"))),
            moderated_own=first(
                moderated.filter(update__action=OuterRef("pk")), "update__rating"
            ),
        )
        .select_related("workstream")
        .order_by("reference")
    )
    return [_pack_action(row, on) for row in rows]


def _pack_action(row: Any, on: date) -> PackAction:
    is_open = row.status_then in ActionStatus.open_statuses
    return PackAction(
        reference=row.reference,
        title=row.title,
        workstream=row.workstream.name if row.workstream else "",
        status=row.status_then,
        rating=row.rating,
        is_self_rated=row.is_self_rated,
        post=row.post_title,
        holder=row.holder_name,
        organisation=row.body or "",
        first_due_on=row.first_due_on,
        due_on=row.due_then,
        due_words=row.due_words,
        times_moved=row.times_moved,
        days_moved=row.days_moved,
        days_late=days_overdue(row.due_then, on) if is_open else 0,
        silent_days=(on - row.last_heard_on).days if row.last_heard_on else None,
        has_evidence=row.has_evidence,
        owner_said=label_of(row.last_rating),
        moderator_said=label_of(row.moderated_rating),
        inspectors_said=tuple(_said(row)),
        inspectors_visit=row.last_check_visit or "",
        gap_to_moderator=gap(row.moderated_own or "", row.moderated_rating or ""),
        gap_to_inspectors=gap_to_inspectors(
            row.last_rating or "", row.last_check_progress or ""
        ),
    )


def label_of(rating: str | None) -> str:
    """A rating that a person gave, as printed; empty where none did."""
    return Rating(rating).label if rating else ""


def _said(row: Any) -> list[str]:
    if not row.last_check_visit:
        return []
    return said_words(
        row.last_check_progress,
        row.last_check_sustained,
        NOT_STATED,
        row.last_check_direction,
    )
