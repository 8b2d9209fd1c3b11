"""What a plan manager decides when a report is brought in."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tracker.forms.report_review import DraftForm
from tracker.models import Gap
from tracker.workflow.report_confirm import CHOOSE_VISIT, Decision
from tracker.workflow.report_plan import Planned

PUBLISH = "publish"
KEEP_OPEN = "keep"
AFTERWARDS = [
    (PUBLISH, "Publish it: all members read it, and what inspectors wrote stays"),
    (KEEP_OPEN, "Keep it as a draft, to record what the visit checked of the plan"),
]


class ConfirmReportForm(DraftForm):
    """Which visit it is, if it is there; what of it; and which gaps it fills.

    Nothing is ticked beforehand: a gap is filled because a person says so. Those
    that name the year of the visit come first.
    """

    hides_optional = True

    visit = forms.ChoiceField(
        label="The visit that the report is about",
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_VISIT},
    )
    afterwards = forms.ChoiceField(
        label="What becomes of the new visit",
        choices=AFTERWARDS,
        initial=PUBLISH,
        widget=forms.RadioSelect,
    )
    grades = forms.MultipleChoiceField(
        label="Grades to add to the visit",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The visit has none for these yet.",
    )
    gaps = forms.MultipleChoiceField(
        label="Which gaps does this report fill?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick only what the report really brings. What was known of a gap "
        "stays beside it.",
    )
    other_gaps = forms.MultipleChoiceField(
        label="Other gaps that it fills",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        planned: Planned,
        gaps: Sequence[Gap],
        year: int,
        **options: Any,
    ) -> None:
        self.planned, self.year = planned, str(year)
        self.visits = {visit.reference: visit for visit in planned.visits}
        self.open_gaps = {gap.reference: gap for gap in gaps}
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Ask only what has to be decided."""
        offered = {
            "visit": [(v.reference, str(v)) for v in self.visits.values()],
            "grades": [(g.area, self._grade(g)) for g in self.planned.grades],
            "gaps": [],
            "other_gaps": [],
        }
        for gap in self.open_gaps.values():
            about_year = self.year in f"{gap.what} {gap.where}"
            name = "gaps" if about_year else "other_gaps"
            offered[name].append((gap.reference, self._gap(gap)))
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        unasked = {
            "visit": len(self.visits) < 2,
            "afterwards": bool(self.visits),
            "grades": not (self.visits and self.planned.grades),
            "gaps": not offered["gaps"],
            "other_gaps": not offered["other_gaps"],
        }
        for name, is_unasked in unasked.items():
            if is_unasked:
                del self.fields[name]

    @staticmethod
    def _grade(grade: Any) -> str:
        return f"{grade.area}: {grade.grade_label or grade.printed or 'no grade'}"

    def _gap(self, gap: Gap) -> str:
        """The gap in words; where it counts and the report brings another number, that."""
        said = f"{gap.reference}: {gap.what}"
        counts = gap.how_many is not None and gap.how_many > 1
        if counts and gap.how_many != self.planned.count:
            brings = self.planned.count
            return f"{said}. It says {gap.how_many}; this report brings {brings}"
        return said

    def decision(self) -> Decision:
        """The clean decision as the workflow takes it."""
        data = self.cleaned_data
        filled = [*data.get("gaps", []), *data.get("other_gaps", [])]
        only = next(iter(self.visits.values()), None)
        every_grade = [grade.area for grade in self.planned.grades]
        return Decision(
            visit=self.visits[data["visit"]] if "visit" in data else only,
            publish=data.get("afterwards") == PUBLISH,
            grades=data.get("grades", []) if self.visits else every_grade,
            gaps=[self.open_gaps[reference] for reference in filled],
        )
