"""The inspectorate's visits and what they found."""

from enum import nonmember

from django.db.models import TextChoices


class VisitKind(TextChoices):
    """The inspectorate's events."""

    FULL_INSPECTION = "full_inspection", "Full inspection"
    FOCUSED_VISIT = "focused_visit", "Focused visit"
    MONITORING_VISIT = "monitoring_visit", "Monitoring visit"
    JOINT_INSPECTION = "joint_inspection", "Joint inspection"


class Framework(TextChoices):
    """The framework a visit was made under."""

    SIF = "sif", "Single inspection framework (SIF)"
    ILACS = "ilacs", "Inspection of local authority children's services (ILACS)"
    JTAI = "jtai", "Joint targeted area inspection (JTAI)"


class Grade(TextChoices):
    """The grades of the frameworks so far; they are not one scale."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT_TO_BE_GOOD = (
        "requires_improvement_to_be_good",
        "Requires improvement to be good",
    )
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    ADEQUATE = "adequate", "Adequate"
    INADEQUATE = "inadequate", "Inadequate"


class FindingKind(TextChoices):
    """What a narrative statement is."""

    STRENGTH = "strength", "Strength"
    CONCERN = "concern", "Concern"
    NEUTRAL = "neutral", "Neutral"

    colours = nonmember({"strength": "green", "concern": "orange", "neutral": "grey"})


class CheckProgress(TextChoices):
    """How much progress a visit found."""

    NOT_STATED = "not_stated", "Not stated"
    NONE = "none", "None"
    LIMITED = "limited", "Limited"
    SOME = "some", "Some"
    SIGNIFICANT = "significant", "Significant"
    MET = "met", "Met"
    NOT_IN_SCOPE = "not_in_scope", "Not in scope"


class CheckSustained(TextChoices):
    """Whether progress lasts."""

    NOT_STATED = "not_stated", "Not stated"
    YES = "yes", "Sustained"
    NO = "no", "Not sustained"
    TOO_EARLY = "too_early", "Too early to say"


class CheckConsistency(TextChoices):
    """In how many teams it was found."""

    NOT_STATED = "not_stated", "Not stated"
    ALL = "all", "All teams"
    MOST = "most", "Most teams"
    SOME = "some", "Some teams"


class CheckDirection(TextChoices):
    """Which way it goes."""

    NOT_STATED = "not_stated", "Not stated"
    BETTER = "better", "Better"
    SAME = "same", "No change"
    WORSE = "worse", "Worse"


class VisitNoteKind(TextChoices):
    """What is said of a published visit afterwards."""

    CORRECTION = "correction", "Correction"
    REPLY = "reply", "The council's reply"
    NO_RELAPSE = "no_relapse", "Why no relapse"


class StatutoryLimit(TextChoices):
    """What is due by a day that the law or Ofsted sets."""

    REPORT_PUBLICATION = "report_publication", "Publish the inspection report"
    ACTION_STATEMENT = (
        "action_statement",
        "Send and publish the written statement of action",
    )
    FOCUSED_VISIT_DRAFT = "focused_visit_draft", "Send Ofsted the draft action plan"
    JOINT_STATEMENT = (
        "joint_statement",
        "Send the written statement of action, if asked for",
    )
