"""How a rule is tested: the sentence that a person reads, and the database's refusal."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tracker.models import Recorded


def assert_accepted(row: Recorded) -> None:
    """The model has nothing to say, and the database takes it."""
    row.full_clean()
    row.save()


def assert_refused(row: Recorded, sentence: str) -> None:
    """A person reads the sentence; past the model, the database refuses."""
    assert_said(row, sentence)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def assert_said(row: Recorded, sentence: str) -> None:
    """A person reads the sentence, and no other."""
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert refused.value.messages == [sentence]
