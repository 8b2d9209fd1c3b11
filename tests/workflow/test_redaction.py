"""Redaction: the words go from the record and from its history, and nothing else."""

from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    EvidenceFactory,
    FindingFactory,
    PackFactory,
    PlanFactory,
    ProgressUpdateFactory,
    ThemeFactory,
    UserFactory,
    VisitFactory,
)
from tracker.choices import ChangeKind
from tracker.models import (
    Action,
    Change,
    Finding,
    Pack,
    ProgressUpdate,
    Recorded,
    change_set,
)
from tracker.models.pack import hash_of
from tracker.reports.document import Column, Document, Section, Table
from tracker.reports.document.stored import to_json
from tracker.reports.history import kinds_of_records
from tracker.reports.packs import stored_document
from tracker.workflow.redaction import find_words, pattern_of, redact_words

pytestmark = pytest.mark.django_db

WORDS = "Jamie Smith"
WHY = "It named a child."


@pytest.fixture
def boss():
    return UserFactory(full_name="Sue Super", superuser=True)


def codes(plan):
    return [place.code for place in find_words(plan, WORDS)]


def redact(plan, boss, places=None):
    with change_set(by=boss):
        return redact_words(
            plan=plan, words=WORDS, places=places or codes(plan), why=WHY
        )


def held(plan):
    """Whether any text of the plan's history still holds the words."""
    rows = Change.objects.filter(plan=plan).values_list(
        "record", "before", "after", "why"
    )
    return "jamie" in str(list(rows)).lower()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("Jamie Smith moved.", "[removed] moved.", id="as written"),
        pytest.param("(JAMIE  SMITH)", "([removed])", id="capitals and spaces"),
        pytest.param("Jamie\nSmith's home", "[removed]'s home", id="over two lines"),
        pytest.param("Jamie Smithson", "Jamie Smithson", id="a longer name"),
        pytest.param("Jamie", "Jamie", id="half of it"),
    ],
)
def test_words_are_whole_words(text, after):
    assert pattern_of(WORDS).sub("[removed]", text) == after


def test_words_are_read_as_they_stand():
    assert pattern_of("A.B (c)").search("see A.B (c) now") is not None
    assert pattern_of("A.B").search("AxB") is None


def test_find_words_names_each_record_its_columns_and_its_history():
    action = ActionFactory(title="Visit Jamie Smith", impact="Jamie Smith is safe")
    with change_set(why="Asked by Jamie Smith"):
        theme = ThemeFactory(plan=action.plan, name="Voice")
    ActionFactory(title="Of another plan: Jamie Smith")

    found = {place.code: place for place in find_words(action.plan, WORDS)}

    of_action = found[f"action.{action.pk}"]
    assert (of_action.columns, of_action.changes) == (("title", "impact"), 1)
    of_theme = found[f"theme.{theme.pk}"]
    assert (of_theme.columns, of_theme.changes, of_theme.name) == ((), 1, "Voice")
    assert list(found) == [of_action.code, of_theme.code]


def test_find_words_calls_columns_as_forms_do():
    update = ProgressUpdateFactory(did="Jamie Smith", next_steps="Jamie Smith")

    (place,) = find_words(update.action.plan, WORDS)

    assert place.columns == ("what was done", "next steps")


def test_find_words_asks_as_much_of_many_rows_as_of_one(django_assert_num_queries):
    queries = len(kinds_of_records()) + 1  # one a kind of record, one for the history
    plan = PlanFactory()
    with django_assert_num_queries(queries):
        find_words(plan, WORDS)
    ActionFactory.create_batch(50, plan=plan)

    with django_assert_num_queries(queries):
        find_words(plan, WORDS)


def test_redact_blanks_an_update_that_is_never_changed(boss):
    update = ProgressUpdateFactory(
        did="We saw Jamie Smith.", next_steps="See jamie smith"
    )
    plan = update.action.plan

    redact(plan, boss)

    stored = ProgressUpdate.objects.get()
    assert (stored.did, stored.next_steps) == ("We saw [removed].", "See [removed]")
    assert held(plan) is False


def test_redact_blanks_what_inspectors_published(boss):
    visit = VisitFactory()
    finding = FindingFactory(
        visit=visit,
        text="Jamie Smith waited.",
        more_quotes=[{"source": "S1", "locator": "1", "quote": "Jamie Smith"}],
    )
    visit.is_published = True
    visit.save()

    redact(visit.plan, boss)

    stored = Finding.objects.get(pk=finding.pk)
    assert stored.text == "[removed] waited."
    assert stored.more_quotes == [
        {"source": "S1", "locator": "1", "quote": "[removed]"}
    ]
    assert held(visit.plan) is False


def test_redact_blanks_before_after_name_and_reason(boss):
    action = ActionFactory(title="Visit Jamie Smith")
    action.title = "Visit homes"
    with change_set(why="Jamie Smith stood there"):
        action.save()
    plan = action.plan

    redact(plan, boss)

    first, second = Change.objects.of(action).order_by("pk")[:2]
    assert first.after["title"] == "Visit [removed]"
    assert first.record == "A-001 Visit [removed]"
    assert second.before == {"title": "Visit [removed]"}
    assert second.why == "[removed] stood there"
    assert held(plan) is False


def test_redact_reaches_the_history_of_a_row_that_is_gone(boss):
    theme = ThemeFactory(name="Jamie Smith")
    plan = theme.plan
    theme.delete()

    (place,) = redact(plan, boss)

    assert (place.columns, place.changes) == ((), 2)
    assert held(plan) is False
    last = Change.objects.filter(plan=plan).first()
    assert (last.kind, last.record) == (ChangeKind.REDACTED, "[removed]")


def test_redact_says_who_and_why_and_never_what_stood_there(boss):
    evidence = EvidenceFactory(title="Letter of Jamie Smith")
    plan = evidence.action.plan

    redact(plan, boss)

    change = Change.objects.of(evidence).first()
    assert (change.kind, change.by, change.why) == (ChangeKind.REDACTED, boss, WHY)
    assert (change.before, change.after) == ({}, {"title": "Letter of [removed]"})
    assert change.record == "A-001 evidence 1: Letter of [removed]"


def test_redact_leaves_the_places_that_were_not_chosen(boss):
    first = ActionFactory(title="Jamie Smith")
    second = ActionFactory(plan=first.plan, title="Jamie Smith again")

    redact(first.plan, boss, [f"action.{first.pk}"])

    titles = Action.objects.order_by("reference").values_list("title", flat=True)
    assert list(titles) == ["[removed]", "Jamie Smith again"]
    assert codes(first.plan) == [f"action.{second.pk}"]


def test_redact_makes_an_open_form_stale(boss):
    action = ActionFactory(title="Jamie Smith")

    redact(action.plan, boss)

    assert Action.objects.get().version == action.version + 1


def test_redact_keeps_a_text_as_short_as_its_column(boss):
    action = ActionFactory(title=f"{'x' * 293} Al Bo")

    redact_words(
        plan=action.plan, words="Al Bo", places=[f"action.{action.pk}"], why=WHY
    )

    assert Action.objects.get().title == f"{'x' * 293} [remov"


def test_redact_with_the_words_in_the_reason_is_refused():
    action = ActionFactory(title="Jamie Smith")

    with pytest.raises(ValidationError) as refusal:
        redact_words(
            plan=action.plan,
            words=WORDS,
            places=codes(action.plan),
            why="It named jamie smith",
        )

    assert refusal.value.message_dict == {"why": ["Leave the words out of the reason"]}
    assert Action.objects.get().title == "Jamie Smith"


@pytest.mark.parametrize("places", [[], ["action.0"], ["no.place"]])
def test_redact_of_no_place_is_refused(places):
    action = ActionFactory(title="Jamie Smith")

    with pytest.raises(ValidationError) as refusal:
        redact_words(plan=action.plan, words=WORDS, places=places, why=WHY)

    assert refusal.value.messages == [
        "The words stand in none of these places any more."
    ]


def test_redact_in_another_plan_is_refused():
    action = ActionFactory(title="Jamie Smith")
    other = ActionFactory(title="Jamie Smith")

    with pytest.raises(ValidationError):
        redact_words(
            plan=other.plan, words=WORDS, places=[f"action.{action.pk}"], why=WHY
        )

    assert Action.objects.filter(title="Jamie Smith").count() == 2


def test_no_other_code_goes_through_the_two_doors():
    rooms = settings.BASE_DIR / "tracker"

    callers = [
        path.relative_to(rooms).as_posix()
        for path in rooms.rglob("*.py")
        if ".redact(" in path.read_text(encoding="utf-8")
    ]

    assert callers == ["workflow/redaction.py"]


# Issued packs hold copies of the words


def pack_that_names(words):
    """An intact pack with the words in a table, and none in what holds it together."""
    table = Table("live", "Live actions", (Column("Action"),), ((f"Visit\n{words}",),))
    document = Document(
        "Board pack",
        "A council",
        "A plan",
        date(2026, 6, 15),
        (Section("live", "Actions", (table,)),),
        main_table="live",
    )
    return PackFactory(content=to_json(document).decode())


def test_redact_blanks_a_pack_and_says_so_with_a_new_hash(boss):
    pack = pack_that_names(WORDS)
    plan, issued = pack.plan, pack.sha256

    redact(plan, boss)

    left = Pack.objects.get()
    assert left.sha256 == issued
    assert left.is_intact
    assert left.redacted_sha256 == hash_of(left.content)
    table = stored_document(left).tables[0]
    assert table.rows == (("Visit\n[removed]",),)
    assert not held(plan)
    (change,) = Change.objects.filter(model="pack", kind=ChangeKind.REDACTED)
    assert (change.by, change.why) == (boss, WHY)
    assert change.after == {"redacted_sha256": left.redacted_sha256}


def test_redact_of_a_word_of_the_format_leaves_the_pack_readable(boss):
    pack = pack_that_names("is of the kind")

    with change_set(by=boss):
        redact_words(
            plan=pack.plan,
            words="kind",
            places=[place.code for place in find_words(pack.plan, "kind")],
            why=WHY,
        )

    table = stored_document(Pack.objects.get()).tables[0]
    assert table.rows == (("Visit\nis of the [removed]",),)


def test_redact_does_not_heal_a_pack_that_was_tampered_with(boss):
    pack = pack_that_names(WORDS)
    Recorded.redact(pack, {"content": pack.content.replace("council", "town")})

    redact(pack.plan, boss)

    left = Pack.objects.get()
    assert "Jamie" not in left.content
    assert (left.is_intact, left.redacted_sha256) == (False, "")
