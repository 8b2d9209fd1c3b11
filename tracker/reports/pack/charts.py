"""The charts of a pack; each is a picture of a table that stands beside it."""

from collections import Counter
from datetime import date, timedelta

from tracker.choices import ActionStatus, ReportedRating
from tracker.dates import add_months
from tracker.reports.document import Chart, ChartKind, Column, Document, Kind, Table
from tracker.reports.pack.compared import numbers_of
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.numbers import NOW, NUMBERS, number_rows, rated_words

MONTHS_SHOWN = 6  # ends of months before the day of the pack
MOST_SLIPPED = 10  # actions whose dates moved furthest


def status_over_time(facts: PackFacts) -> Chart:
    """How many actions stood in each status at the ends of months, and on the day."""
    days = [*month_ends(facts.on), facts.on]
    counts = statuses_on(facts, days)
    return Chart(
        kind=ChartKind.STATUS_OVER_TIME,
        title="Actions by status at the end of each month",
        unit="actions",
        table=Table(
            key="status-over-time",
            caption="Actions by status at the end of each month",
            columns=(
                Column("Day", Kind.DAY),
                *(
                    Column(s.label, Kind.NUMBER, colour=ActionStatus.colours[s.value])
                    for s in ActionStatus
                ),
            ),
            rows=tuple(
                (day, *(counts[day][status.value] for status in ActionStatus))
                for day in days
            ),
        ),
    )


def month_ends(on: date) -> list[date]:
    """The last days of the months before that of a day, the earliest first."""
    first = on.replace(day=1)
    return [
        add_months(first, -back) - timedelta(days=1)
        for back in reversed(range(MONTHS_SHOWN))
    ]


def statuses_on(facts: PackFacts, days: list[date]) -> dict[date, Counter[str]]:
    """How many actions stood in each status on each of the days."""
    stands: dict[int, str] = {}
    counts: dict[date, Counter[str]] = {}
    waiting = list(days)
    for changed_on, action, status in facts.all_steps:
        while waiting and waiting[0] < changed_on:
            counts[waiting.pop(0)] = Counter(stands.values())
        stands[action] = status
    return counts | {day: Counter(stands.values()) for day in waiting}


def movement_of_ratings(facts: PackFacts, earlier: Document) -> Chart:
    """Each rating last time and now, side by side."""
    then = numbers_of(earlier, NUMBERS, NOW)
    now = dict(number_rows(facts))
    ratings = [
        rated_words(rating)
        for rating in ReportedRating
        if rating != ReportedRating.NONE
    ]
    return Chart(
        kind=ChartKind.MOVEMENT,
        title="Ratings last time and now",
        unit="actions",
        table=Table(
            key="movement",
            caption="Ratings last time and now",
            columns=(
                Column("Rating"),
                Column("Last time", Kind.NUMBER),
                Column("Now", Kind.NUMBER),
            ),
            rows=tuple((words, then.get(words), now[words]) for words in ratings),
        ),
    )


def slipped(facts: PackFacts) -> Chart | None:
    """The actions whose due dates stand furthest from the first ones; None without."""
    late = [action for action in facts.actions if (action.days_moved or 0) > 0]
    late.sort(key=lambda action: (-(action.days_moved or 0), action.reference))
    if not late:
        return None
    return Chart(
        kind=ChartKind.SLIPPAGE,
        title="Due dates that stand furthest from the first ones",
        unit="days",
        table=Table(
            key="slipped",
            caption="Due dates that stand furthest from the first ones",
            columns=(
                Column("Action"),
                Column("Days later", Kind.NUMBER),
            ),
            rows=tuple(
                (action.reference, action.days_moved) for action in late[:MOST_SLIPPED]
            ),
        ),
    )
