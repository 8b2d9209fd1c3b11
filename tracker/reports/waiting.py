"""What waits for one person to act on, over all plans: a queryset a queue.

Nobody finds their own homework here: what they wrote, delivered or asked for, and
what belongs to a post they hold or deputise for. Each queue is one query, the
longest waiting first.
"""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from tracker.choices import ActionStatus, VerificationResult
from tracker.models import (
    Action,
    DueCheck,
    DueDateChange,
    Measure,
    Post,
    ProgressUpdate,
    StatusChange,
    User,
    Verification,
)
from tracker.models.measure_queryset import MeasureQuerySet
from tracker.permissions import Verb, plans_where, visible_to

DECISION_SHOWN_DAYS = 14  # to who asked; then it stands on the action's page alone


def updates_to_moderate(person: User, on: date) -> QuerySet[ProgressUpdate]:
    """The latest update of each action, where nobody has moderated it."""
    return (
        ProgressUpdate.objects.awaiting_moderation()
        .filter(
            made_on__lte=on, action__plan__in=plans_where(person, Verb.MODERATE, on)
        )
        .exclude(author=person)
        .exclude(action__owner_post__in=posts_of(person, on))
        .select_related("action__plan", "author")
    )


def actions_to_verify(person: User, on: date) -> QuerySet[Action]:
    """Delivered actions that nobody has looked at since, with `delivered_on`."""
    looked_at = Verification.objects.filter(
        later_than("verified_on", "delivered_on", "delivered_at"),
        action=OuterRef("pk"),
    )
    return (
        with_delivery(Action.objects.all(), "pk")
        .filter(
            ~Exists(looked_at),
            ~Q(deliverer=person.pk),
            status=ActionStatus.DELIVERED,
            plan__in=plans_where(person, Verb.VERIFY, on),
        )
        .exclude(owner_post__in=posts_of(person, on))
        .select_related("plan")
        .order_by("delivered_on", "pk")
    )


def checks_due(person: User, on: date) -> QuerySet[DueCheck]:
    """Checks whose day has come and that nobody has looked at, with `look_on`."""
    looked_at = Verification.objects.filter(due_check=OuterRef("pk"))
    checks = DueCheck.objects.due(on).filter(~Exists(looked_at))
    return _for_verifiers(checks, person, on).order_by("look_on", "pk")


def too_early_before(person: User, on: date) -> QuerySet[Verification]:
    """Answers "too early to say" whose day to look again has come.

    Only while the question stands, and nobody has looked at it again.
    """
    later = Verification.objects.filter(number__gt=OuterRef("number"))
    on_delivery = Q(
        ~Exists(later.filter(action=OuterRef("action"))),
        Q(verified_on__gt=F("delivered_on"))
        | Q(verified_on=F("delivered_on"), recorded_at__gt=F("delivered_at")),
        due_check=None,
        action__status=ActionStatus.DELIVERED,
    )
    at_a_check = Q(
        ~Exists(later.filter(due_check=OuterRef("due_check"))),
        due_check__in=DueCheck.objects.waiting().values("pk"),
    )
    return (
        _for_verifiers(Verification.objects.all(), person, on)
        .filter(
            on_delivery | at_a_check,
            result=VerificationResult.TOO_EARLY,
            review_by__lte=on,
        )
        .select_related("action__plan", "verified_by")
        .order_by("review_by", "pk")
    )


def dates_to_decide(person: User, on: date) -> QuerySet[DueDateChange]:
    """Requests for another due date that somebody else made."""
    return (
        DueDateChange.objects.undecided()
        .filter(action__plan__in=plans_where(person, Verb.DECIDE_DATES, on))
        .exclude(asked_by=person)
        .select_related("action__plan", "asked_by")
        .order_by("asked_on", "pk")
    )


def dates_asked_for(person: User, on: date) -> QuerySet[DueDateChange]:
    """The person's own requests that wait, or were decided a short while ago."""
    first_day = on - timedelta(days=DECISION_SHOWN_DAYS)
    asked = DueDateChange.objects.filter(
        Q(decision="") | Q(decided_on__gte=first_day), asked_by=person
    )
    return (
        visible_to(person, asked, on, plan="action__plan")
        .select_related("action__plan", "decided_by")
        .order_by("asked_on", "pk")
    )


def measures_due(person: User, on: date) -> QuerySet[Measure]:
    """Measures of the plans a person keeps, with a period that has no entry yet.

    Not of a plan read from documents: what its measures are is what they print.
    """
    measures: MeasureQuerySet = Measure.objects.filter(
        plan__in=plans_where(person, Verb.EDIT_PLAN, on),
        plan__record_ends_on__isnull=True,
    )
    due = measures.with_due(on).filter(is_due=True).select_related("plan")
    return due.order_by(F("told_until").asc(nulls_first=True), "plan", "reference")


def posts_of(person: User, on: date) -> QuerySet:
    """The keys of the posts that a person holds, or deputises for, on a day."""
    return Post.objects.held_by(person, on).values("pk")


def later_than(day: str, other_day: str, other_instant: str) -> Q:
    """Dated rows made after a day of the query around; on that day, written later."""
    return Q(**{f"{day}__gt": OuterRef(other_day)}) | Q(
        **{day: OuterRef(other_day), "recorded_at__gt": OuterRef(other_instant)}
    )


def with_delivery(rows: QuerySet, action: str) -> QuerySet:
    """Each with the last delivery of its action: on which day, when noted, by whom."""
    steps = StatusChange.objects.filter(
        action=OuterRef(action), to_status=ActionStatus.DELIVERED
    ).order_by("-changed_on", "-pk")
    return rows.annotate(
        delivered_on=Subquery(steps.values("changed_on")[:1]),
        delivered_at=Subquery(steps.values("recorded_at")[:1]),
        deliverer=Subquery(steps.values("by")[:1]),
        deliverer_name=Subquery(steps.values("by__full_name")[:1]),
    )


def _for_verifiers(rows: QuerySet, person: User, on: date) -> QuerySet:
    """Rows about actions that the person may verify."""
    return (
        with_delivery(rows, "action")
        .filter(
            ~Q(deliverer=person.pk),
            action__plan__in=plans_where(person, Verb.VERIFY, on),
        )
        .exclude(action__owner_post__in=posts_of(person, on))
        .select_related("action__plan")
    )
