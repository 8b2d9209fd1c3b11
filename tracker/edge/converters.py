"""References in addresses: R-004, A-012, V-2022-01; primary keys are never shown."""

from django.urls.converters import StringConverter


class RecommendationReference(StringConverter):
    """A recommendation's reference."""

    regex = r"R-\d{3,6}"


class ActionReference(StringConverter):
    """An action's reference."""

    regex = r"A-\d{3,6}"


class VisitReference(StringConverter):
    """A visit's reference: the year of its first day, and a number."""

    regex = r"V-\d{4}-\d{2,4}"


class FindingReference(StringConverter):
    """A finding's reference."""

    regex = r"F-\d{3,6}"


class TargetReference(StringConverter):
    """What a visit checks: a recommendation or an action."""

    regex = r"[RA]-\d{3,6}"


class ListFormat(StringConverter):
    """The formats a list is exported in."""

    regex = r"csv|xlsx"
