"""Posts own actions; people hold posts from a day on."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from tracker.choices import DatePrecision, HoldingBasis, HoldingKind, OrganisationKind
from tracker.models.constraint import listed
from tracker.models.plan import Plan
from tracker.models.recorded import Appended, Recorded, RecordedQuerySet


class Organisation(Recorded):
    """A body whose posts own actions: the council, a company, a partner."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="organisations")
    slug = models.SlugField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=OrganisationKind)

    natural: ClassVar = ("plan__slug", "slug")

    class Meta:
        ordering = ["name"]
        constraints = [
            listed("organisation", "kind", OrganisationKind),
            models.UniqueConstraint(fields=["plan", "slug"], name="organisation_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(RecordedQuerySet):
    """Posts."""

    def with_people(self, on: date, known_at: datetime | None = None) -> Self:
        """Each post with its holder and deputy on a day (names and account ids).

        A name is None where nobody was ever recorded, empty where the post is
        vacant since a day.
        """
        annotations: dict[str, Any] = {}
        for kind in HoldingKind.values:
            latest = PostHolding.objects.latest_of(kind, on, known_at).filter(
                post=OuterRef("pk")
            )
            annotations[f"{kind}_name"] = Subquery(latest.values("name")[:1])
            annotations[f"{kind}_account"] = Subquery(latest.values("account")[:1])
        return self.annotate(**annotations)

    def held_by(self, person: models.Model, on: date) -> Self:
        """The posts that a person holds, or deputises for, on a day."""
        return self.with_people(on).filter(
            Q(holder_account=person.pk) | Q(deputy_account=person.pk)
        )

    def vacant(self, on: date, known_at: datetime | None = None) -> Self:
        """The posts that nobody holds on a day."""
        return self.with_people(on, known_at).filter(
            Q(holder_name__isnull=True) | Q(holder_name="")
        )


class Post(Recorded):
    """A job in an organisation; it stays when its holder goes."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        help_text="Leave empty only where a document does not say whose post it is.",
    )
    slug = models.SlugField()
    title = models.CharField(
        max_length=200, help_text="As on the organisation's structure chart."
    )

    objects = PostQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "slug")

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "slug"],
                name="post_slug",
                violation_error_message="The plan already has a post of that title.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Keep both ends in one plan."""
        if self.organisation_id and self.organisation.plan_id != self.plan_id:
            raise ValidationError(
                {"organisation": "Choose an organisation of the same plan."}
            )


class PostHoldingQuerySet(RecordedQuerySet):
    """Holdings."""

    def standing(self, known_at: datetime | None = None) -> Self:
        """Rows that no later one has corrected.

        With `known_at`, those written down by that instant and not yet corrected.
        """
        if known_at is None:
            return self.filter(is_corrected=False)
        correction = PostHolding.objects.known_by(known_at).filter(
            corrects=OuterRef("pk")
        )
        return self.known_by(known_at).filter(~Exists(correction))

    def latest_of(self, kind: str, on: date, known_at: datetime | None = None) -> Self:
        """Standing rows of one kind begun by a day, the latest first."""
        begun = self.standing(known_at).filter(kind=kind, starts_on__lte=on)
        return begun.order_by("-starts_on")

    def get_by_natural_key(self, *values: Any) -> Any:
        """The row that stands for these values; a corrected one may share them."""
        return self.standing().get(**dict(zip(self.model.natural, values, strict=True)))


class PostHolding(Appended):
    """Who holds or deputises for a post from a first day on.

    It lasts until the post's next row of that kind; a row without a name is a
    vacancy. Rows are only added: overlap cannot be written. A wrong row is corrected
    by another, and then counts for no day; `is_corrected` says so on the row itself.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    kind = models.CharField(
        max_length=10, choices=HoldingKind, default=HoldingKind.HOLDER
    )
    starts_on = models.DateField("first day")
    precision = models.CharField(
        max_length=10, choices=DatePrecision, default=DatePrecision.DAY
    )
    name = models.CharField(
        max_length=150, blank=True, help_text="Leave empty where the post is vacant."
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holdings",
        help_text="Only for people who sign in.",
    )
    basis = models.CharField(
        max_length=15, choices=HoldingBasis, default=HoldingBasis.STATED
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction"
    )
    is_corrected = models.BooleanField("corrected", default=False, editable=False)

    objects = PostHoldingQuerySet.as_manager()
    natural: ClassVar = ("post__plan__slug", "post__slug", "kind", "starts_on")
    plan_path: ClassVar = "post__plan_id"

    class Meta:
        ordering = ["post", "kind", "-starts_on"]
        constraints = [
            listed("holding", "kind", HoldingKind),
            listed("holding", "precision", DatePrecision),
            listed("holding", "basis", HoldingBasis),
            models.UniqueConstraint(
                fields=["post", "kind", "starts_on"],
                condition=Q(is_corrected=False),
                name="holding_one_a_day",
                violation_error_message=(
                    "This post already has an entry from that day. "
                    "Give another day, or correct that entry."
                ),
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=True) | ~Q(name=""),
                name="holding_account_has_name",
                violation_error_message="Give the name of the person with the account.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.name or 'vacant'}"

    def may_change(self, changed: set[str]) -> bool:
        """To be corrected, once, and nothing else."""
        return changed == {"is_corrected"} and self.is_corrected

    def clean(self) -> None:
        """A correction is about the same post."""
        if self.corrects and self.corrects.post_id != self.post_id:
            raise ValidationError({"corrects": "Choose an entry of the same post."})
