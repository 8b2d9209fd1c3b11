"""What plan managers correct in the draft of a report."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tracker.choices import (
    Framework,
    Grade,
    RecommendationKind,
    RecommendationSection,
    VisitKind,
)
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.report_reading import NUMBER_LENGTH
from tracker.models import Plan
from tracker.workflow.report_review import (
    LABELS,
    AreaWords,
    Review,
    ReviewedArea,
    ReviewedGrade,
    ReviewedPart,
    ReviewedVisit,
)

FEW_LINES = forms.Textarea(attrs={"rows": 2})
SOME_LINES = forms.Textarea(attrs={"rows": 6})
REQUIRED_KINDS = [
    (kind, RecommendationKind(kind).label) for kind in RecommendationKind.required
]


class DraftForm(GovukForm):
    """A form about one piece of a draft, opened at a version of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReviewedVisitForm(DraftForm):
    """The visit, as the report says; what it does not say stays empty."""

    hides_optional = True

    authority = forms.CharField(
        label=LABELS["authority"], max_length=200, required=False
    )
    kind = forms.ChoiceField(
        label=LABELS["kind"],
        choices=[("", "Not known"), *VisitKind.choices],
        required=False,
    )
    framework = forms.ChoiceField(
        label=LABELS["framework"],
        choices=[("", "Not stated"), *Framework.choices],
        required=False,
    )
    starts_on = DayField(label=LABELS["starts_on"], required=False)
    ends_on = DayField(label=LABELS["ends_on"], required=False)
    published_on = DayField(label=LABELS["published_on"], required=False)
    inspectors = forms.CharField(
        label="Inspectors",
        widget=FEW_LINES,
        required=False,
        max_length=2000,
        help_text="One a line, the lead inspector first.",
    )

    @staticmethod
    def initial_of(review: Review, version: int) -> dict[str, Any]:
        """What the form shows of a draft as it stands."""
        return {**vars(review.visit), "version": version}

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day is before the first one.")
        published = data.get("published_on")
        if last and published and published < last:
            self.add_error("published_on", "It is before the last day of the visit.")
        return data

    def visit(self) -> ReviewedVisit:
        """The clean values as the workflow takes them."""
        return ReviewedVisit(**{name: self.cleaned_data[name] for name in LABELS})


class ReviewedGradesForm(DraftForm):
    """The grades: each may be mended or taken out, and one more added."""

    hides_optional = True

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        grades: Sequence[ReviewedGrade],
        version: int,
    ) -> None:
        self.grades = grades
        initial: dict[str, Any] = {"version": version}
        for number, grade in enumerate(grades, 1):
            initial[f"area_{number}"] = grade.area
            initial[f"grade_{number}"] = grade.grade
        super().__init__(data, initial=initial)

    def prepare_fields(self) -> None:
        """Two fields a grade, and two for one that was missed."""
        for number, grade in enumerate(self.grades, 1):
            self._add(str(number), f"Grade {number}: what was judged", grade)
        self._add("more", "One more: what was judged", None)
        self.order_fields([name for name in self.fields if name != "version"])

    def _add(self, key: str, label: str, read: ReviewedGrade | None) -> None:
        hint = f"Page {read.page} says: {read.printed}." if read else ""
        self.fields[f"area_{key}"] = forms.CharField(
            label=label,
            max_length=250,
            required=False,
            help_text="To take it out, empty the box." if read else "",
        )
        self.fields[f"grade_{key}"] = forms.ChoiceField(
            label="Grade",
            choices=[("", "No grade"), *Grade.choices],
            required=False,
            help_text=hint,
        )

    def clean(self) -> dict[str, Any]:
        """Each area is judged once, and a grade is of something."""
        data = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for key in self._keys():
            area = data.get(f"area_{key}", "")
            if area.casefold() in seen:
                self.add_error(f"area_{key}", "This area has a grade above already.")
            if area:
                seen.add(area.casefold())
        if data.get("grade_more") and not data.get("area_more"):
            self.add_error("area_more", "Enter what was judged")
        return data

    def _keys(self) -> list[str]:
        return [*(str(n) for n in range(1, len(self.grades) + 1)), "more"]

    def reviewed(self) -> list[ReviewedGrade]:
        """The clean grades as the workflow takes them."""
        data = self.cleaned_data
        read = dict(zip(self._keys(), self.grades, strict=False))
        return [
            ReviewedGrade(
                area=data[f"area_{key}"],
                grade=data[f"grade_{key}"],
                printed=read[key].printed if key in read else "",
                page=read[key].page if key in read else None,
                words=read[key].words if key in read else "",
            )
            for key in self._keys()
            if data[f"area_{key}"]
        ]


class AreaWordsForm(DraftForm):
    """An area in the report's own words."""

    text = forms.CharField(
        label="In the report’s words",
        widget=SOME_LINES,
        max_length=5000,
        help_text="Unchanged, as printed.",
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
        initial: dict[str, Any] = {"version": version, "theme": area.theme}
        for number, part in enumerate(area.parts, 1):
            initial[f"part_{number}"] = part.text
            initial[f"theme_{number}"] = part.theme
        super().__init__(data, initial=initial)

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
