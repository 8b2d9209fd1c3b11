"""What plan managers type about boards, their meetings and who came."""

from typing import Any

from django import forms

from tracker.choices import BoardCadence, Presence
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.models import Attendance, Board, Meeting, Plan
from tracker.workflow.boards import BoardEntry, Guest, MeetingEntry

NAMES = forms.Textarea(attrs={"rows": 8})
LONGEST_NAME = Attendance._meta.get_field("name").max_length or 0


class BoardForm(GovukForm):
    """A board: its name, how often it meets, who chairs it."""

    name = forms.CharField(
        label="Name of the board",
        max_length=200,
        help_text="For example, Children's services improvement board.",
    )
    cadence = forms.ChoiceField(
        label="How often does it meet?",
        choices=[("", "Not said"), *BoardCadence.choices],
        required=False,
    )
    chair = forms.CharField(
        label="Chair",
        max_length=200,
        required=False,
        help_text="Post and name, as on its papers.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def entry(self) -> BoardEntry:
        """The clean values as the workflow takes them."""
        names = ("name", "cadence", "chair")
        return BoardEntry(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(board: Board) -> dict:
        """What the form shows of a board as it stands."""
        names = ("name", "cadence", "chair", "version")
        return {name: getattr(board, name) for name in names}


class MeetingForm(GovukForm):
    """A meeting of a board, held or to come."""

    board = forms.ModelChoiceField(Board.objects.none(), to_field_name="slug")
    held_on = DayField(label="Day of the meeting")
    cut_off_on = DayField(
        label="Cut-off day of the pack",
        required=False,
        help_text="The pack shows the plan as it stood on this day.",
    )
    title = forms.CharField(
        max_length=200,
        required=False,
        help_text="Only where it is a special one, such as an extraordinary meeting.",
    )
    place = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own boards."""
        self.fields["board"].queryset = self.plan.boards.all()  # type: ignore[attr-defined]

    def entry(self) -> MeetingEntry:
        """The clean values as the workflow takes them."""
        told = MeetingEntry.__dataclass_fields__
        values = {name: self.cleaned_data[name] for name in told if name in self.fields}
        return MeetingEntry(**values)


class EditMeetingForm(MeetingForm):
    """A meeting moved, called off or worded anew; why is asked, and kept."""

    is_called_off = forms.BooleanField(label="It was called off", required=False)
    why = forms.CharField(
        label="Why is it changed?",
        help_text="Kept in the history of the meeting.",
        error_messages={"required": "Say why it is changed"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(meeting: Meeting) -> dict:
        """What the form shows of a meeting as it stands."""
        names = [*MeetingEntry.__dataclass_fields__, "version"]
        initial = {name: getattr(meeting, name) for name in names}
        return {**initial, "board": meeting.board.slug}


class AttendanceForm(GovukForm):
    """Who came to a meeting and who sent apologies."""

    present = forms.CharField(
        widget=NAMES,
        required=False,
        help_text="One person a line, such as “Ann Lee, independent chair”.",
    )
    apologies = forms.CharField(
        widget=NAMES, required=False, help_text="One person a line."
    )

    def clean_present(self) -> str:
        """Each line is a name."""
        return self._checked("present")

    def clean_apologies(self) -> str:
        """Each line is a name."""
        return self._checked("apologies")

    def _checked(self, name: str) -> str:
        lines: str = self.cleaned_data[name]
        long = next((row for row in names_in(lines) if len(row) > LONGEST_NAME), None)
        if long:
            raise forms.ValidationError(
                f"“{long[:40]}…” is too long for a name. "
                f"Give at most {LONGEST_NAME} characters a line."
            )
        return lines

    def guests(self) -> list[Guest]:
        """The clean values as the workflow takes them."""
        return [
            Guest(name, presence)
            for presence in Presence.values
            for name in names_in(self.cleaned_data[presence])
        ]

    @staticmethod
    def initial_of(meeting: Meeting) -> dict:
        """What the form shows of a meeting as it stands."""
        names: dict[str, list[str]] = {presence: [] for presence in Presence.values}
        for row in meeting.attendances.all():
            names[row.presence].append(row.name)
        return {presence: "\n".join(rows) for presence, rows in names.items()}


def names_in(lines: str) -> list[str]:
    """The names of a text, one a line; spaces around and inside made plain."""
    return [" ".join(line.split()) for line in lines.splitlines() if line.strip()]
