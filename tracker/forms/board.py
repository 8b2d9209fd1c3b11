"""Which days a board report is for."""

from datetime import date
from typing import Any

from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.rules import not_after


class BoardDaysForm(GovukForm):
    """The day of the report, and the earlier one to compare with."""

    on = DayField(
        label="Day of the report",
        error_messages={"required": "Enter the day of the report"},
    )
    since = DayField(label="Earlier day to compare with", required=False)

    hides_optional = True

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(*args, **options)

    def clean_on(self) -> date | None:
        """Not a day still to come."""
        return not_after(self.cleaned_data["on"], self.today)

    def clean(self) -> None:
        """The report looks back: from an earlier day to a later one."""
        on, since = self.cleaned_data.get("on"), self.cleaned_data.get("since")
        if on and since and since >= on:
            self.add_error("since", "Give a day before the day of the report.")
