"""Choices of a filter that come from the plan's own rows."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.utils.choices import CallableChoiceIterator

ANY = ("", "Any")
Choices = Iterable[tuple[str, str]]


class RowSelect(forms.Select):
    """A list whose choices are read when it is drawn.

    A class of its own, because forms read the choices of a plain one at once.
    """


class RowChoiceFilter(django_filters.Filter):
    """One of the plan's rows, by what people call it; `offer` says which there are.

    They are read when first needed, and once: an export that is not narrowed by
    them never reads them.
    """

    field_class = forms.ChoiceField

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, widget=RowSelect, **options)

    def offer(self, read: Callable[[], Choices]) -> None:
        """Take the choices from here."""
        self.extra["choices"] = CallableChoiceIterator(cache(lambda: [ANY, *read()]))
