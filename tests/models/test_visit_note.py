from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    FindingFactory,
    PostFactory,
    VisitCheckFactory,
    VisitNoteFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import VisitNoteKind

pytestmark = pytest.mark.django_db

UNATTRIBUTED = "A reply answers a finding and names who replies, in which post."


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="correction of the visit"),
        pytest.param({"reply": True}, id="reply to a finding"),
    ],
)
def test_note_is_accepted(values):
    assert_accepted(unsaved(VisitNoteFactory, **values))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"text": ""}, "This field cannot be blank.", id="says nothing"),
        pytest.param({"speaker": "Ann"}, UNATTRIBUTED, id="correction with a speaker"),
        pytest.param(
            {"kind": VisitNoteKind.NO_RELAPSE},
            "Choose the check that proposed the relapse.",
            id="no relapse of nothing",
        ),
    ],
)
def test_note_is_refused(values, sentence):
    assert_refused(unsaved(VisitNoteFactory, **values), sentence)


@pytest.mark.parametrize(
    "missing",
    [
        pytest.param({"speaker": ""}, id="who"),
        pytest.param({"post": None}, id="post"),
        pytest.param({"finding": None}, id="finding"),
    ],
)
def test_reply_names_finding_speaker_and_post(missing):
    note = unsaved(VisitNoteFactory, reply=True)
    for name, value in missing.items():
        setattr(note, name, value)

    assert_refused(note, UNATTRIBUTED)


def test_note_is_on_a_finding_or_a_check_of_its_visit():
    note = unsaved(VisitNoteFactory)
    note.finding = FindingFactory(plan=note.visit.plan)
    assert_said(note, "Choose a finding of the same visit.")

    note.finding = FindingFactory(visit=note.visit)
    note.check_made = VisitCheckFactory(visit=note.visit)
    assert_refused(note, "Choose a finding or a check, not both.")


def test_reply_names_a_post_of_the_plan():
    note = unsaved(VisitNoteFactory, reply=True)
    note.post = PostFactory()

    assert_said(note, "Choose a post of the same plan.")


def test_note_that_stands_is_neither_changed_nor_removed():
    note = VisitNoteFactory()
    note.noted_on = date(2026, 6, 2)

    with pytest.raises(ValidationError, match="is on record and is not changed"):
        note.save()
    with pytest.raises(ValidationError, match="is on record and is not removed"):
        note.delete()
