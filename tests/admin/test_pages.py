"""Every page of the back office: it opens, it scales, and strangers stay outside."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests import factories
from tests.factories import PlanFactory, UserFactory
from tracker.models import Change, Recorded

pytestmark = pytest.mark.django_db

MAKERS = {
    made._meta.model: made
    for made in (getattr(factories, name) for name in factories.__all__)
    if hasattr(made, "_meta") and made._meta.model is not None
}
OURS = [
    model for model in admin.site._registry if model.__module__.startswith("tracker")
]
# Written by the workflow alone, or with the record they belong to
NOT_ADDED = {
    "answer",
    "change",
    "evidence",
    "ownerchange",
    "recommendationpart",
    "statuschange",
}


def each_model():
    """Every model of the back office, by name."""
    return pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.model_name)


def address(model, page, *args):
    """The address of a page of a model."""
    return reverse(f"admin:tracker_{model._meta.model_name}_{page}", args=args)


def make(model, **values):
    """A row of the model."""
    if model is Change:
        return Change.objects.of(PlanFactory()).get()
    return MAKERS[model](**values)


def test_every_model_of_the_record_is_in_the_back_office():
    concrete = set(all_of(Recorded)) | {Change}

    assert concrete == set(OURS)


def all_of(base):
    """Every stored kind of row."""
    for kind in base.__subclasses__():
        if not kind._meta.abstract:
            yield kind
        yield from all_of(kind)


def test_only_the_record_is_in_the_back_office():
    assert set(OURS) == set(admin.site._registry)


@each_model()
def test_list_and_row_and_history_open_for_a_superuser(admin_client, model):
    row = make(model)

    for path in (
        address(model, "changelist"),
        address(model, "changelist") + "?q=something",
        address(model, "change", row.pk),
        address(model, "history", row.pk),
    ):
        assert admin_client.get(path).status_code == 200, path


@each_model()
def test_new_row_opens_where_rows_are_added(admin_client, model):
    status = 403 if model._meta.model_name in NOT_ADDED else 200

    assert admin_client.get(address(model, "add")).status_code == status


@each_model()
def test_list_asks_as_often_for_50_rows_as_for_1(
    admin_client, model, django_assert_max_num_queries, django_assert_num_queries
):
    make(model)
    admin_client.get(address(model, "changelist"))
    with django_assert_max_num_queries(15) as asked:
        admin_client.get(address(model, "changelist"))
    for _ in range(49):
        make(model)

    with django_assert_num_queries(len(asked)):
        admin_client.get(address(model, "changelist"))


@pytest.fixture
def admin_client(client):
    """A superuser at the door."""
    client.force_login(UserFactory(superuser=True))
    return client
