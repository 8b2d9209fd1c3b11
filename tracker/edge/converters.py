"""References in addresses: R-004, A-012, V-2022-01; primary keys are never shown."""

from django.urls.converters import StringConverter

from tracker.choices import PackPreset


class RecommendationReference(StringConverter):
    """A recommendation's reference."""

    regex = r"R-\d{3,6}"


class ActionReference(StringConverter):
    """An action's reference."""

    regex = r"A-\d{3,6}"


class MeasureReference(StringConverter):
    """A measure's reference."""

    regex = r"M-\d{3,6}"


class VisitReference(StringConverter):
    """A visit's reference: the year of its first day, and a number."""

    regex = r"V-\d{4}-\d{2,4}"


class PackReference(StringConverter):
    """An issued pack's reference."""

    regex = r"P-\d{3,6}"


class PackPresetName(StringConverter):
    """One of the packs there are."""

    regex = "|".join(PackPreset.values)


class ReportFormat(StringConverter):
    """The formats a report is drawn in."""

    regex = r"docx|pdf|xlsx|csv|json"


class MeetingReference(StringConverter):
    """A meeting's reference: the year of its day, and a number."""

    regex = r"B-\d{4}-\d{2,4}"


class ChallengeReference(StringConverter):
    """A challenge's reference."""

    regex = r"C-\d{3,6}"


class DecisionReference(StringConverter):
    """A decision's reference."""

    regex = r"D-\d{3,6}"


class FindingReference(StringConverter):
    """A finding's reference."""

    regex = r"F-\d{3,6}"


class TargetReference(StringConverter):
    """What a visit checks: a recommendation or an action."""

    regex = r"[RA]-\d{3,6}"


class ListFormat(StringConverter):
    """The formats a list is exported in."""

    regex = r"csv|xlsx"
