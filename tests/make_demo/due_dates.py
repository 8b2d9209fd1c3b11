"""Requests for other due dates: approved, refused, and two that still wait.

The bank says of each: how many days before the day of the files it was asked for;
by how many days an approved one moved the date, or how many days after the day of
the files the other ones ask for; the kind of reason, and the words.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.factories import DueDateChangeFactory
from tests.make_demo.bank import AS_OF, working_day, written_at
from tracker.choices import DateDecision

if TYPE_CHECKING:
    from tests.make_demo.actions import Telling

DAYS_TO_DECIDE = 6


def moves_of(topic: dict[str, Any], index: int) -> list[list]:
    """How the due date of an action moved, the first move first."""
    return topic.get("moved", {}).get(str(index), [])


def first_due_on(topic: dict[str, Any], index: int, due_on: date) -> date:
    """The first promise, from the date that stands now."""
    return due_on - timedelta(days=sum(row[1] for row in moves_of(topic, index)))


def ask_for_dates(telling: "Telling") -> None:
    """All requests of one action, in the order in which they were made."""
    stands = telling.action.first_due_on
    for before, days, code, words in moves_of(telling.topic, telling.index):
        new_on = stands + timedelta(days=days)
        ask(telling, before, (stands, new_on), (code, words), DateDecision.APPROVED)
        stands = new_on
    for name, decision in (("refused", DateDecision.REFUSED), ("asked", "")):
        said = telling.topic.get(name, {}).get(str(telling.index))
        if said:
            before, after, code, words, *why_not = said
            dates = (stands, working_day(AS_OF + timedelta(days=after)))
            ask(telling, before, dates, (code, words), decision, *why_not)


def ask(
    telling: "Telling",
    days_before: int,
    dates: tuple[date, date],
    reason: tuple[str, str],
    decision: str,
    decision_reason: str = "",
) -> None:
    """One request, decided by somebody else some days later unless it waits."""
    asked_on = working_day(AS_OF - timedelta(days=days_before))
    asked_by = telling.author(asked_on)[0]
    manager = telling.council.person("manager")
    decider = manager if asked_by != manager else telling.council.person("moderator")
    decided_on = working_day(asked_on + timedelta(days=DAYS_TO_DECIDE))
    DueDateChangeFactory(
        action=telling.action,
        old_on=dates[0],
        new_on=dates[1],
        reason_code=reason[0],
        reason=reason[1],
        asked_by=asked_by,
        asked_on=asked_on,
        decision=decision,
        decided_by=decider if decision else None,
        decided_on=decided_on if decision else None,
        decided_at=written_at(decided_on) if decision else None,
        decision_reason=decision_reason,
        # What was decided on a day of the board was decided there
        meeting=telling.council.meetings.get(decided_on) if decision else None,
        recorded_at=written_at(asked_on),
    )
