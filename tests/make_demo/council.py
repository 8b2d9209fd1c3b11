"""The whole fictional council."""

from tests.make_demo.actions import make_actions
from tests.make_demo.draft_visit import make_draft_visit
from tests.make_demo.people import make_people
from tests.make_demo.visits import make_visits


def make_council() -> None:
    """Its people, then its visits, then its actions; a visit half recorded."""
    record = make_visits(make_people())
    make_actions(record)
    make_draft_visit(record)
