"""History: every write leaves one change, and nothing goes round it."""

import uuid

import pytest
from django.contrib.auth.models import update_last_login
from django.db import transaction

from tests.factories import PlanFactory, ThemeFactory, UserFactory, unsaved
from tracker.choices import ChangeKind
from tracker.models import Change, Plan, Theme, change_set, written_together

pytestmark = pytest.mark.django_db


def last() -> Change:
    """The change written last."""
    return Change.objects.order_by("-pk").first()


def test_change_of_a_new_row_holds_all_that_was_given():
    plan = PlanFactory()

    theme = ThemeFactory(plan=plan, slug="voice", name="Children's voice")

    change = Change.objects.of(theme).get()
    assert change.kind == ChangeKind.CREATED
    assert change.before == {}
    assert change.after == {
        "plan_id": plan.pk,
        "slug": "voice",
        "name": "Children's voice",
    }
    assert (change.plan, change.model, change.record) == (plan, "theme", str(theme))
    assert str(change) == "Created theme Children's voice"


def test_change_of_a_saved_row_holds_only_what_changed():
    theme = ThemeFactory(name="Voice")

    theme.name = "Children's voice"
    theme.save()

    change = last()
    assert change.kind == ChangeKind.CHANGED
    assert change.before == {"name": "Voice"}
    assert change.after == {"name": "Children's voice"}


def test_change_of_a_read_row_knows_what_stood_there():
    ThemeFactory(name="Voice")
    theme = Theme.objects.get()

    theme.name = "Children's voice"
    theme.save()

    assert last().before == {"name": "Voice"}


def test_change_of_a_removed_row_holds_what_stood_there():
    theme = ThemeFactory(slug="voice", name="Voice")
    pk = theme.pk

    theme.delete()

    change = last()
    assert (change.kind, change.record_id) == (ChangeKind.REMOVED, pk)
    assert change.before == {"plan_id": theme.plan_id, "slug": "voice", "name": "Voice"}
    assert change.after == {}


def test_change_says_who_and_why():
    person = UserFactory()

    with change_set(by=person, why="It was misspelt.", actor="page") as said:
        ThemeFactory()

    change = last()
    assert (change.by, change.why, change.actor) == (person, "It was misspelt.", "")
    assert change.change_set == said.id


def test_change_without_a_person_names_the_command():
    with change_set(actor="load_facts"):
        ThemeFactory()

    assert (last().by, last().actor) == (None, "load_facts")


def test_change_outside_a_set_is_the_systems():
    ThemeFactory()
    ThemeFactory()

    changes = Change.objects.filter(model="theme")
    assert {(change.by, change.actor, change.why) for change in changes} == {
        (None, "system", "")
    }
    assert len({change.change_set for change in changes}) == 2


def test_change_set_is_shared_by_all_writes_inside():
    with change_set(why="Sorted anew."):
        ThemeFactory()
        ThemeFactory()

    changes = Change.objects.filter(model="theme")
    assert len({change.change_set for change in changes}) == 1


def test_change_set_inside_another_keeps_what_it_does_not_say():
    person = UserFactory()

    with change_set(by=person, why="Bulk edit.") as outer:
        with change_set(why="This one row.") as inner:
            ThemeFactory()
        ThemeFactory()

    first, second = Change.objects.filter(model="theme").order_by("pk")
    assert inner.id == outer.id
    assert (first.by, first.why) == (person, "This one row.")
    assert (second.by, second.why) == (person, "Bulk edit.")


@pytest.mark.parametrize(
    ("why", "said"),
    [
        pytest.param("", "Confirmed.", id="alone"),
        pytest.param("Agreed.", "Agreed. Confirmed.", id="beside the reason"),
    ],
)
def test_change_keeps_what_was_confirmed(why, said):
    with change_set(confirmed="Confirmed."), change_set(why=why):
        ThemeFactory()

    assert last().why == said


def test_change_set_ends_also_after_an_error():
    with pytest.raises(ZeroDivisionError), change_set(why="Half done."):
        raise ZeroDivisionError

    ThemeFactory()

    assert last().why == ""


def test_change_never_holds_a_password():
    person = UserFactory(password="first")

    person.set_password("second")
    person.save()

    created, changed = Change.objects.of(person).order_by("pk")
    hidden = {"password": "(changed)"}
    assert created.after | hidden == created.after
    assert changed.before == changed.after == hidden
    assert changed.plan is None


def test_change_is_not_left_by_signing_in():
    person = UserFactory()

    update_last_login(None, person)

    assert Change.objects.of(person).count() == 1


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda rows: rows.update(name="x"), id="update"),
        pytest.param(lambda rows: rows.bulk_update([], ["name"]), id="bulk_update"),
        pytest.param(lambda rows: rows.bulk_create([]), id="bulk_create"),
        pytest.param(lambda rows: rows.delete(), id="delete"),
        pytest.param(
            lambda rows: rows.filter(name="x").order_by("pk").update(name="y"),
            id="update of a filtered one",
        ),
    ],
)
def test_write_without_history_is_refused(write):
    ThemeFactory()

    with pytest.raises(TypeError, match="leaves no history"):
        write(Theme.objects.all())


def test_write_without_history_is_refused_from_the_other_end():
    plan = ThemeFactory().plan

    with pytest.raises(TypeError, match="leaves no history"):
        plan.themes.update(name="x")


def test_bulk_save_writes_rows_and_changes(django_assert_num_queries):
    plan = PlanFactory()
    themes = [unsaved(ThemeFactory, plan=plan) for _ in range(50)]

    # Begin, rows, changes, end: of the test's own transaction no begin and end.
    with django_assert_num_queries(2):
        Theme.objects.bulk_save(themes)

    changes = Change.objects.filter(model="theme", kind=ChangeKind.CREATED)
    assert Theme.objects.count() == changes.count() == 50
    assert {c.record_id for c in changes} == {theme.pk for theme in themes}


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param(lambda change: change.save(), id="save"),
        pytest.param(lambda change: change.delete(), id="delete"),
        pytest.param(lambda _: Change.objects.update(why="x"), id="update"),
        pytest.param(lambda _: Change.objects.all().delete(), id="delete all"),
    ],
)
def test_change_is_never_altered(alter):
    ThemeFactory()

    with pytest.raises(TypeError, match="is never"):
        alter(last())


@pytest.mark.django_db(transaction=True)
def test_failed_transaction_leaves_neither_row_nor_change():
    def make_and_fail() -> None:
        with transaction.atomic():
            PlanFactory()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make_and_fail()

    assert Plan.objects.count() == Change.objects.count() == 0


def test_change_set_id_is_one_of_its_own():
    with change_set() as first:
        pass
    with change_set() as second:
        pass

    assert isinstance(first.id, uuid.UUID)
    assert first.id != second.id


# Written together


def test_changes_written_together_are_one_statement(django_assert_num_queries):
    plan = PlanFactory()
    row = unsaved(ThemeFactory, plan=plan, name="Voice")

    # Two rows, a second save of one, the changes, and the ends of the savepoint.
    with django_assert_num_queries(6), written_together():
        ThemeFactory(plan=plan)
        row.save()
        row.name = "Children's voice"
        row.save()

    created, changed = Change.objects.of(row).order_by("pk")
    assert (created.after["name"], changed.after) == (
        "Voice",
        {"name": "Children's voice"},
    )


def test_changes_written_together_keep_what_was_said_at_the_time():
    with written_together(), change_set(why="Bulk edit."):
        with change_set(why="This one row."):
            ThemeFactory()
        ThemeFactory()

    changes = Change.objects.filter(model="theme").order_by("pk")
    assert [change.why for change in changes] == ["This one row.", "Bulk edit."]


def names_told() -> list[str]:
    """The themes that history tells of, in the order in which it was written."""
    themes = Change.objects.filter(model="theme").order_by("pk")
    return [change.record for change in themes]


@pytest.mark.parametrize("alone", [written_together, transaction.atomic])
def test_what_is_undone_alone_leaves_no_change(alone):
    plan = PlanFactory()

    def make_and_fail() -> None:
        with alone():
            ThemeFactory(plan=plan, name="Undone")
            raise ZeroDivisionError

    with written_together():
        ThemeFactory(plan=plan, name="Before")
        with pytest.raises(ZeroDivisionError):
            make_and_fail()
        with alone():
            ThemeFactory(plan=plan, name="Done")

    assert set(Theme.objects.values_list("name", flat=True)) == {"Before", "Done"}
    assert sorted(names_told()) == ["Before", "Done"]


def test_inner_changes_wait_for_the_outer_ones(django_assert_num_queries):
    plan = PlanFactory()

    # A row each, one statement of changes, and the ends of two savepoints.
    with django_assert_num_queries(7), written_together():
        ThemeFactory(plan=plan, name="Before")
        with written_together():
            ThemeFactory(plan=plan, name="Inside")

    assert names_told() == ["Before", "Inside"]


@pytest.mark.django_db(transaction=True)
def test_changes_that_cannot_be_stored_undo_the_rows(monkeypatch):
    def make() -> None:
        with written_together():
            PlanFactory()
            monkeypatch.setattr("tracker.models.change.Change.objects", None)

    with pytest.raises(AttributeError):
        make()

    assert not Plan.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_failed_writing_together_leaves_nothing_behind():
    def make_and_fail() -> None:
        with written_together():
            PlanFactory()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make_and_fail()
    PlanFactory(name="Later")

    assert [change.record for change in Change.objects.all()] == ["Later"]
