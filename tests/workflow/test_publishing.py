from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    ActionFactory,
    FindingFactory,
    JudgementFactory,
    RecommendationFactory,
    StatusChangeFactory,
    UserFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.workflow.doing import steps
from tracker.choices import VisitNoteKind
from tracker.models import Change, VisitNote
from tracker.workflow.publishing import Publication, publish_visit

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


@pytest.fixture
def visit():
    """A draft."""
    return VisitFactory(draft=True)


def action_at(visit, status):
    """An action of the plan that came to a status before the visit."""
    return ActionFactory(plan=visit.plan, status=status)


def publish(visit, checks=(), no_relapse=None, on=DAY):
    """Publish with these checks seen."""
    seen = frozenset(check.pk for check in checks)
    return publish_visit(
        visit=visit,
        publication=Publication(seen, no_relapse or {}),
        by=UserFactory(),
        on=on,
    )


@pytest.mark.parametrize("status", ["verified", "sustained"])
@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"sustained": "no"}, id="not sustained"),
        pytest.param({"direction": "worse"}, id="worse"),
        pytest.param(
            {"progress": "met", "sustained": "yes", "direction": "worse"},
            id="worse, though met and sustained",
        ),
    ],
)
def test_not_sustained_or_worse_is_a_relapse(visit, status, said):
    action = action_at(visit, status)
    check = VisitCheckFactory(visit=visit, action=action, **said)

    published = publish(visit, [check])

    action.refresh_from_db()
    last = action.status_changes.last()
    assert published.is_published
    assert (action.status, last.changed_on) == ("in_progress", DAY)
    assert last.reason.startswith(f"{visit.reference} found it ")


@pytest.mark.parametrize("status", ["not_started", "in_progress", "delivered"])
def test_what_was_never_verified_does_not_relapse(visit, status):
    action = action_at(visit, status)
    VisitCheckFactory(visit=visit, action=action, sustained="no")

    publish(visit)

    action.refresh_from_db()
    assert action.status == status


def test_reason_of_the_relapse_is_what_the_visit_said(visit):
    source = visit.plan.sources.create(
        code="007",
        title="Letter",
        kind="inspectorate_letter",
        publisher="Ofsted",
        published_on=DAY,
    )
    action = action_at(visit, "verified")
    check = VisitCheckFactory(
        visit=visit,
        action=action,
        sustained="no",
        direction="worse",
        source=source,
        quote="It has slipped.",
    )

    publish(visit, [check])

    assert action.status_changes.last().reason == (
        f"{visit.reference} found it not sustained and worse. “It has slipped.”"
    )


def test_relapse_is_unticked_only_with_a_reason(visit):
    action = action_at(visit, "verified")
    check = VisitCheckFactory(visit=visit, action=action, sustained="no")

    with pytest.raises(ValidationError) as refusal:
        publish(visit, [check], {check.pk: " "})
    visit.refresh_from_db()
    assert list(refusal.value.error_dict) == [f"reason_{check.pk}"]
    assert not visit.is_published

    publish(visit, [check], {check.pk: "The inspectors read the old records."})

    action.refresh_from_db()
    note = VisitNote.objects.get()
    assert action.status == "verified"
    assert (note.kind, note.check_made, note.noted_on) == (
        VisitNoteKind.NO_RELAPSE,
        check,
        DAY,
    )
    assert note.text == "The inspectors read the old records."


def test_met_and_sustained_sustains_what_is_verified(visit):
    verified, delivered = action_at(visit, "verified"), action_at(visit, "delivered")
    said = {"visit": visit, "progress": "met", "sustained": "yes"}
    check = VisitCheckFactory(action=verified, **said)
    VisitCheckFactory(action=delivered, **said)

    publish(visit, [check])

    assert steps(verified)[-1] == "sustained"
    assert steps(delivered)[-1] == "delivered"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"progress": "met"}, id="met, no word of lasting"),
        pytest.param({"progress": "significant", "sustained": "yes"}, id="not met"),
        pytest.param({"progress": "met", "sustained": "too_early"}, id="too early"),
    ],
)
def test_less_than_met_and_sustained_takes_no_step(visit, said):
    action = action_at(visit, "verified")
    VisitCheckFactory(visit=visit, action=action, **said)

    publish(visit)

    action.refresh_from_db()
    assert action.status == "verified"


def test_all_is_written_in_one_change_set(visit):
    relapsing, lasting = action_at(visit, "sustained"), action_at(visit, "verified")
    checks = [
        VisitCheckFactory(visit=visit, action=relapsing, sustained="no"),
        VisitCheckFactory(visit=visit, action=lasting, progress="met", sustained="yes"),
    ]
    before = set(Change.objects.values_list("pk", flat=True))

    publish(visit, checks)

    changes = Change.objects.exclude(pk__in=before).exclude(model="user")
    assert len({change.change_set for change in changes}) == 1
    assert sorted(change.model for change in changes) == [
        "action",
        "action",
        "statuschange",
        "statuschange",
        "visit",
    ]


def test_checks_that_differ_from_those_seen_are_refused(visit):
    check = VisitCheckFactory(
        visit=visit, action=action_at(visit, "verified"), sustained="no"
    )

    with pytest.raises(ValidationError, match="has changed since you opened"):
        publish(visit, [])

    visit.refresh_from_db()
    assert not visit.is_published
    assert check.action.status == "verified"


def test_step_that_cannot_be_taken_leaves_everything_as_it_was(visit):
    first, second = action_at(visit, "verified"), action_at(visit, "verified")
    checks = [
        VisitCheckFactory(visit=visit, action=action, sustained="no")
        for action in (first, second)
    ]
    later = DAY + timedelta(days=3)
    StatusChangeFactory(action=second, to_status="verified", changed_on=later)

    with pytest.raises(ValidationError, match=f"{second.reference}: The status last"):
        publish(visit, checks)

    visit.refresh_from_db()
    first.refresh_from_db()
    assert (visit.is_published, first.status) == (False, "verified")


def test_publish_is_done_once(visit):
    publish(visit)

    with pytest.raises(ValidationError, match="is published"):
        publish(visit)


def test_published_words_are_read_only_by_every_door(visit):
    rows = [
        JudgementFactory(visit=visit),
        FindingFactory(visit=visit),
        VisitCheckFactory(visit=visit),
        RecommendationFactory(visit=visit),
    ]
    publish(visit)

    for row, name in zip(rows, ("area", "text", "quote", "text"), strict=True):
        row.refresh_from_db()
        setattr(row, name, "Other words")
        with pytest.raises(ValidationError, match="is published"):
            row.save()
        with pytest.raises(ValidationError, match="is published"):
            row.delete()
        with pytest.raises(TypeError):
            type(row).objects.filter(pk=row.pk).update(**{name: "Other words"})
