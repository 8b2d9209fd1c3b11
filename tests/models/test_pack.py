"""Issued packs: what they name, that they never change, that tampering shows."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.factories import (
    MeetingFactory,
    OrganisationFactory,
    PackFactory,
    PackNoteFactory,
    PackTextFactory,
    VisitFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.choices import PackPreset
from tracker.models import Change, Pack
from tracker.models.pack import hash_of

pytestmark = pytest.mark.django_db

VISIT_SENTENCE = "A visit pack, and no other, names a visit."
PARTNER_SENTENCE = "A partner pack, and no other, names an organisation."


@pytest.mark.parametrize("trait", ["at_meeting", "of_visit", "of_partner"])
def test_pack_may_be_for_a_meeting_a_visit_an_organisation(trait):
    assert_accepted(unsaved(PackFactory, **{trait: True}))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"preset": PackPreset.VISIT}, VISIT_SENTENCE, id="no visit"),
        pytest.param(
            {"preset": PackPreset.PARTNER}, PARTNER_SENTENCE, id="no organisation"
        ),
        pytest.param(
            {"since_on": date(2026, 5, 9)},
            "The changes begin after the day. Give an earlier day.",
            id="changes after the day",
        ),
    ],
)
def test_pack_names_what_it_is_of(values, sentence):
    assert_refused(unsaved(PackFactory, **values), sentence)


def test_board_pack_names_no_visit_and_no_organisation():
    pack = PackFactory()

    assert_refused(
        unsaved(PackFactory, plan=pack.plan, visit=VisitFactory(plan=pack.plan)),
        VISIT_SENTENCE,
    )
    assert_refused(
        unsaved(
            PackFactory,
            plan=pack.plan,
            organisation=OrganisationFactory(plan=pack.plan),
        ),
        PARTNER_SENTENCE,
    )


def test_reference_is_given_once_in_a_plan():
    pack = PackFactory()

    again = unsaved(PackFactory, plan=pack.plan, reference=pack.reference)

    with pytest.raises(ValidationError):
        again.full_clean()
    assert_accepted(unsaved(PackFactory, reference=pack.reference))


def test_all_ends_of_a_pack_are_in_one_plan():
    row = unsaved(PackFactory)
    row.meeting = MeetingFactory()

    assert_said(row, "Choose a meeting of the same plan.")


@pytest.mark.parametrize(
    "name", ["content", "sha256", "title", "shows_on", "recorded_at", "reference"]
)
def test_issued_pack_never_changes(name):
    pack = PackFactory()
    other = PackFactory(plan=pack.plan, shows_on=date(2026, 5, 9))
    setattr(pack, name, getattr(other, name))

    with pytest.raises(ValidationError):
        pack.save()


def test_issued_pack_is_not_removed_nor_updated_in_bulk():
    pack = PackFactory()

    with pytest.raises(ValidationError):
        pack.delete()
    with pytest.raises(TypeError):
        Pack.objects.update(content="")


def test_bytes_changed_outside_the_tracker_are_told():
    pack = PackFactory()
    assert pack.is_intact

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tracker_pack SET content = %s WHERE id = %s",
            [pack.content.replace("Northmere", "Southmere"), pack.pk],
        )

    assert not Pack.objects.get(pk=pack.pk).is_intact


def test_hash_is_that_of_the_bytes():
    assert hash_of("é") == (
        "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
    )


def test_history_keeps_the_hash_and_not_the_bytes():
    pack = PackFactory()

    after = Change.objects.get(model="pack", record_id=pack.pk).after

    assert after["sha256"] == pack.sha256
    assert pack.content not in str(after)


def test_day_of_issue_is_that_of_london():
    pack = PackFactory(recorded_at="2026-06-30T23:30:00Z")
    pack.refresh_from_db()

    assert pack.issued_on == date(2026, 7, 1)


def test_note_has_its_own_number_and_stays():
    note = PackNoteFactory()

    assert PackNoteFactory(pack=note.pack).number == 2
    note.text = "Eight."
    with pytest.raises(ValidationError):
        note.save()


def test_place_has_one_text_a_meeting_and_report():
    text = PackTextFactory()

    with pytest.raises(ValidationError):
        unsaved(PackTextFactory, meeting=text.meeting).full_clean()
    assert_accepted(unsaved(PackTextFactory, meeting=text.meeting, key="p-2-1"))
    assert_accepted(unsaved(PackTextFactory))
