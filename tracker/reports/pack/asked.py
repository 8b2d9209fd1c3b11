"""What a pack is asked for: of which plan, for which day, as far as was known when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.models import Organisation, Plan, Visit
from tracker.reports.document import Document


@dataclass(frozen=True)
class Contact:
    """Whom the readers of a committee report may ask."""

    name: str = ""
    job_title: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True)
class PackAsked:
    """One pack: its plan and days, and what only some presets need.

    `since` is the day of the last meeting: what came after it is new. `known_at`
    leaves out what was written down after that instant. `texts` are the words people
    have written for it, by the key of the place; `earlier` is the pack that was shown
    before, to compare with.
    """

    plan: Plan
    on: date
    since: date
    known_at: datetime | None = None
    is_today: bool = False
    visit: Visit | None = None
    organisation: Organisation | None = None
    meeting_of: str = ""  # the board or committee it is for
    held_on: date | None = None  # the day of the meeting
    contact: Contact = Contact()
    texts: Mapping[str, str] = field(default_factory=dict)
    earlier: Document | None = None
    not_compared: str = "No earlier pack was issued, so none is compared with."
