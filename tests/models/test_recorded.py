"""Recorded rows: their version, what a save changes, how people know them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from factory.django import DjangoModelFactory

from tests import factories
from tests.factories import (
    ActionFactory,
    EvidenceFactory,
    PlanFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    SourceFactory,
    ThemeFactory,
    unsaved,
)
from tracker.models import Change, Judgement, StaleRecordError, Theme

pytestmark = pytest.mark.django_db

FACTORIES = [
    made
    for name in factories.__all__
    if isinstance(made := getattr(factories, name), type)
    and issubclass(made, DjangoModelFactory)
]


def test_version_counts_the_saves_that_change_something():
    theme = ThemeFactory()

    theme.save()
    theme.name = "Voice"
    theme.save()

    theme.refresh_from_db()
    assert theme.version == 2
    assert Change.objects.of(theme).count() == 2


def test_version_is_stored_also_with_update_fields():
    theme = ThemeFactory(name="Voice")
    theme.name = "Voices"

    theme.save(update_fields=["name"])

    stored = Theme.objects.get()
    assert (stored.name, stored.version) == ("Voices", 2)


def test_save_with_update_fields_tells_only_of_what_it_stores():
    theme = ThemeFactory(name="Voice", slug="voice")
    theme.name, theme.slug = "Voices", "voices"

    theme.save(update_fields=["name"])
    theme.save()

    first, second = Change.objects.of(theme).order_by("pk")[1:]
    assert (first.before, first.after) == ({"name": "Voice"}, {"name": "Voices"})
    assert (second.before, second.after) == ({"slug": "voice"}, {"slug": "voices"})


def test_save_after_a_failed_one_tells_what_it_changes():
    taken = ThemeFactory(slug="voice")
    theme = ThemeFactory(plan=taken.plan, slug="other")
    theme.slug = "voice"
    with pytest.raises(IntegrityError), transaction.atomic():
        theme.save()

    theme.slug = "children"
    theme.save()

    change = Change.objects.of(theme).order_by("pk").last()
    assert (change.before, change.after) == ({"slug": "other"}, {"slug": "children"})
    assert theme.version == 2


def test_save_notices_a_list_that_was_changed_in_place():
    source = SourceFactory(code="001")
    action = ActionFactory(plan=source.plan)
    action.more_quotes.append({"source": "001", "locator": "p. 1", "quote": "Words."})

    action.save()

    change = Change.objects.of(action).order_by("pk").last()
    assert change.before == {"more_quotes": []}
    assert change.after["more_quotes"][0]["quote"] == "Words."


def test_save_of_a_row_read_in_part_tells_what_stood_there():
    ThemeFactory(name="Voice")
    theme = Theme.objects.defer("name").get()

    theme.name += "s"
    theme.save()

    change = Change.objects.of(theme).order_by("pk").last()
    assert (change.before, change.after) == ({"name": "Voice"}, {"name": "Voices"})


def test_refresh_from_db_takes_what_is_stored_for_what_stands():
    theme = ThemeFactory(name="Voice")
    other = Theme.objects.get()
    other.name = "Voices"
    other.save()

    theme.refresh_from_db()
    theme.save()

    assert (theme.name, theme.version) == ("Voices", 2)
    assert Change.objects.of(theme).count() == 2


def test_locked_gives_the_row_of_the_version_asked_for():
    theme = ThemeFactory()

    held = Theme.objects.locked(theme.pk, version=1)

    assert held == theme


def test_locked_with_a_stale_version_is_refused():
    theme = ThemeFactory(name="Voice")
    theme.name = "Voices"
    theme.save()

    with pytest.raises(StaleRecordError, match="was changed after") as refused:
        Theme.objects.locked(theme.pk, version=1)

    assert refused.value.current.name == "Voices"


@pytest.mark.parametrize("made", FACTORIES, ids=lambda made: made.__name__)
def test_natural_key_finds_its_row(made):
    row = made()

    found = type(row).objects.get_by_natural_key(*row.natural_key())

    assert found == row


def test_natural_key_of_an_account_is_found_in_any_spelling():
    person = factories.UserFactory(email="ann@council.example")

    found = type(person).objects.get_by_natural_key("Ann@Council.example")

    assert found == person


def test_plan_of_a_row_that_names_none_yet_is_none():
    assert Judgement().get_plan_id() is None


@pytest.mark.parametrize(
    "made",
    [
        factories.PostHoldingFactory,
        factories.StatusChangeFactory,
        factories.OwnerChangeFactory,
        ProgressUpdateFactory,
        EvidenceFactory,
    ],
    ids=lambda made: made.__name__,
)
def test_appended_row_is_neither_changed_nor_removed(made):
    row = made()

    with pytest.raises(ValidationError, match="is not changed"):
        row.save()
    with pytest.raises(ValidationError, match="is not removed"):
        row.delete()

    assert type(row).objects.filter(pk=row.pk).exists()


def test_history_of_a_file_holds_the_name_it_is_stored_by():
    evidence = EvidenceFactory(stored=True)

    change = Change.objects.of(evidence).get()

    assert change.after["file"] == evidence.file.name
    assert evidence.file.name.endswith(evidence.sha256)


def test_full_clean_does_not_look_up_what_was_read(django_assert_max_num_queries):
    made = unsaved(RecommendationFactory, plan=PlanFactory(), parts=0)

    with django_assert_max_num_queries(20) as asked:
        made.full_clean()

    read = ('FROM "tracker_plan"', 'FROM "tracker_visit"')
    lookups = [
        q["sql"] for q in asked.captured_queries if any(t in q["sql"] for t in read)
    ]
    assert lookups == []
