"""Plans, who belongs to them, and how their work is sorted."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery

from tracker.choices import RatingPreset, Role
from tracker.models.constraint import in_order, listed
from tracker.models.recorded import Recorded, RecordedQuerySet

DEFAULT_CADENCE_DAYS = 28


class PlanQuerySet(RecordedQuerySet):
    """Plans."""

    def with_role(self, person: models.Model, on: date) -> Self:
        """Each plan with the person's `role` on a day; none outside the plan."""
        mine = PlanMembership.objects.current(on).filter(
            plan=OuterRef("pk"), person=person.pk
        )
        return self.annotate(role=Subquery(mine.values("role")[:1]))


class Plan(Recorded):
    """One improvement plan of one accountable body; everything belongs to a plan."""

    slug = models.SlugField(unique=True, help_text="Its part of the web address.")
    name = models.CharField(max_length=200, unique=True)
    accountable_body = models.CharField(
        max_length=200, help_text="The council or company that answers for the plan."
    )
    about = models.TextField(
        blank=True, help_text="Shown at the top: what this plan is, and is not."
    )
    record_ends_on = models.DateField(
        "last day of the record",
        null=True,
        blank=True,
        help_text="Only for a plan read from documents: the day of the last one.",
    )
    cadence_days = models.PositiveSmallIntegerField(
        "days between updates",
        default=DEFAULT_CADENCE_DAYS,
        validators=[MinValueValidator(1)],
        help_text="An action without an update for longer is stale.",
    )
    rating_preset = models.CharField(
        max_length=10, choices=RatingPreset, default=RatingPreset.DATES
    )
    accountable_post = models.ForeignKey(
        "Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Told of actions that are more than 28 days overdue.",
    )
    is_fictional = models.BooleanField(
        "fictional", default=False, help_text="Said on every page of the plan."
    )

    objects = PlanQuerySet.as_manager()
    natural: ClassVar = ("slug",)
    plan_path: ClassVar = "pk"

    class Meta:
        ordering = ["name"]
        constraints = [
            listed("plan", "rating_preset", RatingPreset),
            models.CheckConstraint(
                condition=Q(cadence_days__gte=1),
                name="plan_cadence_days_positive",
                violation_error_message="Give at least one day between updates.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep both ends in one plan."""
        if self.accountable_post_id and self.accountable_post.plan_id != self.pk:
            raise ValidationError(
                {"accountable_post": "Choose a post of the same plan."}
            )

    @property
    def is_read_from_documents(self) -> bool:
        """Whether the plan is what documents say, up to a last day."""
        return self.record_ends_on is not None

    @property
    def role_label(self) -> str:
        """The role of whom the plan was fetched for, in words; empty for none."""
        role = getattr(self, "role", None)
        return Role(role).label if role else ""

    def day(self, today: date) -> date:
        """The day the plan is shown for, unless another one is asked for."""
        return self.record_ends_on or today


class PlanMembershipQuerySet(RecordedQuerySet):
    """Memberships."""

    def current(self, on: date) -> Self:
        """Those that hold on a day."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on
        )


class PlanMembership(Recorded):
    """A person's one role in a plan, from a first day to a last one, if any."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)

    objects = PlanMembershipQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "person__email", "starts_on")

    class Meta:
        ordering = ["plan", "person__full_name", "starts_on"]
        constraints = [
            listed("membership", "role", Role),
            in_order(
                "membership",
                "starts_on",
                "ends_on",
                "The last day is before the first one. Give a later last day.",
            ),
            models.UniqueConstraint(
                fields=["plan", "person", "starts_on"],
                name="membership_one_a_day",
                violation_error_message="This person already has a role from that day.",
            ),
            models.UniqueConstraint(
                fields=["plan", "person"],
                condition=Q(ends_on__isnull=True),
                name="membership_one_open",
                violation_error_message=(
                    "This person already is a member. End that membership first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()}"

    def clean(self) -> None:
        """Refuse a second role on the same day."""
        if self.starts_on and self.overlapping().exists():
            raise ValidationError(
                "This person already has a role in the plan on some of these days. "
                "Give days that do not overlap."
            )

    def overlapping(self) -> "QuerySet[PlanMembership]":
        """The person's other memberships of the plan that share a day with this."""
        others = PlanMembership.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=self.starts_on),
            plan=self.plan_id,
            person=self.person_id,
        ).exclude(pk=self.pk)
        return others.filter(starts_on__lte=self.ends_on) if self.ends_on else others


class Theme(Recorded):
    """A subject that runs through visits and years, such as supervision."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="themes")
    slug = models.SlugField()
    name = models.CharField(max_length=200)

    natural: ClassVar = ("plan__slug", "slug")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="theme_unique")
        ]

    def __str__(self) -> str:
        return self.name


class Workstream(Recorded):
    """A strand of the plan that a group of people works through."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="workstreams")
    slug = models.SlugField()
    name = models.CharField(max_length=200)

    natural: ClassVar = ("plan__slug", "slug")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="workstream_unique")
        ]

    def __str__(self) -> str:
        return self.name
