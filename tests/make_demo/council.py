"""The whole fictional council."""

from tests.make_demo.actions import make_actions
from tests.make_demo.measures import make_measures
from tests.make_demo.people import make_people
from tests.make_demo.visits import make_visits


def make_council() -> None:
    """Its people, then its visits, then its actions, then its measures."""
    record = make_visits(make_people())
    make_actions(record)
    make_measures(record.council)
