"""Doing what a form asks, and saying on the form why it was not done."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from tests.factories import ActionFactory
from tracker.models import StaleRecordError
from tracker.views.submit import STALE, carried_out


class NoteForm(forms.Form):
    title = forms.CharField()


@pytest.fixture
def form():
    form = NoteForm({"title": "Audit"})
    assert form.is_valid()
    return form


def test_result_of_the_change_is_handed_back(form):
    assert carried_out(form, lambda: "done") == "done"
    assert form.errors == {}


def test_refusal_stands_on_the_form(form):
    def refuse():
        raise ValidationError({"title": "Say more.", "owner_post": "Not here."})

    assert carried_out(form, refuse) is None
    assert form.errors == {"title": ["Say more."], "__all__": ["Not here."]}
    assert not hasattr(form, "stale")


def test_stale_save_says_so_and_keeps_what_is_stored_now(form):
    current = ActionFactory.build()

    def refuse():
        raise StaleRecordError(current)

    assert carried_out(form, refuse) is None
    assert form.non_field_errors() == [STALE]
    assert form.stale is current


def test_fault_of_ours_is_not_hidden(form):
    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        carried_out(form, fail)
