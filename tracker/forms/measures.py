"""What plan managers type about a measure."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tracker.choices import MeasureFrequency, Polarity
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.figures import FigureField
from tracker.models import Action, Measure, Plan, Post, Theme
from tracker.workflow.measures import Aim, MeasureWording

FEW_LINES = forms.Textarea(attrs={"rows": 3})
MOST_ACTIONS = 50  # a measure that all actions move tells nothing of any
WORDS = (
    "name",
    "tells",
    "unit",
    "polarity",
    "baseline",
    "baseline_on",
    "frequency",
    "starts_on",
    "ends_on",
    "data_source",
)


class ActionReferencesField(forms.CharField):
    """Actions by their references, such as A-012 A-015."""

    actions: Any = Action.objects.none()

    def clean(self, value: Any) -> list[Action]:
        """The actions in the order of their references; says which are not there."""
        typed = list(
            dict.fromkeys(re.findall(r"[^\s,;]+", super().clean(value).upper()))
        )
        if len(typed) > MOST_ACTIONS:
            raise ValidationError(f"Give at most {MOST_ACTIONS} actions")
        found = {
            action.reference: action
            for action in self.actions.filter(reference__in=typed)
        }
        missing = [reference for reference in typed if reference not in found]
        if missing:
            raise ValidationError(
                f"This plan has no action {', '.join(missing[:5])}. "
                "Write references, such as A-012"
            )
        return [found[reference] for reference in sorted(typed)]


class MeasureForm(GovukForm):
    """A measure: what it counts, its target, and what it is about."""

    name = forms.CharField(
        label="What is counted",
        max_length=200,
        help_text="For example, first visits made within 10 working days.",
    )
    tells = forms.CharField(
        label="What it tells",
        widget=FEW_LINES,
        required=False,
        help_text="What is in it, what is left out, and why it matters to children.",
    )
    unit = forms.CharField(
        max_length=40,
        help_text="For example, %, children or days.",
        error_messages={"required": "Enter the unit"},
    )
    polarity = forms.ChoiceField(
        label="Which way is better",
        choices=Polarity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select which way is better"},
    )
    baseline = FigureField(
        required=False, help_text="Where it stood when the plan began."
    )
    baseline_on = DayField(label="Day of the baseline", required=False)
    target = FigureField(required=False)
    target_on = DayField(label="To be reached by", required=False)
    tolerance = FigureField(
        required=False,
        help_text="How far from the target still counts as near, in the unit.",
    )
    frequency = forms.ChoiceField(
        label="How often it is told",
        choices=[("", "For no fixed period"), *MeasureFrequency.choices],
        required=False,
        help_text="Quarters, half years and years begin on 1 April. "
        "An entry is due when a period has ended.",
    )
    starts_on = DayField(label="Counted from", required=False)
    ends_on = DayField(label="Counted until", required=False)
    data_source = forms.CharField(
        label="Where the number comes from",
        max_length=200,
        required=False,
        help_text="The system, the report in it, or the document.",
    )
    owner_post = forms.ModelChoiceField(
        Post.objects.none(),
        label="Owner",
        to_field_name="slug",
        required=False,
        help_text="The post that answers for the number.",
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What inspectors find about these is held against the number.",
    )
    actions = ActionReferencesField(
        label="Actions that are to move it",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text="Their references, such as A-012 A-015.",
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own posts, themes and actions."""
        self.fields["owner_post"].queryset = self.plan.posts.all()
        self.fields["themes"].queryset = self.plan.themes.all()
        self.fields["actions"].actions = self.plan.actions.all()

    def clean(self) -> dict:
        """What goes together is given together, each said beside its field."""
        data = super().clean() or self.cleaned_data
        self._ask_for("baseline_on", "baseline", "Enter the day of the baseline")
        self._ask_for("baseline", "baseline_on", "Enter the baseline of that day")
        self._ask_for("target", "target_on", "Enter the target to reach by that day")
        self._ask_for("target", "tolerance", "Enter the target the tolerance is for")
        self._ask_for("starts_on", "frequency", "Enter the day it is counted from")
        if (data.get("tolerance") or 0) < 0:
            self.add_error("tolerance", "Give a tolerance of 0 or more")
        if data.get("target") is not None and data.get("polarity") == Polarity.NEITHER:
            self.add_error(
                "polarity", "Select whether higher or lower is better to have a target"
            )
        return data

    def _ask_for(self, wanted: str, given: str, sentence: str) -> None:
        """One field where another is filled in; unless it is wrong already."""
        values = self.cleaned_data
        is_given = values.get(given) not in (None, "")
        if is_given and wanted in values and values[wanted] is None:
            self.add_error(wanted, sentence)

    def wording(self) -> MeasureWording:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return MeasureWording(
            **{name: data[name] for name in WORDS},
            owner_post=data["owner_post"],
            themes=tuple(data["themes"]),
            actions=tuple(data["actions"]),
            aim=self.aim(),
        )

    def aim(self) -> Aim:
        """The target as the workflow takes it."""
        data = self.cleaned_data
        return Aim(data["target"], data["target_on"], "", data["tolerance"])


class EditMeasureForm(MeasureForm):
    """Other words, links or target for a measure; why is asked, and kept."""

    why = forms.CharField(
        label="Why is it changed?",
        help_text="Kept in the history. A new target is shown with it.",
        error_messages={"required": "Say why it is changed"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, measure: Measure, stands: Aim, **options: Any
    ) -> None:
        self.stands = stands
        super().__init__(
            *args,
            plan=measure.plan,
            initial=self.initial_of(measure, stands),
            **options,
        )

    @staticmethod
    def initial_of(measure: Measure, stands: Aim) -> dict:
        """What the form shows of a measure as it stands, with its target."""
        links = measure.action_links.values_list("action__reference", flat=True)
        return {
            **{name: getattr(measure, name) for name in WORDS},
            "owner_post": measure.owner_post and measure.owner_post.slug,
            "themes": list(measure.theme_links.values_list("theme__slug", flat=True)),
            "actions": " ".join(links.order_by("action__reference")),
            "target": stands.target,
            "target_on": stands.target_on,
            "tolerance": stands.tolerance,
            "version": measure.version,
        }

    def aim(self) -> Aim:
        """The target typed; its day stays in the document's words until one is given."""
        typed = super().aim()
        has_words = typed.target is not None and typed.target_on is None
        words = self.stands.target_words if has_words else ""
        return Aim(typed.target, typed.target_on, words, typed.tolerance)
