"""Numbers that are told: exact decimals, never floats."""

from typing import Any

from django.db import models

PLACES = 4  # decimal places that are kept; a page shows no more than were given
DIGITS = 14


def figure(*args: Any, **options: Any) -> models.DecimalField:
    """A column for a number that may be missing."""
    return models.DecimalField(
        *args,
        max_digits=DIGITS,
        decimal_places=PLACES,
        null=True,
        blank=True,
        **options,
    )
