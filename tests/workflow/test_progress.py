"""Updates: what one writes, what it starts, and what is refused whole."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.base import ContentFile

from tests.factories import (
    ActionFactory,
    EvidenceFactory,
    ProgressUpdateFactory,
    UserFactory,
)
from tracker.choices import ActionStatus, EvidenceKind, Rating
from tracker.models import (
    Action,
    Change,
    Evidence,
    ProgressUpdate,
    StatusChange,
    change_set,
)
from tracker.workflow.evidence import CheckedFile, EvidenceEntry
from tracker.workflow.progress import ProgressEntry, record_progress

pytestmark = pytest.mark.django_db

ENTRY = ProgressEntry(
    did="All managers were trained.",
    difference="Children are seen on time.",
    next_steps="An audit in July",
    percent=60,
    rating=Rating.GREEN,
)
RECORDED = (
    "A-001 is only recorded from a document. It takes updates once it is taken up."
)
TOO_EARLY = "The status last changed on 2 March 2026. Give that day or a later one."
LINK = EvidenceEntry(
    title="Audit", kind=EvidenceKind.AUDIT, link="https://documents.example/audit"
)


@pytest.fixture
def owner():
    return UserFactory(full_name="Olive Owner")


def by_field(refusal):
    """What was refused: sentences by field, or of the whole."""
    if hasattr(refusal, "error_dict"):
        return refusal.message_dict
    return {NON_FIELD_ERRORS: refusal.messages}


@pytest.fixture(autouse=True)
def _said_by(owner):
    """Write as a page does."""
    with change_set(by=owner):
        yield


def test_record_progress_writes_the_update_and_its_change(owner, today):
    action = ActionFactory(in_progress=True)
    start = Change.objects.order_by("-pk").first().pk

    update = record_progress(action=action, entry=ENTRY, by=owner, on=today)

    stored = ProgressUpdate.objects.get()
    assert stored == update
    assert (stored.number, stored.made_on, stored.author) == (1, today, owner)
    assert (stored.did, stored.difference, stored.next_steps) == (
        ENTRY.did,
        ENTRY.difference,
        ENTRY.next_steps,
    )
    assert (stored.percent, stored.rating, stored.corrects) == (60, "green", None)
    change = Change.objects.get(pk__gt=start)
    assert (change.model, change.kind, change.by) == (
        "progressupdate",
        "created",
        owner,
    )
    assert change.after["did"] == ENTRY.did
    assert change.plan == action.plan


def test_first_update_starts_the_action(owner, today):
    action = ActionFactory(due_on=date(2026, 9, 30))

    record_progress(action=action, entry=ENTRY, by=owner, on=today)

    stored = Action.objects.get()
    assert (stored.status, stored.starts_on) == (ActionStatus.IN_PROGRESS, today)
    last = stored.status_changes.last()
    assert (last.from_status, last.to_status, last.changed_on, last.by) == (
        ActionStatus.NOT_STARTED,
        ActionStatus.IN_PROGRESS,
        today,
        owner,
    )


def test_first_update_starts_an_action_that_is_overdue_already(owner, today):
    action = ActionFactory(due_on=today - timedelta(days=1))

    record_progress(action=action, entry=ENTRY, by=owner, on=today)

    stored = Action.objects.get()
    assert (stored.status, stored.starts_on) == (ActionStatus.IN_PROGRESS, None)


def test_first_update_keeps_the_agreed_start(owner, today):
    ActionFactory(starts_on=date(2026, 9, 1))

    record_progress(action=Action.objects.get(), entry=ENTRY, by=owner, on=today)

    assert Action.objects.get().starts_on == date(2026, 9, 1)


@pytest.mark.parametrize("status", ActionStatus.live_statuses[1:])
def test_later_update_leaves_the_status(owner, today, status):
    action = ActionFactory(status=status)
    steps = StatusChange.objects.count()

    record_progress(action=action, entry=ENTRY, by=owner, on=today)

    assert Action.objects.get().status == status
    assert StatusChange.objects.count() == steps


def test_updates_count_up_and_a_correction_names_one(owner, today):
    first = ProgressUpdateFactory()
    entry = replace(ENTRY, corrects=first, on_behalf_of="Dr Smith, health")

    second = record_progress(action=first.action, entry=entry, by=owner, on=today)

    assert (second.number, second.corrects) == (2, first)
    assert second.on_behalf_of == "Dr Smith, health"


def test_update_stands_for_ever(owner, today):
    update = ProgressUpdateFactory()
    update.did = "Nothing"

    with pytest.raises(ValidationError):
        update.save()
    with pytest.raises(ValidationError):
        update.delete()

    assert ProgressUpdate.objects.get().did == "All managers were trained."


@pytest.mark.parametrize(
    ("values", "changes", "on", "said"),
    [
        pytest.param(
            {"recorded": True},
            {},
            date(2026, 6, 15),
            {NON_FIELD_ERRORS: [RECORDED]},
            id="recorded",
        ),
        pytest.param(
            {"closed": True},
            {},
            date(2026, 6, 15),
            {NON_FIELD_ERRORS: ["A-001 is closed: it takes no updates."]},
            id="closed",
        ),
        pytest.param(
            {},
            {},
            date(2026, 3, 1),
            {"made_on": [TOO_EARLY]},
            id="before it was taken up",
        ),
        pytest.param(
            {"in_progress": True},
            {"percent": 101},
            date(2026, 6, 15),
            {"percent": ["Ensure this value is less than or equal to 100."]},
            id="more than all",
        ),
        pytest.param(
            {"in_progress": True},
            {"rating": "blue"},
            date(2026, 6, 15),
            {"rating": ["Value 'blue' is not a valid choice."]},
            id="no rating of a person",
        ),
        pytest.param(
            {},
            {"evidence": replace(LINK, link="")},
            date(2026, 6, 15),
            {NON_FIELD_ERRORS: ["Add a file or a link, not both."]},
            id="evidence of nothing",
        ),
    ],
)
def test_refused_update_leaves_nothing(owner, values, changes, on, said):
    action = ActionFactory(**values)
    start = Change.objects.count()

    with pytest.raises(ValidationError) as refusal:
        record_progress(action=action, entry=replace(ENTRY, **changes), by=owner, on=on)

    assert by_field(refusal.value) == said
    assert not ProgressUpdate.objects.exists()
    assert not Evidence.objects.exists()
    assert Action.objects.get().status == action.status
    assert Change.objects.count() == start


def test_update_sent_twice_is_one(owner, today):
    action = ActionFactory()
    record_progress(action=action, entry=ENTRY, by=owner, on=today)

    with pytest.raises(ValidationError) as refusal:
        record_progress(action=action, entry=ENTRY, by=owner, on=today)

    assert refusal.value.messages == ["This is on record already, as update 1."]
    assert ProgressUpdate.objects.count() == 1


@pytest.mark.parametrize(
    "differs",
    [
        pytest.param({"entry": replace(ENTRY, percent=61)}, id="other words"),
        pytest.param({"on": date(2026, 6, 14)}, id="another day"),
        pytest.param({"by": "somebody else"}, id="another person"),
    ],
)
def test_update_that_differs_is_another(owner, differs):
    action = ActionFactory(in_progress=True)
    options = {"entry": ENTRY, "by": owner, "on": date(2026, 6, 13)}
    record_progress(action=action, **options)
    if "by" in differs:
        differs = {"by": UserFactory()}

    record_progress(action=action, **{**options, **differs})

    assert ProgressUpdate.objects.count() == 2


def test_update_with_evidence_is_one_change_set(owner, today):
    action = ActionFactory()
    EvidenceFactory(action=action)
    start = Change.objects.order_by("-pk").first().pk

    update = record_progress(
        action=action, entry=replace(ENTRY, evidence=LINK), by=owner, on=today
    )

    evidence = update.evidence.get()
    assert (evidence.number, evidence.added_by, evidence.added_on) == (2, owner, today)
    rows = Change.objects.filter(pk__gt=start).order_by("pk")
    assert list(rows.values_list("model", flat=True)) == [
        "progressupdate",
        "evidence",
        "statuschange",
        "action",
    ]
    assert rows.values("change_set", "by").distinct().count() == 1


def test_update_whose_file_is_refused_leaves_neither_row_nor_file(
    owner, today, tmp_path
):
    file = CheckedFile(
        content=ContentFile(b"x", name="a.pdf"),
        name="a" * 200 + ".pdf",  # longer than its column
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
    )
    entry = replace(ENTRY, evidence=replace(LINK, link="", file=file))

    with pytest.raises(ValidationError) as refusal:
        record_progress(action=ActionFactory(), entry=entry, by=owner, on=today)

    assert list(refusal.value.error_dict) == ["file_name"]
    assert not ProgressUpdate.objects.exists()
    assert not list(tmp_path.rglob("*/*"))


def test_update_costs_the_same_with_many_behind_it(
    owner, today, django_assert_num_queries
):
    action = ActionFactory(in_progress=True)
    ProgressUpdateFactory.create_batch(50, action=action)

    with django_assert_num_queries(6):  # two of them begin and end the transaction
        record_progress(action=action, entry=ENTRY, by=owner, on=today)
