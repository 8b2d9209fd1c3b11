"""What a person may do with an action now, and why not the rest."""

from dataclasses import dataclass
from datetime import date

from tracker.choices import ActionStatus, Step
from tracker.models import Action, DueCheck, Plan, User
from tracker.permissions import Verb, may, may_with, refusal_to_verify

OWNERS_ONLY = "The owner or a plan manager does this."
MANAGERS_ONLY = "A plan manager does this."


@dataclass(frozen=True)
class Offer:
    """A step by its verb; offered where nothing stands against it."""

    step: str
    label: str
    refusal: str

    @property
    def is_open(self) -> bool:
        """Whether the person may take the step now."""
        return not self.refusal


def steps_offered(
    *,
    person: User,
    action: Action,
    plan: Plan,
    waiting: DueCheck | None,
    on: date,
) -> list[Offer]:
    """The steps that an action's status leaves, each with why it is refused.

    `waiting` is the next check of the action, with its `look_on`. What the
    status rules out is left out, not refused.
    """
    may_update = may_with(person, Verb.UPDATE, action, plan, on)
    may_edit = may(person, Verb.EDIT_PLAN, plan)
    offers = []
    if action.status == ActionStatus.IN_PROGRESS:
        offers.append(Offer("deliver", "Deliver", "" if may_update else OWNERS_ONLY))
    if action.status in ActionStatus.delivered_statuses:
        refusal = refusal_to_verify(person, action, plan, on) or not_due(waiting, on)
        offers.append(Offer("verify", verify_label(waiting), refusal))
    if action.is_open:
        offers.append(
            Offer("date", "Ask for a new due date", "" if may_update else OWNERS_ONLY)
        )
    for step in (Step.REOPEN, Step.CLOSE):
        if action.status in Step.ways[step][0]:
            label = f"{step.label} the action"
            offers.append(Offer(step, label, "" if may_edit else MANAGERS_ONLY))
    return offers


def verify_label(waiting: DueCheck | None) -> str:
    """What the look at a delivered action is called."""
    return waiting.get_kind_display() if waiting else "Verify"


def not_due(waiting: DueCheck | None, on: date) -> str:
    """Why a check is not answered yet; a further check may come early."""
    if waiting is None or waiting.kind == "further" or waiting.look_on <= on:
        return ""
    return f"It falls due on {waiting.look_on:%-d %B %Y}."
