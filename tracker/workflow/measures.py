"""Success measures: added, worded, given a target."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from tracker.models import (
    Action,
    Measure,
    MeasureAction,
    MeasureTarget,
    MeasureTheme,
    Plan,
    Post,
    Theme,
    User,
    change_set,
)
from tracker.workflow.records import next_number, next_reference, save_new, save_record

FORM_SENT_TWICE = "{} is a measure of that name already."


@dataclass(frozen=True)
class Aim:
    """What is to be reached, in the measure's unit, and by when."""

    target: Decimal | None = None
    target_on: date | None = None
    target_words: str = ""
    tolerance: Decimal | None = None


@dataclass(frozen=True)
class MeasureWording:
    """What is counted, where it stood, how often it is told, and what it is about."""

    name: str
    tells: str
    unit: str
    polarity: str
    baseline: Decimal | None
    baseline_on: date | None
    frequency: str
    starts_on: date | None
    ends_on: date | None
    data_source: str
    owner_post: Post | None
    themes: tuple[Theme, ...] = ()
    actions: tuple[Action, ...] = ()
    aim: Aim = Aim()


@transaction.atomic
def create_measure(
    *, plan: Plan, wording: MeasureWording, by: User, on: date
) -> Measure:
    """Add a measure to the plan, with the target agreed on a day.

    Raises ValidationError where a rule is broken, or the plan has a measure of that
    name: a form sent twice adds one.
    """
    Plan.objects.locked(plan.pk)
    twin = plan.measures.filter(name__iexact=wording.name).first()
    if twin:
        raise ValidationError({"name": FORM_SENT_TWICE.format(twin.reference)})
    measure = Measure(plan=plan, reference=next_reference(plan.measures, "M-"))
    _word(measure, wording)
    save_record(measure, given={"reference"})
    _link(measure, wording)
    if wording.aim != Aim():
        set_target(measure, wording.aim, by=by, on=on)
    return measure


@transaction.atomic
def edit_measure(
    *,
    measure: Measure,
    version: int,
    wording: MeasureWording,
    why: str,
    by: User,
    on: date,
) -> Measure:
    """Change a measure's words, links or target; the target before stays on record.

    Raises StaleRecordError where it was saved since `version`, ValidationError where
    a rule is broken.
    """
    with change_set(why=why):
        held = Measure.objects.select_related("plan", "owner_post").locked(
            measure.pk, version
        )
        _word(held, wording)
        changed = _link(held, wording)
        if wording.aim != aim_of(held, on):
            set_target(held, wording.aim, by=by, on=on, reason=why)
            changed = True
        if changed:
            held.version += 1  # a form opened before shows other links or targets
        save_record(held)
    return held


def aim_of(measure: Measure, on: date) -> Aim:
    """What the measure is to reach, as it stands on a day."""
    latest = measure.targets.latest_by(on).first()
    if latest is None:
        return Aim()
    return Aim(**{name: getattr(latest, name) for name in Aim.__dataclass_fields__})


def set_target(
    measure: Measure, aim: Aim, *, by: User, on: date, reason: str = ""
) -> MeasureTarget:
    """Give a measure, which the caller holds, another target from a day on.

    Raises ValidationError where it breaks a rule: a later one needs a reason.
    """
    is_first = not measure.targets.exists()
    return add_target(
        MeasureTarget(
            measure=measure,
            set_on=on,
            set_by=by,
            reason="" if is_first else reason,
            **vars(aim),
        )
    )


def add_target(target: MeasureTarget) -> MeasureTarget:
    """Store a new target, perhaps from a document, with the next number.

    The caller holds the measure. Raises ValidationError where a rule is broken.
    """
    target.number = next_number(target.measure.targets)
    return save_record(target, given={"number"})


def _word(measure: Measure, wording: MeasureWording) -> None:
    for name, value in vars(wording).items():
        if name not in {"themes", "actions", "aim"}:
            setattr(measure, name, value)


def _link(measure: Measure, wording: MeasureWording) -> bool:
    """Link these themes and actions and no others; whether anything changed."""
    themes = {theme.pk: theme for theme in wording.themes}
    actions = {action.pk: action for action in wording.actions}
    dropped = [
        link
        for link in measure.theme_links.select_related("measure", "theme")
        if themes.pop(link.theme_id, None) is None
    ] + [
        link
        for link in measure.action_links.select_related("measure", "action")
        if actions.pop(link.action_id, None) is None
    ]
    for link in dropped:
        link.delete()
    save_new(
        [MeasureTheme(measure=measure, theme=theme) for theme in themes.values()],
        given={"measure", "theme"},
    )
    save_new(
        [MeasureAction(measure=measure, action=action) for action in actions.values()],
        given={"measure", "action"},
    )
    return bool(dropped or themes or actions)
