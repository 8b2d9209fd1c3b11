"""Which statutory limits a visit starts, and days given in place of the counted one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.choices import RecommendationKind, StatutoryLimit, VisitKind
from tracker.dates import (
    ACTION_STATEMENT,
    FOCUSED_VISIT_DRAFT,
    JOINT_STATEMENT,
    REPORT_PUBLICATION,
    TimeLimit,
)
from tracker.models.constraint import listed
from tracker.models.recorded import Appended
from tracker.models.visit import Visit

TIME_LIMITS: dict[str, TimeLimit] = {
    StatutoryLimit.REPORT_PUBLICATION: REPORT_PUBLICATION,
    StatutoryLimit.ACTION_STATEMENT: ACTION_STATEMENT,
    StatutoryLimit.FOCUSED_VISIT_DRAFT: FOCUSED_VISIT_DRAFT,
    StatutoryLimit.JOINT_STATEMENT: JOINT_STATEMENT,
}


def limits_of(visit: Visit, *, has_priority_action: bool) -> list[StatutoryLimit]:
    """The limits that a visit starts, the nearest first.

    An inspection under section 136 of the Education and Inspections Act 2006: its
    report is published (SI 2007/462, regulation 2) and answered by a statement
    (regulation 3). A focused visit that raised an area for priority action: the
    same statement, and a draft of it before (Ofsted, inspecting local authority
    children's services). A joint inspection: a statement where the report asks
    the council for it (SI 2015/1792, regulations 3 and 4). A monitoring visit
    starts none.
    """
    if visit.kind == VisitKind.FULL_INSPECTION:
        return [StatutoryLimit.REPORT_PUBLICATION, StatutoryLimit.ACTION_STATEMENT]
    if visit.kind == VisitKind.FOCUSED_VISIT and has_priority_action:
        return [StatutoryLimit.FOCUSED_VISIT_DRAFT, StatutoryLimit.ACTION_STATEMENT]
    if visit.kind == VisitKind.JOINT_INSPECTION:
        return [StatutoryLimit.JOINT_STATEMENT]
    return []


def raised_priority_action(visit: Visit) -> bool:
    """Whether the visit raised an area for priority action."""
    kind = RecommendationKind.PRIORITY_ACTION
    return visit.recommendations.filter(kind=kind).exists()


class TimeLimitChange(Appended):
    """A day given in place of the counted one, with the reason; the latest holds."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="limit_changes")
    limit = models.CharField(max_length=25, choices=StatutoryLimit)
    due_on = models.DateField("new last day")
    reason = models.TextField()
    changed_on = models.DateField("from")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    natural: ClassVar = (
        "visit__plan__slug",
        "visit__reference",
        "limit",
        "changed_on",
    )
    plan_path: ClassVar = "visit__plan_id"
    visit_path: ClassVar = "visit_id"

    class Meta:
        ordering = ["visit", "changed_on", "pk"]
        constraints = [
            listed("time_limit_change", "limit", StatutoryLimit),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="time_limit_change_has_reason",
                violation_error_message="Say why another day holds.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.reference}: {self.get_limit_display()}, {self.due_on:%-d %B %Y}"
