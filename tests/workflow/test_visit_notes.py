from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import FindingFactory, PostFactory, UserFactory, VisitFactory
from tracker.choices import VisitNoteKind
from tracker.models import Change
from tracker.workflow.visit_notes import NoteEntry, add_note

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)
CORRECTION = NoteEntry(kind=VisitNoteKind.CORRECTION, text="Three teams, not two.")


def test_correction_is_numbered_and_leaves_the_words(today):
    finding, by = FindingFactory(), UserFactory()
    entry = NoteEntry(
        kind=VisitNoteKind.CORRECTION, text="Three teams.", finding=finding
    )

    first = add_note(
        visit=finding.visit, entry=CORRECTION, noted_on=DAY, by=by, on=today
    )
    second = add_note(visit=finding.visit, entry=entry, noted_on=DAY, by=by, on=today)

    finding.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert (second.finding, second.by, second.noted_on) == (finding, by, DAY)
    assert finding.text == "Supervision is irregular."
    assert Change.objects.of(second).get().by == by


def test_reply_is_attributed(today):
    finding = FindingFactory()
    post = PostFactory(plan=finding.plan)
    entry = NoteEntry(
        kind=VisitNoteKind.REPLY,
        text="Two managers have joined.",
        finding=finding,
        speaker="Ann Director",
        post=post,
    )

    note = add_note(
        visit=finding.visit, entry=entry, noted_on=DAY, by=UserFactory(), on=today
    )

    assert (note.speaker, note.post) == ("Ann Director", post)


@pytest.mark.parametrize(
    ("values", "day", "sentence"),
    [
        pytest.param({}, date(2026, 6, 16), "a day in the past", id="to come"),
        pytest.param({}, date(2026, 4, 1), "after the visit began", id="too early"),
        pytest.param(
            {"kind": VisitNoteKind.NO_RELAPSE},
            DAY,
            "when the visit is published",
            id="not by hand",
        ),
        pytest.param(
            {"kind": VisitNoteKind.REPLY}, DAY, "names who replies", id="by nobody"
        ),
        pytest.param({"text": ""}, DAY, "cannot be blank", id="no words"),
    ],
)
def test_note_is_refused(today, values, day, sentence):
    visit = VisitFactory()
    entry = NoteEntry(**{**vars(CORRECTION), **values})

    with pytest.raises(ValidationError, match=sentence):
        add_note(visit=visit, entry=entry, noted_on=day, by=UserFactory(), on=today)

    assert not visit.notes.exists()


def test_draft_takes_no_note(today):
    visit = VisitFactory(draft=True)

    with pytest.raises(ValidationError, match="This visit is a draft"):
        add_note(
            visit=visit, entry=CORRECTION, noted_on=DAY, by=UserFactory(), on=today
        )


def test_note_sent_twice_is_refused(today):
    visit, by = VisitFactory(), UserFactory()
    add_note(visit=visit, entry=CORRECTION, noted_on=DAY, by=by, on=today)

    with pytest.raises(ValidationError, match="on record already"):
        add_note(visit=visit, entry=CORRECTION, noted_on=DAY, by=by, on=today)
