"""What plan managers correct in an area of a report's draft: its words, its parts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tracker.choices import RecommendationKind, RecommendationSection
from tracker.forms.report_reading import NUMBER_LENGTH
from tracker.forms.report_review import FEW_LINES, DraftForm
from tracker.models import Plan
from tracker.workflow.report_review import AreaWords, ReviewedArea, ReviewedPart

SOME_LINES = forms.Textarea(attrs={"rows": 6})
REQUIRED_KINDS = [
    (kind, RecommendationKind(kind).label) for kind in RecommendationKind.required
]


class AreaWordsForm(DraftForm):
    """An area in the report's own words."""

    text = forms.CharField(
        label="In the report's words",
        widget=SOME_LINES,
        max_length=5000,
        help_text="Unchanged, as printed.",
        error_messages={"required": "Enter the report's words"},
    )
    kind = forms.ChoiceField(choices=REQUIRED_KINDS)
    section = forms.ChoiceField(
        label="Whose part of the report it stands in",
        choices=RecommendationSection.choices,
        initial=RecommendationSection.LOCAL_AUTHORITY,
        widget=forms.RadioSelect,
    )
    number = forms.CharField(
        label="Number in the report",
        max_length=NUMBER_LENGTH,
        required=False,
        help_text="As printed, if it has one.",
    )
    page = forms.IntegerField(label="Page", min_value=1, required=False)

    def __init__(self, *args: Any, pages: int, **options: Any) -> None:
        self.page_count = pages
        super().__init__(*args, **options)

    def clean_page(self) -> int | None:
        """A page that the document has."""
        page = self.cleaned_data["page"]
        if page and page > self.page_count:
            raise ValidationError(f"The document ends at page {self.page_count}.")
        return page

    def words(self) -> AreaWords:
        """The clean words as the workflow takes them."""
        data = {name: self.cleaned_data[name] for name in vars(_NO_WORDS)}
        return AreaWords(**data | {"text": " ".join(data["text"].split())})


_NO_WORDS = AreaWords("", "", "", "", None)


class PartsForm(DraftForm):
    """The separable things that an area asks for, each with a theme."""

    hides_optional = True

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: Plan,
        area: ReviewedArea,
        version: int,
    ) -> None:
        self.area = area
        self.themes = [(theme.slug, theme.name) for theme in plan.themes.all()]
        initial: dict[str, Any] = {}
        for number, part in enumerate(area.parts, 1):
            initial[f"part_{number}"] = part.text
            initial[f"theme_{number}"] = part.theme
        super().__init__(
            self.completed(data, initial),
            initial=initial | {"version": version, "parts": "", "theme": area.theme},
        )

    def prepare_fields(self) -> None:
        """A text and a theme for each part, then those to come."""
        for number, _ in enumerate(self.area.parts, 1):
            self.fields[f"part_{number}"] = forms.CharField(
                label=f"Part {number}",
                widget=FEW_LINES,
                required=False,
                help_text="To take it out, empty the box.",
            )
            self.fields[f"theme_{number}"] = self._theme(f"Theme of part {number}")
        self.fields["parts"] = forms.CharField(
            label="More parts" if self.area.parts else "Parts",
            widget=SOME_LINES,
            required=False,
            help_text="The separate things it asks for, one a line. "
            + ("" if self.area.parts else "Leave empty if it asks for one thing."),
        )
        self.fields["theme"] = self._theme("Theme of these parts")
        self.order_fields([name for name in self.fields if name != "version"])

    def _theme(self, label: str) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=label, choices=[("", "No theme"), *self.themes], required=False
        )

    def parts(self) -> list[ReviewedPart]:
        """The clean parts as the workflow takes them; none for one thing."""
        data = self.cleaned_data
        standing = [
            ReviewedPart(data[f"part_{number}"], data[f"theme_{number}"])
            for number, _ in enumerate(self.area.parts, 1)
        ]
        more = [
            ReviewedPart(" ".join(line.split()), data["theme"])
            for line in data["parts"].splitlines()
        ]
        return [part for part in (*standing, *more) if part.text]
