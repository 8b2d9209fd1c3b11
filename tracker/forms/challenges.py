"""What people type about challenges: the question, a reply, what became of it."""

from typing import Any

from django import forms

from tracker.choices import ChallengeOutcome, ReplyKind
from tracker.forms.base import GovukForm
from tracker.forms.plan_rows import NOTHING, SubjectForm, offer
from tracker.models import Action, Meeting, Plan
from tracker.workflow.challenges import ChallengeEntry, ClosingEntry

LONG_TEXT = forms.Textarea(attrs={"rows": 5})


class RaiseChallengeForm(SubjectForm):
    """A question about an action, a recommendation or the plan as a whole."""

    question = forms.CharField(
        label="Your question",
        widget=LONG_TEXT,
        help_text="Who answers for it reads these words. Leave out names of children.",
        error_messages={"required": "Enter your question"},
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Meeting it was asked at, or is to come to",
        to_field_name="reference",
        required=False,
        empty_label=NOTHING,
    )
    on_behalf_of = forms.CharField(
        label="Asked by somebody who does not sign in",
        max_length=150,
        required=False,
        help_text="The name, such as the independent chair's. You enter it for them.",
    )
    field_order = ("question", "action", "recommendation", "meeting", "on_behalf_of")

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own rows."""
        super().prepare_fields()
        meetings = self.plan.meetings.filter(is_called_off=False)
        offer(self, "meeting", meetings.select_related("board"), meeting_label)

    def entry(self) -> ChallengeEntry:
        """The clean values as the workflow takes them."""
        told = ChallengeEntry.__dataclass_fields__
        return ChallengeEntry(**{name: self.cleaned_data[name] for name in told})


class ReplyForm(GovukForm):
    """What somebody says to a challenge."""

    text = forms.CharField(
        label="Your reply",
        widget=LONG_TEXT,
        help_text="Who asked reads it, and so may the whole board.",
        error_messages={"required": "Enter your reply"},
    )


class CloseChallengeForm(GovukForm):
    """What who asked says of the reply: closed so or so, or more is wanted."""

    outcome = forms.ChoiceField(
        label="What became of it?",
        choices=[
            (ChallengeOutcome.ACCEPTED.value, "The reply is accepted"),
            (ReplyKind.MORE_WANTED.value, "More is wanted: it stays open"),
            (ChallengeOutcome.ACTION_AGREED.value, "An action was agreed"),
            (ChallengeOutcome.NOT_ACCEPTED.value, "Closed without accepting the reply"),
            (ChallengeOutcome.WITHDRAWN.value, "Withdrawn"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what became of it"},
    )
    note = forms.CharField(
        label="In your words",
        widget=LONG_TEXT,
        required=False,
        help_text="What else you want to know, what was agreed, or why. "
        "Not needed where the reply is accepted.",
    )
    agreed_action = forms.ModelChoiceField(
        Action.objects.none(),
        label="The action that was agreed",
        to_field_name="reference",
        required=False,
        empty_label=NOTHING,
        help_text="Where the plan has it already.",
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own actions."""
        offer(self, "agreed_action", self.plan.actions.all())

    def clean(self) -> dict:
        """All but an accepted reply say something; one outcome names an action."""
        data = super().clean() or self.cleaned_data
        outcome, agreed = data.get("outcome"), data.get("agreed_action")
        if agreed and outcome and outcome != ChallengeOutcome.ACTION_AGREED:
            self.add_error(
                "agreed_action", "Leave this at “None”, or select that one was agreed"
            )
        is_told = data.get("note") or agreed or outcome == ChallengeOutcome.ACCEPTED
        if outcome and not is_told:
            self.add_error("note", WHAT_IS_MISSING.get(outcome, "Say why"))
        return data

    @property
    def wants_more(self) -> bool:
        """Whether the challenge stays open."""
        return self.cleaned_data["outcome"] == ReplyKind.MORE_WANTED

    def closing(self) -> ClosingEntry:
        """The clean values as the workflow takes them."""
        told = ClosingEntry.__dataclass_fields__
        return ClosingEntry(**{name: self.cleaned_data[name] for name in told})


WHAT_IS_MISSING = {
    ReplyKind.MORE_WANTED: "Say what more you want to know",
    ChallengeOutcome.ACTION_AGREED: "Choose the action, or say what was agreed",
}


def meeting_label(meeting: Meeting) -> str:
    """A meeting in a list: its reference, its day and its board."""
    return f"{meeting.reference}, {meeting.when}, {meeting.board.name}"
