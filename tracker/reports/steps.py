"""What a person may do with an action now, and why not the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.choices import ActionStatus, Step, VerificationKind
from tracker.models import DueCheck, User
from tracker.permissions import (
    WHO_MAY,
    Verb,
    may,
    may_with,
    refusal_to_decide,
    refusal_to_moderate,
    refusal_to_verify,
)
from tracker.reports.action_page import ActionPage

ALL_DONE_PERCENT = 100  # of completion: then the next thing is to deliver
CHECK_LABELS = {
    VerificationKind.FURTHER: "Make the further check",
    VerificationKind.SIX_MONTHS: "Make the check at 6 months",
    VerificationKind.TWELVE_MONTHS: "Make the check at 12 months",
}


@dataclass(frozen=True)
class Offer:
    """A step by the page it is taken on; offered where nothing stands against it."""

    page: str  # the name of the page, such as action-deliver
    label: str
    refusal: str = ""
    number: int | None = None  # of the update or request it is about
    is_next: bool = False  # whether it may be the one thing to do next

    @property
    def is_open(self) -> bool:
        """Whether the person may take the step now."""
        return not self.refusal


@dataclass(frozen=True)
class Steps:
    """The one thing to do next, what else may be done, and why not the rest."""

    next: Offer | None
    others: list[Offer]
    refusals: list[str]


def steps_offered(*, person: User, page: ActionPage, on: date) -> Steps:
    """The steps that an action's status leaves, sorted by what the person may do.

    What the status rules out is left out, not refused. No query where the action
    was fetched `with_own`, from a plan that knows the person's role.
    """
    offers = list(_offers(person, page, on))
    first = next((offer for offer in offers if offer.is_open and offer.is_next), None)
    return Steps(
        next=first,
        others=[offer for offer in offers if offer.is_open and offer is not first],
        refusals=why_not([offer for offer in offers if not offer.is_open]),
    )


def _offers(person: User, page: ActionPage, on: date) -> Iterator[Offer]:
    """All steps, the most pressing first."""
    action = page.action
    refuse_edit = (
        "" if may(person, Verb.EDIT_PLAN, action.plan) else WHO_MAY[Verb.EDIT_PLAN]
    )
    if not action.is_tracked:
        label = "Take up this action"
        yield Offer("action-take-up", label, refuse_edit, is_next=True)
        return
    yield from _second_looks(person, page, on)
    yield from _owners_steps(person, page, on)
    for step in (Step.REOPEN, Step.CLOSE):
        if action.status in Step.ways[step][0]:
            yield Offer(f"action-{step}", f"{step.label} the action", refuse_edit)


def _second_looks(person: User, page: ActionPage, on: date) -> Iterator[Offer]:
    """What another person than the owner does."""
    action, plan = page.action, page.action.plan
    asked, update = page.date_request, page.unmoderated
    if asked:
        refusal = refusal_to_decide(person, asked, plan)
        label = "Decide the new due date"
        yield Offer("due-date-decide", label, refusal, asked.number, is_next=True)
    if update:
        update.action = action
        refusal = refusal_to_moderate(person, update, plan, on)
        label = f"Moderate update {update.number}"
        yield Offer("update-moderate", label, refusal, update.number, is_next=True)
    waiting = page.to_come[0] if page.to_come else None
    if waiting or action.status == ActionStatus.DELIVERED:
        refusal = refusal_to_verify(person, action, plan, on) or not_due(waiting, on)
        yield Offer("action-verify", verify_label(waiting), refusal, is_next=True)


def _owners_steps(person: User, page: ActionPage, on: date) -> Iterator[Offer]:
    """What the owner does, who may not do it otherwise."""
    action = page.action
    may_update = may_with(person, Verb.UPDATE, action, action.plan, on)
    refusal = "" if may_update else WHO_MAY[Verb.UPDATE]
    deliver = Offer("action-deliver", "Deliver the action", refusal, is_next=True)
    is_running = action.status == ActionStatus.IN_PROGRESS
    is_all_done = is_running and _percent(page) == ALL_DONE_PERCENT
    if is_all_done:
        yield deliver
    if action.status in ActionStatus.live_statuses:
        yield Offer("update-create", "Add an update", refusal, is_next=action.is_open)
    if is_running and not is_all_done:
        yield deliver
    if action.is_open and not page.date_request:
        yield Offer("due-date-request", "Ask for a new due date", refusal)


def _percent(page: ActionPage) -> int | None:
    return page.voices.owner.percent if page.voices.owner else None


def why_not(refused: Sequence[Offer]) -> list[str]:
    """One sentence a reason: "Deliver the action, add an update: the owner …"."""
    by_reason: dict[str, list[str]] = {}
    for offer in refused:
        by_reason.setdefault(offer.refusal, []).append(offer.label)
    return [
        f"{_one_sentence(labels)}: {_lower(reason)}"
        for reason, labels in by_reason.items()
    ]


def _one_sentence(labels: Sequence[str]) -> str:
    return ", ".join([labels[0], *map(_lower, labels[1:])])


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def verify_label(waiting: DueCheck | None) -> str:
    """What the look at a delivered action is called."""
    if waiting is None:
        return "Verify the action"
    return CHECK_LABELS[VerificationKind(waiting.kind)]


def not_due(waiting: DueCheck | None, on: date) -> str:
    """Why a check is not answered yet; a further check may come early."""
    if waiting is None or waiting.kind == VerificationKind.FURTHER:
        return ""
    if waiting.look_on <= on:
        return ""
    return f"It falls due on {waiting.look_on:%-d %B %Y}."
