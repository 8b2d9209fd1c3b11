"""Nobody marks their own: held by the database, whatever door is tried."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests.factories import (
    ActionFactory,
    ChallengeClosingFactory,
    ChallengeReplyFactory,
    DueCheckFactory,
    DueDateChangeFactory,
    ModerationFactory,
    PlanMembershipFactory,
    ProgressUpdateFactory,
    UserFactory,
    VerificationFactory,
    unsaved,
)
from tests.workflow.doing import deliver, look_again, verify
from tracker.choices import ActionStatus
from tracker.models import (
    ChallengeClosing,
    DueDateChange,
    Moderation,
    Plan,
    Verification,
    change_set,
)
from tracker.workflow.fixtures import FixtureError, load_fixtures
from tracker.workflow.moderation import ModerationEntry, moderate_update

pytestmark = pytest.mark.django_db


def own_moderation(person, **values):
    """A moderation of an update that the same person wrote."""
    update = ProgressUpdateFactory(author=person)
    return unsaved(
        ModerationFactory, **{"update": update, "moderator": person, **values}
    )


def own_verification(person, **values):
    """A verification of what the same person delivered."""
    action = ActionFactory(delivered=True, standing__by=person)
    return unsaved(
        VerificationFactory, **{"action": action, "verified_by": person, **values}
    )


def own_check(person, **values):
    """An answer, by who delivered it, to the check at 6 months."""
    action = ActionFactory(verified=True, standing__by=person)
    check = DueCheckFactory(after__action=action)
    answers = {"action": action, "kind": check.kind, "due_check": check}
    return unsaved(VerificationFactory, **{"verified_by": person, **answers, **values})


def own_decision(person, **values):
    """A decision by who asked for the date."""
    options = {"approved": True, "asked_by": person, "decided_by": person, **values}
    return unsaved(DueDateChangeFactory, **options)


def own_closing(person, **values):
    """The closing of a challenge to which the same person replied."""
    challenge = ChallengeReplyFactory(author=person).challenge
    options = {"challenge": challenge, "closed_by": person, "replied_by": person}
    return unsaved(ChallengeClosingFactory, **{**options, **values})


OWN = [
    pytest.param(own_moderation, "moderator", id="moderation"),
    pytest.param(own_verification, "verified_by", id="verification"),
    pytest.param(own_check, "verified_by", id="check at 6 months"),
    pytest.param(own_decision, "decided_by", id="decision"),
    pytest.param(own_closing, "closed_by", id="closing of a challenge"),
]
SENTENCES = {
    Moderation: "You wrote this update. Another person moderates it.",
    Verification: "You delivered this action. Another person verifies it.",
    DueDateChange: "You asked for this date. Another person decides.",
    ChallengeClosing: "You replied to this challenge. Another person closes it.",
}


def insert(row):
    """Store a row past Django: by SQL, with all that stands in it."""
    columns = [column for column in row._meta.concrete_fields if not column.primary_key]
    names = ", ".join(f'"{column.column}"' for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    values = [
        column.get_db_prep_save(getattr(row, column.attname), connection)
        for column in columns
    ]
    table = row._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608  our own names
            values,
        )


def set_column(row, column, value):
    """Change one column past Django."""
    table = row._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s',  # noqa: S608
            [value, row.pk],
        )


# Raw SQL


@pytest.mark.parametrize(("own", "checker"), OWN)
def test_raw_insert_of_ones_own_is_refused(own, checker):
    person, other = UserFactory.create_batch(2)

    with pytest.raises(IntegrityError, match="by_another"):
        insert(own(person))

    row = own(person, **{checker: other})
    count = type(row).objects.count()
    insert(row)  # the same by another person is stored
    assert type(row).objects.count() == count + 1


@pytest.mark.parametrize(
    ("own", "checker", "doer"),
    [
        pytest.param(own_moderation, "moderator", "author", id="author"),
        pytest.param(own_verification, "verified_by", "delivered_by", id="deliverer"),
        pytest.param(own_decision, "decided_by", "asked_by", id="who asked"),
        pytest.param(own_closing, "closed_by", "replied_by", id="who replied"),
    ],
)
def test_raw_insert_without_the_doer_or_the_checker_is_refused(own, checker, doer):
    """A CHECK passes on nothing: so there is no row without both."""
    for left_out in (checker, doer):
        row = own(UserFactory())
        setattr(row, left_out, None)
        with pytest.raises(IntegrityError):
            insert(row)


@pytest.mark.parametrize(
    ("make", "checker", "doer"),
    [
        pytest.param(ModerationFactory, "moderator_id", "author_id", id="moderation"),
        pytest.param(
            VerificationFactory, "verified_by_id", "delivered_by_id", id="verification"
        ),
        pytest.param(
            lambda: DueDateChangeFactory(approved=True),
            "decided_by_id",
            "asked_by_id",
            id="decision",
        ),
        pytest.param(
            ChallengeClosingFactory, "closed_by_id", "replied_by_id", id="closing"
        ),
    ],
)
def test_raw_update_to_ones_own_is_refused(make, checker, doer):
    row = make()

    with pytest.raises(IntegrityError, match="by_another"):
        set_column(row, checker, getattr(row, doer))
    with pytest.raises(IntegrityError, match="by_another"):
        set_column(row, doer, getattr(row, checker))


# Models: one row, many rows, a copy that lies


@pytest.mark.parametrize(("own", "checker"), OWN)
def test_ones_own_is_refused_by_the_model_in_words_and_by_the_table(own, checker):
    row = own(UserFactory())

    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()

    assert refusal.value.messages == [SENTENCES[type(row)]]


@pytest.mark.parametrize(("own", "checker"), OWN)
def test_ones_own_among_many_stores_none(own, checker):
    person, other = UserFactory.create_batch(2)
    rows = [own(person, **{checker: other}), own(person)]

    count = type(rows[0]).objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(rows[0]).objects.bulk_save(rows)

    assert type(rows[0]).objects.count() == count


@pytest.mark.parametrize(
    ("own", "copy"),
    [
        pytest.param(own_moderation, "author", id="author"),
        pytest.param(own_verification, "delivered_by", id="deliverer"),
        pytest.param(own_closing, "replied_by", id="replier"),
    ],
)
@pytest.mark.parametrize("is_bulk", [False, True], ids=["save", "bulk_save"])
def test_doer_who_is_made_up_is_not_believed(own, copy, is_bulk):
    row = own(UserFactory())
    setattr(row, copy, UserFactory())

    with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
        type(row).objects.bulk_save([row]) if is_bulk else row.save()

    assert type(row).objects.count() == 0


@pytest.mark.parametrize(
    "model", [Moderation, Verification, DueDateChange, ChallengeClosing]
)
def test_rows_are_not_changed_past_the_record(model):
    with pytest.raises(TypeError):
        model.objects.update(version=2)
    with pytest.raises(TypeError):
        model.objects.bulk_create([model()])
    with pytest.raises(TypeError):
        model.objects.bulk_update([model(pk=1)], ["version"])


# The back office


@pytest.mark.parametrize("role", ["superuser", "plan manager with the staff flag"])
@pytest.mark.parametrize(("own", "checker"), OWN)
def test_back_office_takes_no_such_row(client, own, checker, role):
    person = UserFactory(staff=True, is_superuser=role == "superuser")
    row = own(person)
    plan = Plan.objects.get(pk=row.get_plan_id())
    PlanMembershipFactory(plan=plan, person=person, manager=True)
    client.force_login(person)
    typed = {
        column.name: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if getattr(row, column.attname) is not None
    }

    path = reverse(f"admin:tracker_{row._meta.model_name}_add")
    count = type(row).objects.count()

    assert client.post(path, typed).status_code == 403
    assert type(row).objects.count() == count


@pytest.mark.parametrize(
    ("make", "checker", "doer"),
    [
        pytest.param(ModerationFactory, "moderator", "author_id", id="moderation"),
        pytest.param(
            VerificationFactory, "verified_by", "delivered_by_id", id="verification"
        ),
        pytest.param(DueDateChangeFactory, "decided_by", "asked_by_id", id="decision"),
        pytest.param(
            ChallengeClosingFactory, "closed_by", "replied_by_id", id="closing"
        ),
    ],
)
def test_back_office_changes_no_such_row(client, make, checker, doer):
    row = make()
    client.force_login(UserFactory(superuser=True))
    before = type(row).objects.values().get()
    path = reverse(f"admin:tracker_{row._meta.model_name}_change", args=[row.pk])

    response = client.post(
        path,
        {checker: getattr(row, doer), "decision": "approved", "seen_version": "1"},
    )

    assert response.status_code == 403
    assert type(row).objects.values().get() == before


# Files


def test_file_that_says_so_is_refused_in_words(tmp_path):
    update = ProgressUpdateFactory()
    author, other = update.author, UserFactory()
    row = {
        "model": "tracker.moderation",
        "fields": {
            "update": list(update.natural_key()),
            "author": [other.email],
            "moderator": [author.email],
            "moderated_on": str(update.made_on),
            "result": "agreed",
            "rating": "amber",
        },
    }
    (tmp_path / "rows.json").write_text(json.dumps([row]), encoding="utf-8")

    with pytest.raises(FixtureError, match="You wrote this update"):
        load_fixtures(tmp_path)

    assert not Moderation.objects.exists()


# Every copy is what its parent says


def test_copies_are_those_of_their_parents(today):
    owner, second, moderator = UserFactory.create_batch(3)
    action = ActionFactory(in_progress=True)
    with change_set(by=moderator):
        deliver(action, owner, today)
        for update in action.updates.all():
            entry = ModerationEntry("returned", reason="Say more.")
            moderate_update(update=update, entry=entry, by=moderator, on=today)
        verify(action, moderator, today, "partly")
        check = action.due_checks.get()
        look_again(check, moderator, check.due_on, "not_evidenced")
        deliver(action, second, check.due_on)
        verify(action, owner, check.due_on, "evidenced")
    Moderation.objects.bulk_save([unsaved(ModerationFactory, author=owner)])
    Verification.objects.bulk_save([unsaved(VerificationFactory, delivered_by=owner)])

    authors = Moderation.objects.values_list("author", "update__author")
    seen = Verification.objects.all()

    assert [author for author, _ in authors] == [written for _, written in authors]
    assert [row.delivered_by_id for row in seen] == [deliverer_of(row) for row in seen]
    assert [row.delivered_by for row in seen.filter(action=action)] == [
        owner,
        owner,
        second,
    ]
    assert (len(authors), len(seen)) == (2, 4)


def deliverer_of(verification):
    """Who had delivered the action last when a verification was written down."""
    steps = verification.action.status_changes.filter(
        to_status=ActionStatus.DELIVERED, recorded_at__lt=verification.recorded_at
    )
    return steps.order_by("pk").last().by_id
