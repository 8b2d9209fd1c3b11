"""Rules of forms, and where a refusal from below is shown."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from tracker.forms.rules import not_after, show_refusal


class NoteForm(forms.Form):
    """A form of two fields."""

    title = forms.CharField()
    made_on = forms.DateField()


@pytest.fixture
def form():
    form = NoteForm({"title": "Audit", "made_on": "2026-06-15"})
    assert form.is_valid()
    return form


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(None, id="no day"),
        pytest.param(date(2026, 6, 14), id="yesterday"),
        pytest.param(date(2026, 6, 15), id="today"),
    ],
)
def test_day_that_has_come_is_taken(day, today):
    assert not_after(day, today) == day


def test_day_still_to_come_is_refused(today):
    with pytest.raises(ValidationError) as refusal:
        not_after(date(2026, 6, 16), today)

    assert refusal.value.messages == ["Give today or a day in the past."]


@pytest.mark.parametrize(
    ("refusal", "shown"),
    [
        pytest.param(
            ValidationError("It is closed."),
            {NON_FIELD_ERRORS: ["It is closed."]},
            id="of the whole",
        ),
        pytest.param(
            ValidationError({"title": "Say more."}),
            {"title": ["Say more."]},
            id="of a field of the form",
        ),
        pytest.param(
            ValidationError({"owner_post": "Choose a post of the same plan."}),
            {NON_FIELD_ERRORS: ["Choose a post of the same plan."]},
            id="of a field the form does not show",
        ),
        pytest.param(
            ValidationError({NON_FIELD_ERRORS: ["One.", "Two."], "title": ["Three."]}),
            {NON_FIELD_ERRORS: ["One.", "Two."], "title": ["Three."]},
            id="of several",
        ),
    ],
)
def test_refusal_stands_where_it_can_be_mended(form, refusal, shown):
    show_refusal(form, refusal)

    assert form.errors == shown
    assert form.data["title"] == "Audit"
