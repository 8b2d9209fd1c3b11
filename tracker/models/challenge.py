"""Challenges: a member's question, what was said to it, and how it was closed."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from tracker.choices import ChallengeOutcome, ChallengeState, ReplyKind
from tracker.models.constraint import listed
from tracker.models.plan import Plan
from tracker.models.recorded import Appended, RecordedQuerySet

ONE_SUBJECT = "Choose an action or a recommendation, not both."


class ChallengeQuerySet(RecordedQuerySet):
    """Challenges."""

    def with_state(self, on: date, known_at: datetime | None = None) -> Self:
        """Each with its `state` on a day, and the `last_replier` (an account's key).

        What was written down after `known_at` is left out.
        """
        said = ChallengeReply.objects.filter(
            challenge=OuterRef("pk"), made_on__lte=on
        ).order_by("-number")
        closed = ChallengeClosing.objects.filter(
            challenge=OuterRef("pk"), closed_on__lte=on
        )
        if known_at:
            said = said.filter(recorded_at__lte=known_at)
            closed = closed.filter(recorded_at__lte=known_at)
        replies = said.filter(kind=ReplyKind.REPLY)
        return self.annotate(
            last_said=Subquery(said.values("kind")[:1]),
            last_replier=Subquery(replies.values("author")[:1]),
            state=Case(
                When(Exists(closed), then=Value(ChallengeState.CLOSED.value)),
                When(
                    last_said=ReplyKind.REPLY,
                    then=Value(ChallengeState.ANSWERED.value),
                ),
                default=Value(ChallengeState.OPEN.value),
                output_field=models.CharField(),
            ),
        )

    def in_state(self, *states: str) -> Self:
        """Those in one of these states; after `with_state`."""
        return self.filter(state__in=states)


class Challenge(Appended):
    """A question of a board member about an action, a recommendation or the plan.

    Where it stands is derived: closed, else answered where the last word is a reply.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="challenges")
    reference = models.CharField(max_length=20)
    meeting = models.ForeignKey(
        "Meeting", models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    action = models.ForeignKey(
        "Action", models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    recommendation = models.ForeignKey(
        "Recommendation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="challenges",
    )
    question = models.TextField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="challenges"
    )
    raised_on = models.DateField("day")
    on_behalf_of = models.CharField(
        max_length=150, blank=True, help_text="A member who does not sign in."
    )

    objects = ChallengeQuerySet.as_manager()
    natural: ClassVar = ("plan__slug", "reference")

    class Meta:
        ordering = ["-reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reference"], name="challenge_reference"
            ),
            models.CheckConstraint(
                condition=Q(action__isnull=True) | Q(recommendation__isnull=True),
                name="challenge_one_subject",
                violation_error_message=ONE_SUBJECT,
            ),
            models.CheckConstraint(
                condition=~Q(question=""),
                name="challenge_asks",
                violation_error_message="Enter the question.",
            ),
        ]

    def __str__(self) -> str:
        about = self.about
        return f"{self.reference} about {about}" if about else self.reference

    def clean(self) -> None:
        """Keep all ends in one plan."""
        for name in ("meeting", "action", "recommendation"):
            other = getattr(self, name)
            if other and other.plan_id != self.plan_id:
                raise ValidationError({name: "Choose one of the same plan."})

    @property
    def about(self) -> str:
        """The reference of what it is about; empty for the plan as a whole."""
        subject = self.action or self.recommendation
        return subject.reference if subject else ""

    @property
    def asker(self) -> str:
        """Who asked: a member, perhaps written down by somebody else."""
        if self.on_behalf_of:
            return f"{self.on_behalf_of} (entered by {self.raised_by})"
        return str(self.raised_by)


class ChallengeReply(Appended):
    """A reply, or the word of who asked that more is wanted."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="replies")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=15, choices=ReplyKind, default=ReplyKind.REPLY)
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="challenge_replies"
    )
    made_on = models.DateField("day")

    natural: ClassVar = ("challenge__plan__slug", "challenge__reference", "number")
    plan_path: ClassVar = "challenge__plan_id"

    class Meta:
        ordering = ["challenge", "number"]
        verbose_name_plural = "challenge replies"
        constraints = [
            listed("challenge_reply", "kind", ReplyKind),
            models.UniqueConstraint(
                fields=["challenge", "number"], name="challenge_reply_number"
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="challenge_reply_says_something",
                violation_error_message="Enter what you say.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge.reference} reply {self.number}"

    def clean(self) -> None:
        """It follows the question."""
        if self.made_on and self.made_on < self.challenge.raised_on:
            raise ValidationError(
                {"made_on": "The challenge was raised later. Give a later day."}
            )


class ChallengeClosing(Appended):
    """How a challenge was closed; never by the person who replied, but to withdraw.

    `replied_by` is a copy of who replied last, so that the database can hold the
    two apart; empty where nobody replied.
    """

    challenge = models.OneToOneField(Challenge, models.PROTECT, related_name="closing")
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="challenges_closed"
    )
    closed_on = models.DateField("day")
    outcome = models.CharField(max_length=15, choices=ChallengeOutcome)
    agreed_action = models.ForeignKey(
        "Action", models.PROTECT, null=True, blank=True, related_name="agreed_after"
    )
    note = models.TextField(blank=True)

    natural: ClassVar = ("challenge__plan__slug", "challenge__reference")
    plan_path: ClassVar = "challenge__plan_id"

    class Meta:
        ordering = ["challenge"]
        constraints = [
            listed("challenge_closing", "outcome", ChallengeOutcome),
            models.CheckConstraint(
                condition=Q(outcome=ChallengeOutcome.WITHDRAWN)
                | Q(replied_by__isnull=True)
                | ~Q(replied_by=F("closed_by")),
                name="challenge_closing_by_another",
                violation_error_message=(
                    "You replied to this challenge. Another person closes it."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=ChallengeOutcome.judge_a_reply)
                | Q(replied_by__isnull=False),
                name="challenge_closing_judges_a_reply",
                violation_error_message="Nobody has replied to it yet.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_action__isnull=True)
                | Q(outcome=ChallengeOutcome.ACTION_AGREED),
                name="challenge_closing_action_is_agreed",
                violation_error_message="Only “action agreed” names an action.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=ChallengeOutcome.ACCEPTED)
                | ~Q(note="")
                | Q(
                    outcome=ChallengeOutcome.ACTION_AGREED,
                    agreed_action__isnull=False,
                ),
                name="challenge_closing_with_reason",
                violation_error_message="Say why, or what was agreed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenge.reference} {self.get_outcome_display().lower()}"

    def take_copies(self) -> None:
        """Who replied last is told by the replies, whatever was given."""
        replies = self.challenge.replies.filter(kind=ReplyKind.REPLY)
        self.replied_by_id = replies.values_list("author", flat=True).last()

    def clean(self) -> None:
        """It follows the question, and stays in its plan."""
        if self.closed_on and self.closed_on < self.challenge.raised_on:
            raise ValidationError(
                {"closed_on": "The challenge was raised later. Give a later day."}
            )
        agreed = self.agreed_action
        if agreed and agreed.plan_id != self.challenge.plan_id:
            raise ValidationError(
                {"agreed_action": "Choose an action of the same plan."}
            )
