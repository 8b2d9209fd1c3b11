"""What plan managers correct in the draft of a report."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from tracker.choices import (
    Framework,
    Grade,
    VisitKind,
)
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.workflow.report_review import (
    LABELS,
    Review,
    ReviewedGrade,
    ReviewedVisit,
)

FEW_LINES = forms.Textarea(attrs={"rows": 2})


class DraftForm(GovukForm):
    """A form about one piece of a draft, opened at a version of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def completed(data: QueryDict | None, initial: dict[str, Any]) -> QueryDict | None:
        """What was sent, with what somebody added after the form was opened.

        Without it the form would take that for emptied.
        """
        if data is None:
            return None
        data = data.copy()
        for name, value in initial.items():
            data.setdefault(name, value)
        return data


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
        initial: dict[str, Any] = {}
        for number, grade in enumerate(grades, 1):
            initial[f"area_{number}"] = grade.area
            initial[f"grade_{number}"] = grade.grade
        super().__init__(
            self.completed(data, initial), initial=initial | {"version": version}
        )

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
