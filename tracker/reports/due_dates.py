"""How the due date of one action moved: first promise, what was asked, what stands."""

from dataclasses import dataclass
from datetime import date

from tracker.choices import DateDecision
from tracker.models import Action, DueDateChange


@dataclass(frozen=True)
class DueDateStory:
    """The due date of one action, from the first one to the one that stands."""

    first_on: date | None
    due_on: date | None
    requests: list[DueDateChange]  # the newest first, decided or not

    @property
    def days_moved(self) -> int | None:
        """Calendar days from the first date to the present one; None without both."""
        return self.days_to(self.due_on)

    @property
    def times_moved(self) -> int:
        """How often another date was approved."""
        return sum(each.decision == DateDecision.APPROVED for each in self.requests)

    @property
    def waiting(self) -> DueDateChange | None:
        """The request that waits for a decision, if one does."""
        return next((each for each in self.requests if not each.decision), None)

    def days_to(self, day: date | None) -> int | None:
        """Calendar days from the first date to another; None without both."""
        return (day - self.first_on).days if day and self.first_on else None


def due_date_story(*, action: Action) -> DueDateStory:
    """Everything asked and decided about an action's due date, in one query."""
    requests = action.due_date_changes.select_related(
        "asked_by", "decided_by", "meeting"
    )
    return DueDateStory(
        first_on=action.first_due_on,
        due_on=action.due_on,
        requests=list(requests.order_by("-number")),
    )
