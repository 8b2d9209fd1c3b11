"""Documents, who speaks in them, and how surely a thing is known."""

from enum import nonmember

from django.db.models import TextChoices


class SourceKind(TextChoices):
    """What kind of document a fact came from."""

    PRESS_RELEASE = "press_release", "Press release"
    COMMITTEE_REPORT = "committee_report", "Committee report"
    INSPECTORATE_LETTER = "inspectorate_letter", "Inspectorate letter"
    INSPECTION_REPORT = "inspection_report", "Inspection report"


class Voice(TextChoices):
    """Who speaks; "done" said by the council is not "improved" said by Ofsted."""

    OFSTED = "ofsted", "Ofsted"
    OFSTED_QUOTED = "ofsted_quoted", "Ofsted, quoted by the council or company"
    OFSTED_REPORTED = "ofsted_reported", "Ofsted, as reported by the council or company"
    COUNCIL = "council", "The council"
    COMPANY = "company", "The company"
    UNATTRIBUTED = "unattributed", "Not attributed"

    inspectors = nonmember(("ofsted", "ofsted_quoted", "ofsted_reported"))


class Basis(TextChoices):
    """What a document states and what a reader inferred are marked apart."""

    STATED = "stated", "Stated"
    INFERRED = "inferred", "Inferred"


class LinkBasis(TextChoices):
    """How it is known that an action answers a recommendation."""

    EXPLICIT = "explicit", "Explicit"
    INFERRED = "inferred", "Inferred"


class CheckBasis(TextChoices):
    """How it is known that a check is about its target."""

    STATED = "stated", "Stated by the inspectors"
    SAME_DOCUMENT = "same_document", "Stands in the same document"
    INFERRED = "inferred", "Inferred across documents"


class OwnerBasis(TextChoices):
    """How a document names the owner of an action."""

    NAMED = "named", "Named"
    IMPLIED = "implied", "Implied"
    BODY_ONLY = "body_only", "Only a body is named"
    NONE = "none", "No owner can be read"


class DatePrecision(TextChoices):
    """How exactly a date is known."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    SEASON = "season", "Season"
    RELATIVE = "relative", "Relative"
    UNKNOWN = "unknown", "Unknown"


class Claim(TextChoices):
    """What a document says of an action, in the document's own tense."""

    PROPOSED = "proposed", "Proposed"
    COMMITTED = "committed", "Promised"
    PLANNED = "planned", "Planned"
    UNDER_WAY = "under_way", "Under way"
    SAID_DONE = "said_done", "Said to be done"
    SAID_IN_PLACE = "said_in_place", "Said to be in place"


class ImportKind(TextChoices):
    """What a file that is brought in holds."""

    ACTIONS = "actions", "Spreadsheet of actions"
    REPORT = "report", "Ofsted report"
