"""Everything the sections of a pack are written from, read once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef

from tracker.choices import ActionStatus, VisitKind
from tracker.models import Action, Evidence, Judgement, StatusChange
from tracker.models.action_queryset import ActionQuerySet
from tracker.reports.action_counts import actions_then
from tracker.reports.board import BoardReport, board_report
from tracker.reports.governance import GovernanceReport, governance_report
from tracker.reports.pack.actions import PackAction, pack_actions
from tracker.reports.pack.asked import PackAsked
from tracker.reports.share import Share
from tracker.reports.visits_found import VisitFound


@dataclass(frozen=True)
class PackFacts:
    """What was true on the day of a pack; each question is asked once."""

    asked: PackAsked

    @property
    def on(self) -> date:
        """The day the pack is for."""
        return self.asked.on

    @cached_property
    def report(self) -> BoardReport:
        """Counts, coverage, slippage, changes and visits."""
        return board_report(
            plan=self.asked.plan,
            on=self.asked.on,
            since=self.asked.since,
            known_at=self.asked.known_at,
            is_today=self.asked.is_today,
        )

    @cached_property
    def actions(self) -> list[PackAction]:
        """The tracked actions, by reference."""
        return pack_actions(actions=self._actions_then(), on=self.on)

    @cached_property
    def by_reference(self) -> dict[str, PackAction]:
        """The tracked actions by their references."""
        return {action.reference: action for action in self.actions}

    @cached_property
    def steps(self) -> list[StatusChange]:
        """The steps taken after the last meeting, up to the day, by action."""
        made = StatusChange.objects.filter(
            action__plan=self.asked.plan,
            changed_on__gt=self.asked.since,
            changed_on__lte=self.on,
        )
        steps = made.known_by(self.asked.known_at).select_related("action")
        return list(steps.order_by("action__reference", "changed_on", "pk"))

    @cached_property
    def recorded(self) -> list[Action]:
        """The actions that stand in documents only, by reference."""
        recorded = self._actions_then().filter(status_then="", claim_on__lte=self.on)
        return list(recorded.select_related("source").order_by("reference"))

    @cached_property
    def governance(self) -> GovernanceReport:
        """Meetings, challenges and decisions."""
        return governance_report(
            plan=self.asked.plan,
            on=self.on,
            since=self.asked.since,
            known_at=self.asked.known_at,
        )

    @cached_property
    def evidence(self) -> Share:
        """How many of the tracked actions had evidence."""
        offered = Evidence.objects.standing_on(self.on).known_by(self.asked.known_at)
        tracked = self._actions_then().exclude(status_then="")
        with_some = tracked.filter(Exists(offered.filter(action=OuterRef("pk"))))
        return Share(with_some.count(), len(self.actions))

    @cached_property
    def visits(self) -> list[VisitFound]:
        """The visits that had ended by the day, the newest first."""
        return self.report.visits

    @cached_property
    def grades(self) -> list[Judgement]:
        """The grades of the latest inspection, as its report prints them."""
        graded = [
            each.visit
            for each in self.visits
            if each.visit.kind == VisitKind.FULL_INSPECTION
        ]
        return list(graded[0].judgements.all()) if graded else []

    def _actions_then(self) -> ActionQuerySet:
        return actions_then(
            plan=self.asked.plan,
            on=self.on,
            is_today=self.asked.is_today,
            known_at=self.asked.known_at,
        )

    def having(self, *statuses: ActionStatus) -> list[PackAction]:
        """The tracked actions that stood in one of these statuses."""
        return [action for action in self.actions if action.status in statuses]
