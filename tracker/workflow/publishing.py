"""A visit published: its words stand from then on, and its checks take their steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tracker.choices import CheckDirection, CheckSustained, Step, VisitNoteKind
from tracker.models import Action, User, Visit, VisitCheck, VisitNote, change_set
from tracker.workflow.records import next_number, save_record
from tracker.workflow.steps import refuse_before_last_step, take_step
from tracker.workflow.visits import refuse_published


@dataclass(frozen=True)
class Publication:
    """What the plan manager has seen and decided on the publish page.

    `seen` are the keys of the checks that would make an action relapse or show it
    sustained; `no_relapse` has the reason for each relapse that is not to be.
    """

    seen: frozenset[int] = frozenset()
    no_relapse: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def publish_visit(
    *,
    visit: Visit,
    publication: Publication = Publication(),
    by: User,
    on: date,
) -> Visit:
    """Make a visit read-only and visible to all members, and take its steps.

    "Not sustained" or "worse" of a verified or sustained action is a relapse,
    unless a reason says why not, which is noted on the check. "Met" and
    "sustained" of a verified action sustains it. Raises ValidationError where the
    visit is published already, the checks differ from those seen, a reason is
    missing, or a step cannot be taken; then nothing is stored.
    """
    held = Visit.objects.select_related("plan", "source").locked(visit.pk)
    refuse_published(held)
    relapses, sustained = _proposals(held)
    if {check.pk for check in (*relapses, *sustained)} != publication.seen:
        raise ValidationError(
            "What the visit found has changed since you opened the page. "
            "Look again, then publish."
        )
    with change_set(by=by, why=f"{held.reference} published."):
        held.is_published = True
        held.published_at = timezone.now()
        save_record(held)
        for check in relapses:
            if check.pk in publication.no_relapse:
                _note_no_relapse(check, publication.no_relapse[check.pk], by, on)
            else:
                _step(check, Step.RELAPSE, by, on)
        for check in sustained:
            _step(check, Step.SUSTAIN, by, on)
    return held


def _proposals(visit: Visit) -> tuple[list[VisitCheck], list[VisitCheck]]:
    """The checks that propose a relapse, and those that show an action sustained.

    Their actions are held first, so that none takes another step meanwhile.
    """
    checks = visit.checks.filter(action__isnull=False)
    checked = Action.objects.filter(pk__in=checks.values("action"))
    list(checked.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    rows = visit.checks.select_related("action", "visit")
    return list(rows.proposing_relapse()), list(rows.showing_sustained())


def _step(check: VisitCheck, step: Step, by: User, on: date) -> None:
    assert check.action, "only checks of actions propose steps"
    action = check.action
    try:
        refuse_before_last_step(action, on)
        take_step(action, step, by=by, on=on, reason=_reason(check))
    except ValidationError as refusal:
        said = " ".join(refusal.messages)
        raise ValidationError(f"{action.reference}: {said}") from None


def _reason(check: VisitCheck) -> str:
    """What the visit said, as the reason of the step."""
    said = []
    if check.sustained in (CheckSustained.YES, CheckSustained.NO):
        said.append(check.get_sustained_display().lower())
    if check.direction == CheckDirection.WORSE:
        said.append(check.get_direction_display().lower())
    words = f" “{check.quote}”" if check.quote else ""
    return f"{check.visit.reference} found it {' and '.join(said)}.{words}"


def _note_no_relapse(check: VisitCheck, reason: str, by: User, on: date) -> None:
    if not reason.strip():
        raise ValidationError(
            {f"reason_{check.pk}": "Say why the action does not relapse"}
        )
    save_record(
        VisitNote(
            visit=check.visit,
            number=next_number(check.visit.notes),
            kind=VisitNoteKind.NO_RELAPSE,
            check_made=check,
            text=reason,
            noted_on=on,
            by=by,
        ),
        given={"number"},
    )
