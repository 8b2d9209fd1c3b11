"""The whole fictional council."""

from tests.make_demo.actions import make_actions
from tests.make_demo.draft_visit import make_draft_visit
from tests.make_demo.governance import make_governance, make_meetings
from tests.make_demo.measures import make_measures
from tests.make_demo.packs import make_pack_texts
from tests.make_demo.people import make_people
from tests.make_demo.recurrence import make_recurrence
from tests.make_demo.visits import make_visits


def make_council() -> None:
    """People and meetings, then visits, actions, what was decided, what recurs,
    what is measured, a visit half recorded, what is written for a committee."""
    council = make_people()
    make_meetings(council)
    record = make_visits(council)
    make_actions(record)
    make_governance(council)
    make_recurrence(record)
    make_measures(council)
    make_draft_visit(record)
    make_pack_texts(council)
