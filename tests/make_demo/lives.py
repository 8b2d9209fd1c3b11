"""The days of an action's life, from how it stands on the day of the files."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tests.make_demo.bank import AS_OF, working_day
from tracker.choices import ActionStatus, Rating
from tracker.dates import add_months

# After the letter of the monitoring visit, which found it met and sustained.
SUSTAINED_ON = date(2026, 6, 4)
MONTH_DAYS = 28
# How it stands, the days since the last update, and the per cent reached.
OPEN_FATES = {
    "on_track": ((1, 18), (35, 70)),
    "due_soon": ((1, 12), (60, 90)),
    "overdue": ((2, 24), (50, 80)),
    "stale": ((33, 60), (30, 60)),
    "returned": ((3, 10), (70, 75)),
}
# The share of its time that an action took until it was delivered.
FINISHED_SHARE = {
    "delivered": (0.78, 0.88),
    "verified": (0.5, 0.6),
    "verified_early": (0.32, 0.4),  # so that the check at 6 months has fallen due
    "relapsed": (0.3, 0.34),
    "sustained": (0.5, 0.6),
}
# How it stands, and the days from the day of the files to the due date.
DUE_IN_DAYS = {
    "on_track": (45, 170),
    "due_soon": (3, 26),
    "overdue": (-70, -5),
    "stale": (30, 100),
    "returned": (40, 60),
    "not_started": (60, 150),
    "future_start": (120, 200),
    "late_start": (-12, -6),
}


@dataclass(frozen=True)
class Moment:
    """One update: its day, the kind of month it was, how far, how well."""

    day: date
    stage: str
    percent: int
    rating: str


@dataclass(frozen=True)
class Life:
    """The days of one action."""

    due_on: date
    starts_on: date | None = None
    delivered_on: date | None = None
    steps: list[tuple[date, str]] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    checked_on: date | None = None  # the check at 6 months that brought it back


def live(fate: str, taken_up_on: date, chance: Random) -> Life:
    """The life that leads an action to how it stands."""
    if fate in ("not_started", "future_start", "late_start"):
        return wait(fate, taken_up_on, chance)
    if fate == "relapsed":
        return relapse(finish(fate, taken_up_on, chance), chance)
    if fate in FINISHED_SHARE:
        return finish(fate, taken_up_on, chance)
    if fate == "closed":
        return give_up(taken_up_on, chance)
    return go_on(fate, taken_up_on, chance)


def after(taken_up_on: date, days: int) -> date:
    """A working day some days later."""
    return working_day(taken_up_on + timedelta(days=days))


def wait(fate: str, taken_up_on: date, chance: Random) -> Life:
    """Taken up, and not begun."""
    starts = {
        "not_started": None,
        "future_start": after(AS_OF, chance.randint(15, 45)),
        "late_start": after(AS_OF, -60),
    }
    return Life(
        due_on=after(AS_OF, chance.randint(*DUE_IN_DAYS[fate])),
        starts_on=starts[fate],
        steps=[(taken_up_on, ActionStatus.NOT_STARTED)],
    )


def finish(fate: str, taken_up_on: date, chance: Random) -> Life:
    """Delivered, perhaps verified and sustained."""
    share = chance.uniform(*FINISHED_SHARE[fate])
    delivered_on = after(taken_up_on, round((AS_OF - taken_up_on).days * share))
    due_on = after(delivered_on, chance.randint(-12, 21))
    days = update_days(taken_up_on, delivered_on, chance)
    steps = [
        (taken_up_on, ActionStatus.NOT_STARTED),
        (days[0], ActionStatus.IN_PROGRESS),
        (delivered_on, ActionStatus.DELIVERED),
    ]
    if fate != "delivered":
        verified_on = after(delivered_on, chance.randint(14, 28))
        steps.append((verified_on, ActionStatus.VERIFIED))
    if fate == "sustained":
        steps.append((SUSTAINED_ON, ActionStatus.SUSTAINED))
    moments = tell(days, 100, chance, due_on=due_on)
    return Life(due_on, days[0], delivered_on, steps, moments)


def relapse(life: Life, chance: Random) -> Life:
    """Found wanting at the check after six months, and taken on again."""
    verified_on = life.steps[-1][0]
    checked_on = after(add_months(verified_on, 6), chance.randint(4, 9))
    days = update_days(checked_on, after(AS_OF, -chance.randint(3, 6)), chance)
    return replace(
        life,
        checked_on=checked_on,
        steps=[*life.steps, (checked_on, ActionStatus.IN_PROGRESS)],
        moments=[*life.moments, *tell(days, 70, chance, life.due_on, start=60)],
    )


def give_up(taken_up_on: date, chance: Random) -> Life:
    """Begun, and closed."""
    closed_on = after(taken_up_on, chance.randint(70, 85))
    days = update_days(taken_up_on, after(closed_on, -7), chance)
    moments = tell(days, 25, chance, due_on=AS_OF)
    last = Moment(days[-1], "closing", moments[-1].percent, Rating.AMBER)
    steps = [
        (taken_up_on, ActionStatus.NOT_STARTED),
        (days[0], ActionStatus.IN_PROGRESS),
        (closed_on, ActionStatus.CLOSED),
    ]
    due_on = after(closed_on, chance.randint(60, 120))
    return Life(due_on, days[0], None, steps, [*moments[:-1], last])


def go_on(fate: str, taken_up_on: date, chance: Random) -> Life:
    """In progress, as far and as well as its fate has it."""
    since, reached = OPEN_FATES[fate]
    due_on = after(AS_OF, chance.randint(*DUE_IN_DAYS[fate]))
    days = update_days(taken_up_on, after(AS_OF, -chance.randint(*since)), chance)
    steps = [
        (taken_up_on, ActionStatus.NOT_STARTED),
        (days[0], ActionStatus.IN_PROGRESS),
    ]
    delivered_on = None
    percent = chance.randrange(reached[0], reached[1] + 1, 5)
    if fate == "returned":
        delivered_on = days[-5]
        steps += [
            (delivered_on, ActionStatus.DELIVERED),
            (after(delivered_on, 15), ActionStatus.IN_PROGRESS),
        ]
        first = tell(days[:-4], 100, chance, due_on=due_on)
        moments = [*first, *tell(days[-4:], percent, chance, due_on, start=55)]
    else:
        moments = tell(
            days, percent, chance, due_on, slows=fate in ("overdue", "stale")
        )
    return Life(due_on, days[0], delivered_on, steps, moments)


def update_days(taken_up_on: date, last: date, chance: Random) -> list[date]:
    """A day about every four weeks, the last as given."""
    days = [working_day(last)]
    while (earlier := days[0] - timedelta(days=chance.randint(25, 31))) > (
        taken_up_on + timedelta(days=7)
    ):
        days.insert(0, working_day(earlier))
    return days


def tell(
    days: list[date],
    reached: int,
    chance: Random,
    due_on: date,
    *,
    start: int = 10,
    slows: bool = False,
) -> list[Moment]:
    """How far each update says the action is, and how well it goes."""
    moments: list[Moment] = []
    before = start
    for number, day in enumerate(days, start=1):
        share = number / len(days)
        if slows:  # quick at first, then hardly at all
            share = min(1.0, share * 1.5)
        percent = max(before, round((start + (reached - start) * share) / 5) * 5)
        percent = reached if number == len(days) else min(percent, 95)
        is_slow = number > 1 and percent - before < 5
        rating = rate(day, due_on, percent, is_slow=is_slow, chance=chance)
        moments.append(
            Moment(day, stage(percent, rating, is_slow=is_slow), percent, rating)
        )
        before = percent
    return moments


def rate(
    day: date, due_on: date, percent: int, *, is_slow: bool, chance: Random
) -> str:
    """What the owner says of it that day."""
    if percent == 100:
        return Rating.GREEN
    if day > due_on:
        return Rating.RED
    is_near = (due_on - day).days <= MONTH_DAYS and percent < 75
    if is_near or is_slow or chance.random() < 0.15:
        return Rating.AMBER
    return Rating.GREEN


def stage(percent: int, rating: str, *, is_slow: bool) -> str:
    """What kind of month it was."""
    if percent == 100:
        return "done"
    if is_slow or rating == Rating.RED:
        return "stuck"
    if percent < 25:
        return "start"
    return "middle" if percent < 60 else "late"
