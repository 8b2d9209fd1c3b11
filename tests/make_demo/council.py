"""The whole fictional council."""

from tests.make_demo.actions import make_actions
from tests.make_demo.governance import make_governance, make_meetings
from tests.make_demo.people import make_people
from tests.make_demo.visits import make_visits


def make_council() -> None:
    """Its people and the meetings, then its visits, its actions, what was decided."""
    council = make_people()
    make_meetings(council)
    make_actions(make_visits(council))
    make_governance(council)
