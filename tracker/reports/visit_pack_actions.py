"""The actions of a visit pack: what was done, by whom, with which evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from tracker.choices import ActionStatus
from tracker.models import Evidence, Moderation, ProgressUpdate, VisitCheck
from tracker.models.action_queryset import ActionQuerySet
from tracker.reports.changes_since import ActionChanges
from tracker.reports.check_words import said_by
from tracker.reports.voices import Voices, voices

NOTHING_SAID = "Has said nothing yet"
NOT_STATED = "Progress not stated"


@dataclass(frozen=True)
class PackVoice:
    """What one of the three last said, and when and who."""

    who: str
    words: str
    when: str = ""
    rating: str = ""  # red, amber or green, where a person rated


@dataclass(frozen=True)
class PackEvidence:
    """A file or a link: its number within the action opens it, for who may."""

    number: int
    title: str
    kind: str
    added_on: date


@dataclass(frozen=True)
class PackAction:
    """One action as it stood on the day, in words."""

    reference: str
    title: str
    status: str  # empty where the action is only recorded from a document
    status_words: str  # the status, or the document's claim with its day and voice
    owner: str  # the post and its holder, vacant, or that there is none
    due: str
    done: str  # the owner's words in the last update; empty without one
    difference: str
    voices: tuple[PackVoice, ...]  # owner, moderator, inspectors
    gaps: tuple[str, ...]  # how far the owner is from the others, in sentences
    evidence: tuple[PackEvidence, ...]
    changes: tuple[str, ...]  # since the last visit


def pack_actions(
    *,
    actions: ActionQuerySet,
    checks: Iterable[VisitCheck],
    changes: Sequence[ActionChanges],
    on: date,
) -> dict[int, PackAction]:
    """The actions by their keys, by reference, in four queries.

    `actions` are as they stood on the day, after as_at(); `checks` those of
    earlier visits, with their visit.
    """
    rows: list[Any] = list(actions.with_owner_then(on).order_by("reference"))
    keys = [row.pk for row in rows]
    known_at = actions.known_at
    updates = by_action(_last_updates(keys, on, known_at))
    offered = Evidence.objects.standing_on(on).known_by(known_at)
    evidence = by_action(offered.filter(action__in=keys))
    checked = by_action(check for check in checks if check.action_id)
    changed = {each.reference: each for each in changes}
    return {
        row.pk: _pack_action(
            row,
            voices(updates=updates[row.pk], checks=checked[row.pk]),
            evidence[row.pk],
            changed.get(row.reference),
        )
        for row in rows
    }


def by_action(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    """The rows of each action."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return found


def _last_updates(
    actions: Sequence[int], on: date, known_at: datetime | None
) -> QuerySet[ProgressUpdate]:
    """Of each action the last update by a day, and the last one that was rated by then."""
    mine = OuterRef("action")
    told = ProgressUpdate.objects.latest_by(on).known_by(known_at)
    latest = told.filter(action=mine).values("pk")
    rated = Moderation.objects.rating_by(on).known_by(known_at)
    judged = rated.filter(update__action=mine)
    looked = Moderation.objects.known_by(known_at).filter(moderated_on__lte=on)
    return (
        ProgressUpdate.objects.filter(
            Q(pk=Subquery(latest[:1])) | Q(pk=Subquery(judged.values("update")[:1])),
            action__in=actions,
        )
        .select_related("author")
        .prefetch_related(
            Prefetch("moderation", looked.select_related("moderator", "update"))
        )
    )


def _pack_action(
    row: Any,
    said: Voices,
    evidence: Iterable[Evidence],
    changes: ActionChanges | None,
) -> PackAction:
    return PackAction(
        reference=row.reference,
        title=row.title,
        status=row.status_then,
        status_words=_status_words(row),
        owner=_owner(row),
        due=_due(row),
        done=said.owner.did if said.owner else "",
        difference=said.owner.difference if said.owner else "",
        voices=(_owner_said(said), _moderator_said(said), _inspectors_said(said)),
        gaps=tuple(said.sentences),
        evidence=tuple(
            PackEvidence(
                each.number, each.title, each.get_kind_display(), each.added_on
            )
            for each in evidence
        ),
        changes=tuple(_change_words(changes)) if changes else (),
    )


def _status_words(row: Any) -> str:
    if row.status_then:
        return ActionStatus(row.status_then).label
    said = f"{row.get_claim_display()} on {in_words(row.claim_on)}"
    return (
        f"{said} (said by: {row.get_claim_voice_display()})"
        if row.claim_voice
        else said
    )


def _owner(row: Any) -> str:
    if row.post_title:
        return f"{row.post_title} ({row.holder_name or 'vacant'})"
    return row.owner_words or "No owner"


def _due(row: Any) -> str:
    if row.due_then:
        return f"Due {in_words(row.due_then)}"
    return f"Due {row.due_words}" if row.due_words else "No due date"


def _owner_said(said: Voices) -> PackVoice:
    update = said.owner
    if update is None:
        return PackVoice("Owner", NOTHING_SAID)
    name = update.on_behalf_of or update.author
    when = f"{in_words(update.made_on)}, {name}"
    return PackVoice("Owner", update.get_rating_display(), when, update.rating)


def _moderator_said(said: Voices) -> PackVoice:
    returned, moderation = said.returned, said.moderator
    if returned:
        when = f"{in_words(returned.moderated_on)}, {returned.moderator}"
        return PackVoice("Moderator", "Returned the last update", when)
    if moderation is None:
        return PackVoice("Moderator", NOTHING_SAID)
    when = f"{in_words(moderation.moderated_on)}, {moderation.moderator}"
    words = moderation.get_rating_display()
    return PackVoice("Moderator", words, when, moderation.rating)


def _inspectors_said(said: Voices) -> PackVoice:
    check = said.inspectors
    if check is None:
        return PackVoice("Inspectors", "No earlier visit has checked this")
    words = "; ".join(said_by(check)) or NOT_STATED
    return PackVoice("Inspectors", words, f"{check.visit.reference} {check.visit.name}")


def _change_words(changes: ActionChanges) -> Iterable[str]:
    for step in changes.steps:
        after = step.get_to_status_display().lower()
        before = step.get_from_status_display()
        way = f"{before} to {after}" if before else f"New: {after}"
        yield f"{way}, {in_words(step.changed_on)}"
    for change in changes.owners:
        after = change.to_post.title if change.to_post else "nobody"
        before = f"{change.from_post.title} to " if change.from_post else ""
        yield f"Owner: {before}{after}, {in_words(change.changed_on)}"
    if changes.updates:
        yield f"{changes.updates} update{'' if changes.updates == 1 else 's'}"


def in_words(day: date) -> str:
    """A day as people write it: 21 March 2022."""
    return f"{day:%-d %B %Y}"
