"""The life of an action: added, worded, taken up, given to another post."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from tracker.choices import ActionStatus, DatePrecision
from tracker.models import (
    Action,
    Answer,
    OwnerChange,
    Plan,
    Post,
    RecommendationPart,
    StaleRecordError,
    StatusChange,
    User,
    Workstream,
    change_set,
    written_together,
)
from tracker.workflow.records import next_reference, save_new, save_record


@dataclass(frozen=True)
class ActionWording:
    """What an action says, whom it helps, and which parts it answers."""

    title: str
    output: str
    outcome: str
    impact: str
    workstream: Workstream | None
    parts: tuple[RecommendationPart, ...]


@dataclass(frozen=True)
class Promise:
    """Who is to do it and by when; without a due day none is agreed."""

    owner_post: Post | None
    due_on: date | None
    starts_on: date | None = None
    status: str = ActionStatus.NOT_STARTED


@written_together()
def create_action(
    *, plan: Plan, wording: ActionWording, promise: Promise, by: User, on: date
) -> Action:
    """Add an action to the plan from a day, with its first promise.

    Raises ValidationError where the wording or the promise breaks a rule, or the
    plan has an action with these words: a form sent twice adds one action.
    """
    Plan.objects.locked(plan.pk)
    twin = plan.actions.filter(title__iexact=wording.title).first()
    if twin:
        raise ValidationError({"title": f"{twin.reference} already says this."})
    action = Action(
        plan=plan, reference=next_reference(plan.actions, "A-"), **_words(wording)
    )
    _promise(action, promise)
    save_record(action, given={"reference"})
    _answer(action, wording.parts)
    _note_start(action, by, on, owner_before=None)
    return action


@written_together()
def edit_action(
    *, action: Action, version: int, wording: ActionWording, why: str
) -> Action:
    """Change an action's words, workstream or what it answers.

    Raises StaleRecordError where it was saved since `version`, ValidationError
    where a rule is broken.
    """
    with change_set(why=why):
        held = _held(action, version)
        for name, value in _words(wording).items():
            setattr(held, name, value)
        if _answer(held, wording.parts):
            held.version += 1  # a form opened before shows other parts
        save_record(held)
    return held


@written_together()
def take_up_action(
    *, action: Action, version: int, promise: Promise, by: User, on: date
) -> Action:
    """Track an action that was only recorded from a document, from a day on.

    The document's claim stays as it is. Raises ValidationError where it is
    tracked already or the day is before the document's, StaleRecordError where it
    was saved since `version`.
    """
    held = _held(action)
    if held.is_tracked:
        raise ValidationError(f"{held.reference} is already tracked.")
    if held.version != version:
        raise StaleRecordError(held)
    if held.claim_on and on < held.claim_on:
        raise ValidationError(
            {
                "taken_up_on": (
                    f"The document is of {held.claim_on:%-d %B %Y}. "
                    "Give that day or a later one."
                )
            }
        )
    owner_before = held.owner_post
    _promise(held, promise)
    save_record(held)
    _note_start(held, by, on, owner_before)
    return held


@written_together()
def change_owner(
    *, action: Action, version: int, post: Post, by: User, on: date, reason: str
) -> Action:
    """Give an action to another post from a day on.

    Raises ValidationError where the post already owns it, the action is only
    recorded, or a later change of owner is on record.
    """
    held = _held(action, version)
    if not held.is_tracked:
        raise ValidationError("Take the action up before giving it to a post.")
    if held.owner_post_id == post.pk:
        raise ValidationError({"post": f"{post} already owns this action."})
    owner_before, held.owner_post = held.owner_post, post
    with change_set(why=reason):
        save_record(held)
        _note_owner(held, by, on, owner_before, reason)
    return held


def _words(wording: ActionWording) -> dict:
    return {
        "title": wording.title,
        "output": wording.output,
        "outcome": wording.outcome,
        "impact": wording.impact,
        "workstream": wording.workstream,
    }


def _promise(action: Action, promise: Promise) -> None:
    action.owner_post = promise.owner_post
    action.starts_on = promise.starts_on
    action.status = promise.status
    action.first_due_on = action.due_on = promise.due_on
    action.due_precision = (
        DatePrecision.DAY if promise.due_on else DatePrecision.UNKNOWN
    )


def _held(action: Action, version: int | None = None) -> Action:
    """The action with what its own rules look at, held for this transaction."""
    rows = Action.objects.select_related("plan", "owner_post", "workstream", "source")
    return rows.locked(action.pk, version)


def _note_start(action: Action, by: User, on: date, owner_before: Post | None) -> None:
    save_record(
        StatusChange(action=action, changed_on=on, to_status=action.status, by=by)
    )
    if action.owner_post != owner_before:
        _note_owner(action, by, on, owner_before)


def _note_owner(
    action: Action, by: User, on: date, before: Post | None, reason: str = ""
) -> None:
    last = action.owner_changes.last()
    if last and last.changed_on > on:
        raise ValidationError(
            {
                "changed_on": (
                    f"The owner last changed on {last.changed_on:%-d %B %Y}. "
                    "Give that day or a later one."
                )
            }
        )
    save_record(
        OwnerChange(
            action=action,
            changed_on=on,
            from_post=before,
            to_post=action.owner_post,
            reason=reason,
            by=by,
        )
    )


def _answer(action: Action, parts: tuple[RecommendationPart, ...]) -> bool:
    """Let the action answer these parts and no others; whether anything changed."""
    wanted = {part.pk: part for part in parts}
    dropped = [
        answer
        for answer in action.answers.select_related("action", "part__recommendation")
        if wanted.pop(answer.part_id, None) is None
    ]
    for answer in dropped:
        answer.delete()
    added = [Answer(action=action, part=part) for part in wanted.values()]
    save_new(added, given={"action", "part"})
    return bool(dropped or added)
