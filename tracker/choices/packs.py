"""What a meeting is shown."""

from django.db.models import TextChoices


class PackPreset(TextChoices):
    """Packs of one engine, each for its own readers."""

    BOARD = "board", "Board pack"
    COMMITTEE = "committee", "Committee report"
    EXCEPTION = "exception", "Exception report"
    VISIT = "visit", "Visit pack"
    PARTNER = "partner", "Partner pack"
