"""What plan managers type about actions."""

from datetime import date
from typing import Any

from django import forms

from tracker.choices import ActionStatus
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.rules import not_after
from tracker.models import Action, Plan, Post, RecommendationPart, Workstream
from tracker.workflow.actions import ActionWording, Promise

LONG_TEXT = forms.Textarea(attrs={"rows": 3})
STARTING_STATUSES = (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS)


class PartChoiceField(forms.ModelMultipleChoiceField):
    """The parts of recommendations an action answers."""

    def label_from_instance(self, obj: RecommendationPart) -> str:
        """The part with its recommendation's reference."""
        return f"{obj.recommendation.reference}.{obj.number} {obj.text}"


class ActionWordingForm(GovukForm):
    """What an action says and which parts of recommendations it answers."""

    title = forms.CharField(
        label="Action", max_length=300, help_text="The step, in one sentence."
    )
    output = forms.CharField(
        widget=LONG_TEXT, help_text="What we will do or make. For example, a guide."
    )
    outcome = forms.CharField(
        widget=LONG_TEXT, help_text="What will change in practice when it is done."
    )
    impact = forms.CharField(
        widget=LONG_TEXT,
        required=False,
        help_text="What will be different for children. An output is not an impact.",
    )
    workstream = forms.ModelChoiceField(
        Workstream.objects.none(), required=False, to_field_name="slug"
    )
    parts = PartChoiceField(
        RecommendationPart.objects.none(),
        label="Which parts of recommendations does it answer?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one part"},
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own workstreams and parts."""
        self.fields["workstream"].queryset = self.plan.workstreams.all()
        self.fields["parts"].queryset = (
            RecommendationPart.objects.published()
            .filter(recommendation__plan=self.plan)
            .select_related("recommendation__visit")
        )

    def wording(self) -> ActionWording:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return ActionWording(
            title=data["title"],
            output=data["output"],
            outcome=data["outcome"],
            impact=data["impact"],
            workstream=data["workstream"],
            parts=tuple(data["parts"]),
        )


class PromiseFields(forms.Form):
    """Who is to do it, from when and by when."""

    owner_post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Owner",
        to_field_name="slug",
        help_text="The post that answers for it.",
    )
    starts_on = DayField(
        label="Start date", required=False, help_text="For example, 27 3 2026."
    )
    due_on = DayField(
        label="Due date",
        required=False,
        help_text="This becomes the first due date. It is kept for ever.",
    )
    no_due_date = forms.BooleanField(label="No due date is agreed yet", required=False)

    def clean(self) -> dict:
        """A due date, or the plain word that none is agreed."""
        data = super().clean() or self.cleaned_data
        if "due_on" in data and not data["due_on"] and not data.get("no_due_date"):
            self.add_error(
                "due_on", "Enter the due date, or tick that none is agreed yet"
            )
        if data.get("due_on") and data.get("no_due_date"):
            self.add_error("no_due_date", "Take out the tick, or empty the due date")
        start, due = data.get("starts_on"), data.get("due_on")
        if start and due and due < start:
            self.add_error(
                "due_on", "The due date is before the start. Give a later due date."
            )
        return data

    def promise(self) -> Promise:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return Promise(
            owner_post=data["owner_post"],
            due_on=data["due_on"],
            starts_on=data["starts_on"],
            status=data.get("status") or ActionStatus.NOT_STARTED,
        )


class AddActionForm(PromiseFields, ActionWordingForm):
    """A new action with its first promise."""

    field_order = (
        "title",
        "output",
        "outcome",
        "impact",
        "workstream",
        "owner_post",
        "starts_on",
        "due_on",
        "no_due_date",
        "parts",
    )

    def prepare_fields(self) -> None:
        """Offer this plan's own posts too."""
        super().prepare_fields()
        self.fields["owner_post"].queryset = self.plan.posts.all()

    def choose_part(self, address: str) -> None:
        """Tick the part that a link names, such as R-004.2; anything else is nothing."""
        reference, _, number = address.partition(".")
        if number.isascii() and number.isdigit():
            self.initial["parts"] = self.fields["parts"].queryset.filter(
                recommendation__reference=reference, number=int(number[:4])
            )


class EditActionForm(ActionWordingForm):
    """Other words for an action; why is asked, and kept."""

    why = forms.CharField(
        label="Why is it changed?",
        help_text="Kept in the history of the action.",
        error_messages={"required": "Enter why it is changed"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(action: Action) -> dict:
        """What the form shows of an action as it stands."""
        names = ("title", "output", "outcome", "impact", "workstream", "version")
        return {
            **{name: getattr(action, name) for name in names},
            "parts": [answer.part_id for answer in action.answers.all()],
        }


class TakeUpActionForm(PromiseFields, GovukForm):
    """From when on a recorded action is tracked, by whom and by when."""

    status = forms.ChoiceField(
        label="Where does it stand?",
        choices=[(status.value, status.label) for status in STARTING_STATUSES],
        widget=forms.RadioSelect,
        error_messages={"required": "Select where it stands"},
    )
    taken_up_on = DayField(label="Tracked from")
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("owner_post", "status", "starts_on", "due_on", "no_due_date")

    @staticmethod
    def initial_of(action: Action) -> dict:
        """What stands: the document's owner and date, where it gives them."""
        return {
            "version": action.version,
            "owner_post": action.owner_post,
            "status": action.status,
            "starts_on": action.starts_on,
            "due_on": action.due_on,
            "no_due_date": action.is_tracked and not action.due_on,
        }

    def __init__(self, *args: Any, plan: Plan, today: date, **options: Any) -> None:
        self.plan = plan
        self.today = today
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own posts."""
        self.fields["owner_post"].queryset = self.plan.posts.all()

    def clean_taken_up_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["taken_up_on"], self.today)


class ChangeOwnerForm(GovukForm):
    """Which post owns the action, from a day on."""

    post = forms.ModelChoiceField(
        Post.objects.none(), label="New owner", to_field_name="slug"
    )
    changed_on = DayField(label="From")
    reason = forms.CharField(help_text="For example, the service was reorganised.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(action: Action) -> dict:
        """What stands."""
        return {"version": action.version, "post": action.owner_post}

    def __init__(self, *args: Any, plan: Plan, today: date, **options: Any) -> None:
        self.plan = plan
        self.today = today
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own posts."""
        self.fields["post"].queryset = self.plan.posts.all()

    def clean_changed_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["changed_on"], self.today)
