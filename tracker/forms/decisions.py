"""What plan managers type about decisions of a meeting."""

from datetime import date
from typing import Any

from django import forms

from tracker.choices import ActionStatus, DateDecision
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.life import ClosingForm
from tracker.forms.plan_rows import NOTHING, SubjectForm, offer, short_label
from tracker.forms.rules import not_after
from tracker.models import (
    Action,
    Decision,
    DueDateChange,
    Plan,
    Post,
)
from tracker.workflow.decisions import ActionClosed, DateDecided, DecisionEntry

LONG_TEXT = forms.Textarea(attrs={"rows": 4})


class DecisionForm(GovukForm):
    """What was decided, on which day, and who does what by when."""

    heading = "Record a decision"
    text = forms.CharField(
        label="What was decided?", widget=LONG_TEXT, help_text="As in the minutes."
    )
    decided_on = DayField(label="Day of the decision")
    owner_post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Who carries it out?",
        to_field_name="slug",
        required=False,
        empty_label="It asks nobody for anything",
    )
    due_on = DayField(label="To be done by", required=False)

    def __init__(self, *args: Any, plan: Plan, today: date, **options: Any) -> None:
        self.plan, self.today = plan, today
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own posts."""
        offer(self, "owner_post", self.plan.posts.all())

    def clean_decided_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["decided_on"], self.today)

    def clean(self) -> dict:
        """A day to be done by needs somebody to do it, after it was decided."""
        data = super().clean() or self.cleaned_data
        due_on, decided_on = data.get("due_on"), data.get("decided_on")
        if due_on and not data.get("owner_post"):
            self.add_error("owner_post", "Select who carries it out by that day")
        if due_on and decided_on and due_on < decided_on:
            self.add_error("due_on", "Give a day after the decision")
        return data

    def entry(self) -> DecisionEntry:
        """The clean values as the workflow takes them."""
        told = DecisionEntry.__dataclass_fields__
        known = [name for name in told if name in self.fields]
        return DecisionEntry(**{name: self.cleaned_data[name] for name in known})

    def effect(self) -> DateDecided | ActionClosed | None:
        """What it does to the record: nothing further."""
        return None


class PlainDecisionForm(SubjectForm, DecisionForm):
    """A decision that does nothing further to the record."""

    corrects = forms.ModelChoiceField(
        Decision.objects.none(),
        label="Earlier decision that it puts right",
        to_field_name="reference",
        required=False,
        empty_label=NOTHING,
        help_text="The earlier one stays on record, marked as corrected. "
        "What it did to a date or an action is not undone.",
    )

    def prepare_fields(self) -> None:
        """Offer this plan's own rows."""
        super().prepare_fields()
        earlier = self.plan.decisions.select_related("action", "recommendation")
        earlier = earlier.filter(corrected_by__isnull=True)
        offer(self, "corrects", earlier, short_label)
        self.order_fields(
            ["text", "decided_on", "action", "recommendation", "owner_post", "due_on"]
        )


class RequestField(forms.ModelChoiceField):
    """A request for another due date that waits: one an action, by its reference."""

    def prepare_value(self, value: Any) -> Any:
        """The reference of its action; what was typed stays as it is."""
        return value.action.reference if isinstance(value, DueDateChange) else value

    def label_from_instance(self, obj: DueDateChange) -> str:
        """Of which action, from and to which day, asked by whom."""
        old = f"{obj.old_on:%-d %B %Y}" if obj.old_on else "no date"
        return (
            f"{obj.action.reference}: from {old} to {obj.new_on:%-d %B %Y}, "
            f"asked by {obj.asked_by}"
        )


class DateDecisionForm(DecisionForm):
    """A decision that approves or refuses a request for another due date."""

    heading = "Record a decision about a due date"
    change = RequestField(
        DueDateChange.objects.none(),
        label="Request that was decided",
        to_field_name="action__reference",
        error_messages={"required": "Select the request that was decided"},
    )
    decision = forms.ChoiceField(
        label="How was it decided?",
        choices=[
            (DateDecision.APPROVED.value, "The new date is approved"),
            (DateDecision.REFUSED.value, "It is refused: the due date stays"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it was decided"},
    )

    def prepare_fields(self) -> None:
        """Offer the plan's requests that wait."""
        super().prepare_fields()
        waiting = DueDateChange.objects.undecided().filter(action__plan=self.plan)
        offer(self, "change", waiting.select_related("action", "asked_by"))
        self.order_fields(["change", "decision", "text", "decided_on"])

    def effect(self) -> DateDecided:
        """The request, and how it was decided."""
        return DateDecided(self.cleaned_data["change"], self.cleaned_data["decision"])


class ClosureDecisionForm(ClosingForm, DecisionForm):
    """A decision that closes an action."""

    heading = "Record a decision to close an action"
    closes = forms.ModelChoiceField(
        Action.objects.none(),
        label="Action that is closed",
        to_field_name="reference",
        error_messages={"required": "Select the action that is closed"},
    )

    def prepare_fields(self) -> None:
        """Offer the plan's actions that are not closed."""
        super().prepare_fields()
        live = self.plan.actions.filter(status__in=ActionStatus.live_statuses)
        offer(self, "closes", live)
        offer(self, "superseded_by", live)
        self.order_fields(["closes", "code", "superseded_by", "text", "decided_on"])

    def effect(self) -> ActionClosed:
        """The action, why, and what stands in its place."""
        data = self.cleaned_data
        return ActionClosed(data["closes"], data["code"], data["superseded_by"])


DECISION_FORMS: dict[str, type[DecisionForm]] = {
    "": PlainDecisionForm,
    "date": DateDecisionForm,
    "closure": ClosureDecisionForm,
}


class CompleteDecisionForm(GovukForm):
    """That a decision was carried out."""

    note = forms.CharField(
        label="What was done?",
        widget=LONG_TEXT,
        help_text="The board reads it.",
        error_messages={"required": "Enter what was done"},
    )
