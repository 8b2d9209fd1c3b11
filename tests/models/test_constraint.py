"""Rules that hold for every model: listed values, sentences, recorded writes."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from factory.django import DjangoModelFactory

from tests import factories
from tests.factories import unsaved
from tracker.models import Change, Recorded
from tracker.models.constraint import ListedConstraint

MODELS = list(apps.get_app_config("tracker").get_models())
CHOICES = [
    pytest.param(model, column, id=f"{model.__name__}.{column.name}")
    for model in MODELS
    for column in model._meta.concrete_fields
    if column.choices
]
FACTORY_OF = {
    made._meta.model: made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, DjangoModelFactory)
}
WITHOUT_HOOKS = {
    "Action": {"standing": False},
    "Recommendation": {"parts": 0},
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_but_the_history_itself_is_recorded(model):
    assert issubclass(model, Recorded) != (model is Change)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_but_the_history_itself_has_a_factory(model):
    assert (model in FACTORY_OF) != (model is Change)


@pytest.mark.parametrize(("model", "column"), CHOICES)
def test_every_choice_is_listed_by_the_database(model, column):
    listed = [
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, ListedConstraint)
        and constraint.condition.children[0][0] == f"{column.name}__in"
    ]

    values = [value for value, _ in column.choices if value]
    expected = [*values, ""] if column.blank else values
    (constraint,) = listed
    assert constraint.condition == models.Q(**{f"{column.name}__in": expected})


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), CHOICES)
def test_every_choice_is_held_by_the_database(model, column):
    if model is Change:
        row = Change(model="plan", record_id=1, change_set="0" * 32)
    else:
        row = unsaved(FACTORY_OF[model], **WITHOUT_HOOKS.get(model.__name__, {}))
    setattr(row, column.name, "odd")

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_check_says_a_sentence(model):
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        and not isinstance(constraint, ListedConstraint)
        and constraint.violation_error_message
        == models.CheckConstraint.default_violation_error_message
    ]

    assert silent == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_link_protects_what_it_names(model):
    loose = [
        column.name
        for column in model._meta.concrete_fields
        if column.is_relation and column.remote_field.on_delete is not models.PROTECT
    ]

    assert loose == []
