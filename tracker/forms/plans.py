"""What a plan manager sets for the whole plan."""

from typing import Any

from django import forms

from tracker.choices import RatingPreset
from tracker.forms.base import GovukForm
from tracker.models import Plan, Post
from tracker.reports.rating import ENOUGH_PERCENT, RED_UP_TO_PERCENT
from tracker.reports.reminders import ESCALATED_AFTER_DAYS
from tracker.workflow.plans import PlanSettings

LONGEST_CADENCE_DAYS = 366


class PlanSettingsForm(GovukForm):
    """How the plan is kept: how often it hears, how it rates, who is told."""

    cadence_days = forms.IntegerField(
        label="Days between updates",
        min_value=1,
        max_value=LONGEST_CADENCE_DAYS,
        help_text="An open action without an update for longer waits for one.",
    )
    rating_preset = forms.ChoiceField(
        label="How does the plan suggest a rating?",
        choices=RatingPreset.choices,
        widget=forms.RadioSelect,
        help_text=(
            "By dates: Red past the due date, Amber where it is near or no update came. "
            f"By per cent: Red up to {RED_UP_TO_PERCENT}%, "
            f"Amber up to {ENOUGH_PERCENT}%."
        ),
        error_messages={"required": "Select how the plan suggests a rating"},
    )
    accountable_post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Accountable post",
        to_field_name="slug",
        required=False,
        empty_label="None: nobody is told",
        help_text=(
            "Its holder gets a mail once an action is overdue by more than "
            f"{ESCALATED_AFTER_DAYS} days."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own posts."""
        self.fields["accountable_post"].queryset = self.plan.posts.all()  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, Any]:
        """What the form shows of a plan as it stands."""
        post = plan.accountable_post
        return {
            "cadence_days": plan.cadence_days,
            "rating_preset": plan.rating_preset,
            "accountable_post": post.slug if post else "",
            "version": plan.version,
        }

    def settings(self) -> PlanSettings:
        """The clean values as the workflow takes them."""
        names = ("cadence_days", "rating_preset", "accountable_post")
        return PlanSettings(**{name: self.cleaned_data[name] for name in names})
