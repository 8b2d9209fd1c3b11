"""What people call the rows that history points at, however many, in one query."""

from collections.abc import Iterable, Mapping

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from tracker.models import (
    Action,
    Board,
    Challenge,
    Decision,
    DueDateChange,
    Finding,
    Measure,
    MeasureValue,
    Meeting,
    Organisation,
    Plan,
    Post,
    ProgressUpdate,
    Recommendation,
    RecommendationPart,
    Recorded,
    Source,
    Theme,
    User,
    Visit,
    VisitCheck,
    Workstream,
)

Key = tuple[str, int]  # the model's name, and the row's primary key
Names = Mapping[Key, str]

NUMBER = Cast("number", CharField())
TARGET = Coalesce("action__reference", "recommendation__reference")
NAMES: dict[type[Recorded], Combinable] = {
    Action: F("reference"),
    Board: F("name"),
    Challenge: F("reference"),
    Decision: F("reference"),
    DueDateChange: Concat("action__reference", Value(" date request "), NUMBER),
    Finding: F("reference"),
    Meeting: F("reference"),
    Measure: F("reference"),
    MeasureValue: Concat("measure__reference", Value(" value "), NUMBER),
    Organisation: F("name"),
    Plan: F("name"),
    Post: F("title"),
    ProgressUpdate: Concat("action__reference", Value(" update "), NUMBER),
    Recommendation: F("reference"),
    RecommendationPart: Concat("recommendation__reference", Value(" part "), NUMBER),
    Source: Concat("code", Value(" "), "title"),
    Theme: F("name"),
    User: F("full_name"),
    Visit: F("reference"),
    VisitCheck: Concat("visit__reference", Value(" on "), TARGET),
    Workstream: F("name"),
}


def names_of(keys: Iterable[Key]) -> Names:
    """The names of these rows."""
    wanted: dict[str, set[int]] = {}
    for model, pk in keys:
        wanted.setdefault(model, set()).add(pk)
    return _read(
        model.objects.filter(pk__in=wanted[name])
        for model in NAMES
        if (name := str(model._meta.model_name)) in wanted
    )


def names_in(plan: Plan) -> Names:
    """The names of all rows of a plan, and of everybody with an account."""
    return _read(
        model.objects.all()
        if model is User
        else model.objects.filter(**{model.plan_path: plan.pk})
        for model in NAMES
    )


def _read(querysets: Iterable[QuerySet]) -> Names:
    named = [_named(rows) for rows in querysets]
    if not named:
        return {}
    first, *others = named
    rows = first.union(*others, all=True) if others else first
    return {(model, pk): name for model, pk, name in rows}


def _named(rows: QuerySet) -> QuerySet:
    """Model, key and name of each row, as texts of one kind, so that they unite."""
    of_model = Value(rows.model._meta.model_name, CharField())
    called = Cast(NAMES[rows.model], CharField())
    rows = rows.order_by().annotate(of_model=of_model, called=called)
    return rows.values_list("of_model", "pk", "called")
