"""What plan managers type about recommendations."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from tracker.choices import RecommendationKind, RecommendationSection, Voice
from tracker.forms.base import GovukForm
from tracker.models import Plan, Recommendation, RecommendationPart, Source, Visit
from tracker.workflow.recommendations import PartWording, RecommendationWording

FEW_LINES = forms.Textarea(attrs={"rows": 2})
SOME_LINES = forms.Textarea(attrs={"rows": 4})
WORDS = (
    "kind",
    "section",
    "visit",
    "number",
    "text",
    "source",
    "locator",
    "quote",
    "voice",
)


class RecommendationForm(GovukForm):
    """A recommendation in the report's words, and the parts it asks for."""

    kind = forms.ChoiceField(
        choices=[("", "Choose one"), *RecommendationKind.choices],
        help_text="A shortfall is criticism that an action answers. "
        "An own finding is what the body says of itself.",
    )
    section = forms.ChoiceField(
        label="Whose part of the report it stands in",
        choices=RecommendationSection.choices,
        initial=RecommendationSection.LOCAL_AUTHORITY,
        widget=forms.RadioSelect,
    )
    visit = forms.ModelChoiceField(
        Visit.objects.none(),
        label="Visit that raised it",
        required=False,
        to_field_name="reference",
        help_text="Leave empty for an own finding.",
    )
    number = forms.CharField(
        label="Number in the report",
        max_length=10,
        required=False,
        help_text="As printed, if it has one.",
    )
    text = forms.CharField(
        label="Recommendation",
        widget=SOME_LINES,
        help_text="The report's own words, unchanged.",
    )
    source = forms.ModelChoiceField(
        Source.objects.none(), label="Document", required=False, to_field_name="code"
    )
    locator = forms.CharField(
        label="Place in the document",
        max_length=120,
        required=False,
        help_text="For example, ¶4 or page 3.",
    )
    quote = forms.CharField(
        widget=SOME_LINES,
        required=False,
        help_text="The sentence as it stands in the document.",
    )
    voice = forms.ChoiceField(
        label="Who speaks",
        choices=[("", "Choose one"), *Voice.choices],
        required=False,
    )
    parts = forms.CharField(
        widget=SOME_LINES,
        required=False,
        help_text="The separate things it asks for, one a line. "
        "Leave empty if it asks for one thing.",
    )
    theme = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        self.themes = {theme.slug: theme for theme in plan.themes.all()}
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own visits, documents and themes."""
        self.fields["visit"].queryset = self.plan.visits.all()
        self.fields["source"].queryset = self.plan.sources.all()
        self.fields["theme"].choices = self.theme_choices()

    def theme_choices(self) -> list[tuple[str, str]]:
        """The themes of the plan, read once for all parts."""
        named = [(slug, theme.name) for slug, theme in self.themes.items()]
        return [("", "No theme"), *named]

    def wording(self) -> RecommendationWording | None:
        """The clean words as the workflow takes them."""
        return RecommendationWording(
            **{name: self.cleaned_data[name] for name in WORDS}
        )

    def part_wordings(self) -> list[PartWording]:
        """The clean parts as the workflow takes them."""
        theme = self.themes.get(self.cleaned_data["theme"])
        lines = self.cleaned_data["parts"].splitlines()
        return [PartWording(line.strip(), theme) for line in lines if line.strip()]


class EditRecommendationForm(RecommendationForm):
    """Other words or parts for a recommendation; why is asked, and kept.

    Once the visit that raised it is published, its words are not in the form.
    """

    why = forms.CharField(
        label="Why is it changed?",
        help_text="Kept in the history of the recommendation.",
        error_messages={"required": "Say why it is changed"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        recommendation: Recommendation,
        has_fixed_words: bool = False,
        **options: Any,
    ) -> None:
        self.stored_parts = list(recommendation.parts.select_related("theme"))
        self.has_fixed_words = has_fixed_words
        initial = self.initial_of(recommendation)
        super().__init__(self.completed(data, initial), initial=initial, **options)

    def completed(self, data: QueryDict | None, initial: dict) -> QueryDict | None:
        """What was sent, with the parts that somebody added after the form was opened.

        Without them the form would take those parts for emptied.
        """
        if data is None:
            return None
        data = data.copy()
        for part in self.stored_parts:
            for name in (text_name(part), theme_name(part)):
                data.setdefault(name, initial[name] or "")
        return data

    def initial_of(self, recommendation: Recommendation) -> dict:
        """What the form shows of a recommendation as it stands."""
        initial = {name: getattr(recommendation, name) for name in WORDS}
        initial["visit"] = recommendation.visit and recommendation.visit.reference
        initial["source"] = recommendation.source and recommendation.source.code
        initial["version"] = recommendation.version
        for part in self.stored_parts:
            initial[text_name(part)] = part.text
            initial[theme_name(part)] = part.theme and part.theme.slug
        return initial

    def prepare_fields(self) -> None:
        """A field for the text and the theme of each part that stands."""
        super().prepare_fields()
        for part in self.stored_parts:
            self.fields[text_name(part)] = forms.CharField(
                label=f"Part {part.number}",
                widget=FEW_LINES,
                required=False,
                help_text="To take it out, empty the box. It stays if an action answers it.",
            )
            self.fields[theme_name(part)] = forms.ChoiceField(
                label=f"Theme of part {part.number}",
                choices=self.theme_choices(),
                required=False,
            )
        self.fields["parts"].label = "More parts"
        self.fields["parts"].help_text = "One a line."
        self.fields["theme"].label = "Theme of these parts"
        if self.has_fixed_words:
            for name in WORDS:
                del self.fields[name]
        last = ["parts", "theme", "why", "version"]
        self.order_fields([n for n in self.fields if n not in last] + last)

    def wording(self) -> RecommendationWording | None:
        """The clean words; none where they are fixed."""
        return None if self.has_fixed_words else super().wording()

    def part_wordings(self) -> list[PartWording]:
        """The parts that stand, then the new ones."""
        return [*self._standing_parts(), *super().part_wordings()]

    def _standing_parts(self) -> Iterator[PartWording]:
        for part in self.stored_parts:
            text = self.cleaned_data[text_name(part)]
            theme = self.themes.get(self.cleaned_data[theme_name(part)])
            if text:
                yield PartWording(text, theme, part.number)


def text_name(part: RecommendationPart) -> str:
    """The name of the field that holds the part's text."""
    return f"part_{part.number}"


def theme_name(part: RecommendationPart) -> str:
    """The name of the field that holds the part's theme."""
    return f"theme_{part.number}"
