"""What happened to a row."""

from django.db.models import TextChoices


class ChangeKind(TextChoices):
    """What happened to a row."""

    CREATED = "created", "Created"
    CHANGED = "changed", "Changed"
    REMOVED = "removed", "Removed"
    REDACTED = "redacted", "Redacted"
