"""Everything the sections of a pack are written from, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tracker.choices import ActionStatus, VisitKind
from tracker.models import Action, DueCheck, Judgement, Meeting, StatusChange
from tracker.models.action_queryset import ActionQuerySet
from tracker.models.verification import Verification
from tracker.reports.action_counts import ActionCounts, action_counts, actions_then
from tracker.reports.changes_since import ActionChanges, changes_since
from tracker.reports.coverage import (
    Coverage,
    Unanswered,
    by_state,
    coverage,
    unanswered,
)
from tracker.reports.governance import GovernanceReport, governance_report
from tracker.reports.measures import MeasureRow, measures_report
from tracker.reports.pack.actions import PackAction, pack_actions
from tracker.reports.pack.asked import PackAsked
from tracker.reports.recurrence import RecurrenceMatrix, recurrence_matrix
from tracker.reports.share import Share
from tracker.reports.slippage import DateRequests, Slippage, date_requests, slippage
from tracker.reports.statutory_clock import LimitRow, statutory_clock
from tracker.reports.visits_found import VisitFound, visits_found


@dataclass(frozen=True)
class PackFacts:
    """What was true on the day of a pack; each question is asked once."""

    asked: PackAsked

    @property
    def on(self) -> date:
        """The day the pack is for."""
        return self.asked.on

    @cached_property
    def actions(self) -> list[PackAction]:
        """The tracked actions, by reference."""
        return pack_actions(actions=self._actions_then(), on=self.on)

    @cached_property
    def by_reference(self) -> dict[str, PackAction]:
        """The tracked actions by their references."""
        return {action.reference: action for action in self.actions}

    @cached_property
    def counts(self) -> ActionCounts:
        """How many actions stand where: the same counts as on the first page."""
        return action_counts(
            actions=self._actions_then(), plan=self.asked.plan, on=self.on
        )

    @cached_property
    def slippage(self) -> Slippage:
        """How far due dates stand from the first ones."""
        return slippage(actions=self._actions_then(), on=self.on)

    @cached_property
    def coverage(self) -> Coverage:
        """How many parts a tracked action answers."""
        return coverage(plan=self.asked.plan, actions=self._actions_then(), on=self.on)

    @cached_property
    def unanswered(self) -> list[Unanswered]:
        """The recommendations with a part that no tracked action answers."""
        return unanswered(
            plan=self.asked.plan, actions=self._actions_then(), on=self.on
        )

    @cached_property
    def by_state(self) -> Mapping[str, int]:
        """How many recommendations stand in each state, the worst first."""
        return by_state(plan=self.asked.plan, actions=self._actions_then(), on=self.on)

    @cached_property
    def changes(self) -> list[ActionChanges]:
        """What changed since the last meeting, by action."""
        return changes_since(since=self.asked.since, **self._known)

    @cached_property
    def steps(self) -> list[StatusChange]:
        """The steps taken since the last meeting, by action."""
        return [step for each in self.changes for step in each.steps]

    @cached_property
    def date_requests(self) -> DateRequests:
        """Requests for another due date, made or decided since, or waiting."""
        return date_requests(since=self.asked.since, **self._known)

    @cached_property
    def recorded(self) -> list[Action]:
        """The actions that stand in documents only, by reference."""
        recorded = self._actions_then().filter(status_then="", claim_on__lte=self.on)
        return list(recorded.select_related("source").order_by("reference"))

    @cached_property
    def all_steps(self) -> list[tuple[date, int, str]]:
        """Every step up to the day: when, the action's key, to which status."""
        steps = StatusChange.objects.filter(
            action__plan=self.asked.plan, changed_on__lte=self.on
        ).known_by(self.asked.known_at)
        rows = steps.order_by("changed_on", "pk")
        return list(rows.values_list("changed_on", "action", "to_status"))

    @cached_property
    def governance(self) -> GovernanceReport:
        """Meetings, challenges and decisions."""
        return governance_report(since=self.asked.since, **self._known)

    @cached_property
    def next_meeting(self) -> Meeting | None:
        """The next meeting after the day, and after the one the pack is for."""
        day = max(self.on, self.asked.held_on or self.on)
        to_come = self.asked.plan.meetings.to_come(day).known_by(self.asked.known_at)  # type: ignore[attr-defined]
        return to_come.select_related("board").first()

    @cached_property
    def verifications(self) -> list[Verification]:
        """What second persons found up to the day, by action, in order."""
        rows = Verification.objects.filter(
            action__plan=self.asked.plan, verified_on__lte=self.on
        ).known_by(self.asked.known_at)
        return list(
            rows.select_related("action").order_by("action__reference", "number")
        )

    @cached_property
    def due_checks(self) -> list[DueCheck]:
        """The checks that earlier verifications made fall due, by day."""
        rows = DueCheck.objects.standing_on(self.on, self.asked.known_at).filter(
            action__plan=self.asked.plan
        )
        return list(
            rows.select_related("action").order_by("due_on", "action__reference")
        )

    @cached_property
    def measures(self) -> list[MeasureRow]:
        """The success measures, by reference."""
        return measures_report(**self._known)

    @cached_property
    def recurrence(self) -> RecurrenceMatrix:
        """Themes by visits, those open longest first."""
        return recurrence_matrix(**self._known)

    @cached_property
    def visits(self) -> list[VisitFound]:
        """The visits that had ended by the day, the newest first."""
        return visits_found(**self._known)

    @cached_property
    def limits(self) -> tuple[LimitRow, ...]:
        """The statutory limits that the latest visit which starts any started."""
        starting = [
            v.visit for v in self.visits if v.visit.kind != VisitKind.MONITORING_VISIT
        ]
        if not starting:
            return ()
        visit = starting[0]
        raised = visit.recommendations.known_by(self.asked.known_at)  # type: ignore[attr-defined]
        return statutory_clock(visit, raised)

    @cached_property
    def grades(self) -> list[Judgement]:
        """The grades of the latest inspection, as its report prints them."""
        graded = [
            each.visit
            for each in self.visits
            if each.visit.kind == VisitKind.FULL_INSPECTION
        ]
        return list(graded[0].judgements.all()) if graded else []

    @property
    def evidence(self) -> Share:
        """How many of the tracked actions had evidence."""
        with_some = sum(action.has_evidence for action in self.actions)
        return Share(with_some, len(self.actions))

    @property
    def ownerless(self) -> list[PackAction]:
        """The open actions that nobody answers for: no post, or a vacant one."""
        return [each for each in self.actions if each.is_open and not each.holder]

    def having(self, *statuses: ActionStatus) -> list[PackAction]:
        """The tracked actions that stood in one of these statuses."""
        return [action for action in self.actions if action.status in statuses]

    @property
    def _known(self) -> dict[str, Any]:
        """Of which plan, for which day, as far as was known when."""
        asked = self.asked
        return {"plan": asked.plan, "on": asked.on, "known_at": asked.known_at}

    def _actions_then(self) -> ActionQuerySet:
        return actions_then(is_today=self.asked.is_today, **self._known)
