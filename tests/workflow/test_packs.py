"""Packs: issued once, corrected by notes; words of reports by two people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    MeetingFactory,
    PackFactory,
    PackTextFactory,
    PlanFactory,
    UserFactory,
    VisitFactory,
)
from tracker.choices import PackPreset
from tracker.models import Change, Pack, PackNote, PackText, StaleRecordError
from tracker.models.pack import hash_of
from tracker.reports.pack.asking import Chosen
from tracker.reports.packs import to_issue
from tracker.workflow.packs import PackIssue, issue_pack, note_pack, write_texts

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 15)


@pytest.fixture
def person():
    return UserFactory(full_name="Mary Manager")


@pytest.fixture
def plan():
    return ActionFactory(overdue=True).plan


def issued(plan, person, preset=PackPreset.BOARD, **chosen):
    """Issue a pack of the plan, as a page does."""
    values = to_issue(Chosen(plan, preset, ON, **chosen), by=person, at=timezone.now())
    return issue_pack(plan=plan, issue=PackIssue(**values), by=person)


def test_pack_is_frozen_with_its_hash_who_and_when(plan, person):
    meeting = MeetingFactory(plan=plan)
    before = timezone.now()

    pack = issued(plan, person, meeting=meeting)

    assert (pack.reference, pack.title) == ("P-001", "Board pack")
    assert (pack.meeting, pack.issued_by) == (meeting, person)
    assert (pack.shows_on, pack.since_on) == (ON, date(2026, 3, 15))
    assert before <= pack.recorded_at <= timezone.now()
    assert pack.sha256 == hash_of(pack.content)
    assert '"A-001"' in pack.content
    assert Change.objects.filter(model="pack", record_id=pack.pk).count() == 1


def test_same_bytes_are_issued_once_for_a_meeting(plan, person):
    issued(plan, person)

    with pytest.raises(ValidationError, match="This is P-001 already"):
        issued(plan, person)

    assert Pack.objects.count() == 1
    assert issued(plan, person, meeting=MeetingFactory(plan=plan)).reference == "P-002"


def test_second_pack_follows_the_first(plan, person):
    first = PackFactory(plan=plan)

    second = issued(plan, person)

    assert (second.reference, second.earlier) == ("P-002", first)
    assert second.since_on == first.shows_on


def test_pack_of_a_draft_visit_is_not_issued(plan, person):
    visit = VisitFactory(plan=plan, draft=True)

    with pytest.raises(ValidationError, match="is not published"):
        issued(plan, person, PackPreset.VISIT, visit=visit)

    assert not Pack.objects.exists()


def test_later_changes_leave_the_pack_as_it_was(plan, person):
    pack = issued(plan, person)
    bytes_then, hash_then = pack.content, pack.sha256

    action = plan.actions.get()
    action.title = "Another title"
    action.save()
    ActionFactory(plan=plan)
    plan.name = "Another name"
    plan.save()

    stored = Pack.objects.get(pk=pack.pk)
    assert (stored.content, stored.sha256) == (bytes_then, hash_then)
    assert stored.is_intact


def test_note_stands_beside_the_pack_which_stays(person):
    pack = PackFactory()

    note = note_pack(pack=pack, text="Seven were overdue.", by=person, on=ON)
    second = note_pack(pack=pack, text="And two were not.", by=person, on=ON)

    assert (note.number, note.written_on, note.written_by) == (1, ON, person)
    assert second.number == 2
    assert Pack.objects.get(pk=pack.pk).content == pack.content


def test_note_without_words_is_refused(person):
    with pytest.raises(ValidationError):
        note_pack(pack=PackFactory(), text="", by=person, on=ON)

    assert not PackNote.objects.exists()


# Words of a report


def written(meeting):
    """What stands in the places of a meeting's report."""
    return dict(meeting.pack_texts.values_list("key", "text"))


def test_words_are_kept_by_place_and_only_what_changed_is_written():
    meeting = PackTextFactory(text="As before.").meeting

    changed = write_texts(
        meeting=meeting,
        preset=PackPreset.COMMITTEE,
        texts={"p-1-2": "As before.", "p-2-1": "That it is noted.", "p-2-2": ""},
        versions={"p-1-2": 1},
    )

    assert changed == 1
    assert written(meeting)["p-2-1"] == "That it is noted."
    assert PackText.objects.get(key="p-1-2").version == 1


def test_words_of_somebody_else_are_not_written_over():
    meeting = PackTextFactory(text="First.").meeting
    mine = {"p-1-2": "Mine.", "p-2-1": "New."}
    options = {"meeting": meeting, "preset": PackPreset.COMMITTEE}
    write_texts(**options, texts={"p-1-2": "Theirs."}, versions={"p-1-2": 1})

    with pytest.raises(StaleRecordError) as stale:
        write_texts(**options, texts=mine, versions={"p-1-2": 1})

    assert stale.value.current.text == "Theirs."
    assert written(meeting) == {"p-1-2": "Theirs."}


def test_words_for_a_place_that_somebody_filled_meanwhile_are_not_written_over():
    meeting = PackTextFactory(text="Theirs.").meeting

    with pytest.raises(StaleRecordError):
        write_texts(
            meeting=meeting,
            preset=PackPreset.COMMITTEE,
            texts={"p-1-2": "Mine."},
            versions={"p-1-2": 0},
        )


def test_words_are_those_of_their_meeting_alone():
    plan = PlanFactory()
    first, second = MeetingFactory(plan=plan), MeetingFactory(plan=plan)
    options = {"preset": PackPreset.COMMITTEE, "versions": {}}

    write_texts(meeting=first, texts={"p-1-2": "Of the first."}, **options)

    assert (written(first), written(second)) == ({"p-1-2": "Of the first."}, {})
