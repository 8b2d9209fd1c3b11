"""Issued packs on pages and as files: as they were shown, noted, never changed."""

import json
from datetime import date

import pytest
from django.db import connection

from tests.factories import (
    ActionFactory,
    MeetingFactory,
    PackFactory,
    PackNoteFactory,
    PackTextFactory,
    ProgressUpdateFactory,
    StatusChangeFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, compared, summary, words
from tracker.choices import PackPreset
from tracker.models import Pack, PackNote, PackText

pytestmark = pytest.mark.django_db

READERS = ["viewer", "board_member", "moderator", "owner", "manager", "superuser"]
OTHERS = ["viewer", "board_member", "moderator", "owner"]


@pytest.fixture(autouse=True)
def _no_pictures(monkeypatch):
    """Charts are drawn by the tests of files."""
    monkeypatch.setattr("tracker.views.pack_files.page_pictures", lambda charts: {})


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def pack(people):
    """A board pack as it is issued, of a plan with a late action."""
    ActionFactory(plan=people.plan, due_on=date(2026, 5, 1), title="Train managers")
    return PackFactory(plan=people.plan)


def page_of(client, people, name, *parts, who="viewer", **query):
    client.force_login(getattr(people, who))
    return client.get(address(name, people.plan, *parts), query)


def shown(response):
    return words(response.content.decode())


def tamper(pack):
    """Change what is stored behind the tracker's back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tracker_pack SET content = %s WHERE id = %s",
            [pack.content.replace("Northmere", "Southmere"), pack.pk],
        )


@pytest.mark.parametrize("who", READERS)
def test_pack_is_read_by_everybody_in_the_plan(client, people, pack, who):
    response = page_of(client, people, "pack-detail", "P-001", who=who)

    assert response.status_code == 200
    assert f"SHA-256 {pack.sha256}" in shown(response)
    assert ("Add a note" in shown(response)) == (who == "manager")


@pytest.mark.parametrize("who", ["stranger", "former"])
@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("pack-detail", ["P-001"]),
        ("pack-file", ["P-001", "json"]),
        ("pack-later", ["P-001"]),
        ("pack-note", ["P-001"]),
    ],
)
def test_pack_outside_the_plan_is_not_found(client, people, pack, who, name, parts):
    assert page_of(client, people, name, *parts, who=who).status_code == 404


def test_pack_of_another_plan_is_not_found(client, people):
    PackFactory(reference="P-009")

    assert page_of(client, people, "pack-detail", "P-009").status_code == 404


def test_pack_is_shown_as_it_was_issued(client, people, pack):
    people.plan.accountable_body = "Another council"
    people.plan.save()

    document = page_of(client, people, "pack-detail", "P-001").context["document"]

    assert document.body == "Northmere Council"


def test_json_is_the_very_bytes(client, people, pack):
    response = page_of(client, people, "pack-file", "P-001", "json")

    assert response.content == pack.content.encode()
    assert response["Content-Disposition"] == (
        f'attachment; filename="{people.plan.slug}-P-001-board.json"'
    )


def test_notes_stand_above_the_pack(client, people, pack):
    PackNoteFactory(pack=pack, text="Seven were overdue.")

    said = shown(page_of(client, people, "pack-detail", "P-001"))

    assert "Note 1, 20 May 2026" in said
    assert said.index("Seven were overdue.") < said.index("Download")


# Tampering


def test_pack_that_was_tampered_with_is_not_shown(client, people, pack):
    tamper(pack)

    response = page_of(client, people, "pack-detail", "P-001")

    assert response.context["document"] is None
    assert "This pack was changed after it was issued" in shown(response)
    assert "Southmere" not in shown(response)


@pytest.mark.parametrize("suffix", ["json", "docx", "pdf", "xlsx", "csv"])
def test_no_file_is_made_of_a_pack_that_was_tampered_with(client, people, pack, suffix):
    tamper(pack)

    response = page_of(client, people, "pack-file", "P-001", suffix)

    assert response["Location"] == address("pack-detail", people.plan, "P-001")


def test_nothing_is_compared_with_a_pack_that_was_tampered_with(client, people, pack):
    tamper(pack)

    response = page_of(client, people, "pack-later", "P-001")

    assert response["Location"] == address("pack-detail", people.plan, "P-001")


# Recorded later


def issue(client, people, **query):
    client.force_login(people.manager)
    page = address("pack-issue", people.plan, "board")
    client.post(f"{page}?on={query.get('on', '2026-06-15')}")
    return Pack.objects.order_by("-pk").first()


def test_nothing_recorded_later_is_said(client, people):
    ActionFactory(plan=people.plan, in_progress=True)
    issue(client, people)

    said = shown(page_of(client, people, "pack-later", "P-001"))

    assert "Nothing that was written down since changes what the pack says." in said


def test_entries_that_were_dated_back_are_listed(client, people):
    action = ActionFactory(plan=people.plan, in_progress=True)
    issue(client, people)
    ProgressUpdateFactory(action=action, made_on=date(2026, 6, 1), rating="red")
    StatusChangeFactory(
        action=action,
        changed_on=date(2026, 6, 2),
        from_status="in_progress",
        to_status="delivered",
    )

    response = page_of(client, people, "pack-later", "P-001")

    later = {(each.row, each.heading): each for each in response.context["later"]}
    assert later["Delivered", "Now"].after == "1"
    told = later["A-001", "Status"]
    assert (told.before, told.after) == ("In progress", "Delivered")
    assert later["A-001", "The owner"].after == "Red"
    assert "As known now" in shown(response)


def test_what_happened_after_the_day_is_not_listed(client, people):
    action = ActionFactory(plan=people.plan, in_progress=True)
    issue(client, people)
    ProgressUpdateFactory(action=action, made_on=date(2026, 6, 16), rating="red")

    assert page_of(client, people, "pack-later", "P-001").context["later"] == []


# Notes


@pytest.mark.parametrize("who", OTHERS)
def test_only_the_plan_manager_adds_a_note(client, people, pack, who):
    client.force_login(getattr(people, who))

    response = client.post(
        address("pack-note", people.plan, "P-001"), {"text": "Seven."}
    )

    assert response.status_code == 403
    assert not PackNote.objects.exists()


def test_note_is_added(client, people, pack):
    client.force_login(people.manager)

    response = client.post(
        address("pack-note", people.plan, "P-001"), {"text": "Seven were overdue."}
    )

    note = PackNote.objects.get()
    assert response["Location"] == address("pack-detail", people.plan, "P-001")
    assert (note.text, note.written_by) == ("Seven were overdue.", people.manager)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Say what is wrong in the pack, and what is right"),
        ("It names NHS 943 476 5919.", "seems to hold"),
    ],
)
def test_note_that_cannot_stand_says_why(client, people, pack, text, sentence):
    client.force_login(people.manager)

    response = client.post(address("pack-note", people.plan, "P-001"), {"text": text})

    assert response.status_code == 200
    assert sentence in " ".join(summary(response))
    assert beside_fields(response)
    assert not PackNote.objects.exists()


# Words of a report


def texts_page(people, meeting, preset="committee"):
    return address("pack-texts", people.plan, preset, meeting.reference)


def sent(client, people, meeting, **texts):
    """The form as it is opened, with these words typed."""
    client.force_login(people.manager)
    form = client.get(texts_page(people, meeting)).context["form"]
    opened = {name: form[name].value() for name in form.fields}
    return client.post(texts_page(people, meeting), {**opened, **texts})


def test_words_are_kept_for_the_meeting(client, people):
    meeting = MeetingFactory(plan=people.plan)

    response = sent(client, people, meeting, **{"p-1-2": "We accept it."})

    preview = address("report-preview", people.plan, "committee")
    assert response["Location"] == f"{preview}?meeting={meeting.reference}"
    assert PackText.objects.get(key="p-1-2").text == "We accept it."
    assert "We accept it." in shown(client.get(response["Location"]))


def test_standing_text_is_there_to_be_checked(client, people):
    meeting = MeetingFactory(plan=people.plan)

    form = page_of(
        client, people, "pack-texts", "committee", meeting.reference, who="manager"
    ).context["form"]

    assert form["p-2-3"].value().startswith("That the committee receives")
    assert form["p-2-1"].value() == ""


def test_two_people_who_write_the_same_place_see_both_versions(client, people):
    meeting = MeetingFactory(plan=people.plan)
    text = PackTextFactory(meeting=meeting, text="First.")
    client.force_login(people.manager)
    form = client.get(texts_page(people, meeting)).context["form"]
    opened = {name: form[name].value() for name in form.fields}
    text.text = "Theirs."
    text.save()

    mine = {**opened, "p-1-2": "Mine."}
    response = client.post(texts_page(people, meeting), mine)

    (label, stored, typed) = compared(response)[0]
    assert (label[:3], stored, typed) == ("1.2", "Theirs.", "Mine.")
    assert PackText.objects.get(key="p-1-2").text == "Theirs."
    again = response.context["form"]
    client.post(
        texts_page(people, meeting),
        {name: again[name].value() for name in again.fields},
    )
    assert PackText.objects.get(key="p-1-2").text == "Mine."


@pytest.mark.parametrize("preset", ["board", "exception", "visit", "partner"])
def test_report_without_words_to_write_is_not_found(client, people, preset):
    meeting = MeetingFactory(plan=people.plan)
    client.force_login(people.manager)

    assert client.get(texts_page(people, meeting, preset)).status_code == 404


@pytest.mark.parametrize("who", OTHERS)
def test_only_the_plan_manager_writes(client, people, who):
    meeting = MeetingFactory(plan=people.plan)
    client.force_login(getattr(people, who))

    assert client.post(texts_page(people, meeting)).status_code == 403


# Lists


def test_meeting_shows_its_packs(client, people):
    pack = PackFactory(plan=people.plan, at_meeting=True)
    PackFactory(plan=people.plan)

    response = page_of(client, people, "meeting-detail", pack.meeting.reference)

    assert list(response.context["packs"]) == [pack]
    assert "P-001 Board pack" in shown(response)
    preview = address("report-preview", people.plan, "board")
    assert f"{preview}?meeting={pack.meeting.reference}" in response.content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_list_reads_in_few_queries(client, people, rows, django_assert_num_queries):
    for _ in range(rows):
        PackFactory(plan=people.plan, at_meeting=True)
    client.force_login(people.viewer)

    with django_assert_num_queries(5):
        response = client.get(address("pack-list", people.plan))

    assert response.context["page"].paginator.count == rows


@pytest.mark.parametrize("rows", [1, 50])
def test_pack_reads_in_few_queries(
    client, people, pack, rows, django_assert_num_queries
):
    PackNoteFactory.create_batch(rows, pack=pack)
    client.force_login(people.viewer)

    with django_assert_num_queries(5):
        client.get(address("pack-detail", people.plan, "P-001"))


def test_bytes_are_json_that_others_can_read(pack):
    assert json.loads(pack.content)["document"]["title"] == "Board pack"
    assert PackPreset(pack.preset).label == "Board pack"
