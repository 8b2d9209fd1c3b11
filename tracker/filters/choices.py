"""Choices of a filter that come from the plan's own rows."""

from collections.abc import Callable, Iterable
from functools import cache

import django_filters
from django import forms
from django.utils.choices import CallableChoiceIterator

ANY = ("", "Any")
Choices = Iterable[tuple[str, str]]


class RowChoices(CallableChoiceIterator):
    """Choices that are read when they are first needed, and once.

    An export that is not narrowed by them never reads them. Forms change what they
    can iterate over and leave what they can call: this is called.
    """

    def __init__(self, read: Callable[[], Choices]) -> None:
        super().__init__(cache(lambda: [ANY, *read()]))

    def __call__(self) -> list[tuple[str, str]]:
        """The choices."""
        return list(self)


class RowChoiceFilter(django_filters.Filter):
    """One of the plan's rows, by what people call it; `offer` says which there are."""

    field_class = forms.ChoiceField

    def offer(self, read: Callable[[], Choices]) -> None:
        """Take the choices from here."""
        self.extra["choices"] = RowChoices(read)
