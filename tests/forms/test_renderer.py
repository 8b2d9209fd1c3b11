"""`{{ form }}` as GOV.UK fields, and the back office left as it was."""

import pytest
from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField

COLOURS = [("red", "Red"), ("green", "Green")]


def drawn(field: forms.Field, data: dict | None = None, **attributes) -> str:
    """One field called `it`, as the form draws it."""
    form_class = type("OneFieldForm", (GovukForm,), {"it": field, **attributes})
    return str(form_class(data) if data is not None else form_class())


def test_text_field_with_hint():
    html = drawn(forms.CharField(label="Title", help_text="As on the plan"))

    assertHTMLEqual(
        html,
        """
        <div class="govuk-form-group">
          <label class="govuk-label govuk-label--s" for="id_it">Title</label>
          <div class="govuk-hint" id="id_it_helptext">As on the plan</div>
          <input type="text" name="it" class="govuk-input"
                 aria-describedby="id_it_helptext" id="id_it">
        </div>
        """,
    )


def test_text_field_with_error():
    html = drawn(forms.CharField(label="Title", max_length=3), {"it": "abcd"})

    assertInHTML(
        """
        <p class="govuk-error-message" id="id_it_error">
          <span class="govuk-visually-hidden">Error:</span>
          Title must be 3 characters or fewer
        </p>
        """,
        html,
    )
    assertInHTML(
        '<input type="text" name="it" value="abcd" maxlength="3" id="id_it"'
        ' class="govuk-input govuk-input--error" aria-invalid="true"'
        ' aria-describedby="id_it_error">',
        html,
    )
    assertInHTML('<a href="#id_it">Title must be 3 characters or fewer</a>', html)


@pytest.mark.parametrize(
    ("field", "control"),
    [
        pytest.param(
            forms.EmailField(),
            '<input type="email" name="it" maxlength="320" class="govuk-input" id="id_it">',
            id="email",
        ),
        pytest.param(
            forms.IntegerField(),
            '<input type="number" name="it" class="govuk-input govuk-input--width-5" id="id_it">',
            id="number",
        ),
        pytest.param(
            forms.CharField(widget=forms.Textarea(attrs={"rows": 4, "cols": 40})),
            '<textarea name="it" rows="4" cols="40" class="govuk-textarea" id="id_it"></textarea>',
            id="textarea",
        ),
        pytest.param(
            forms.ChoiceField(choices=COLOURS),
            '<select name="it" class="govuk-select" id="id_it">'
            '<option value="red">Red</option><option value="green">Green</option></select>',
            id="select",
        ),
        pytest.param(
            forms.FileField(),
            '<input type="file" name="it" class="govuk-file-upload" id="id_it">',
            id="file",
        ),
        pytest.param(
            forms.CharField(widget=forms.PasswordInput),
            '<input type="password" name="it" id="id_it" class="govuk-input'
            ' govuk-password-input__input govuk-js-password-input-input">',
            id="password",
        ),
        pytest.param(
            forms.BooleanField(),
            '<input type="checkbox" name="it" class="govuk-checkboxes__input" id="id_it">',
            id="single checkbox",
        ),
        pytest.param(
            forms.CharField(widget=forms.HiddenInput),
            '<input type="hidden" name="it" id="id_it">',
            id="hidden",
        ),
    ],
)
def test_control_of_each_kind(field, control):
    assertInHTML(control, drawn(field))


@pytest.mark.parametrize(
    ("field", "component", "kind"),
    [
        pytest.param(
            forms.ChoiceField(choices=COLOURS, widget=forms.RadioSelect),
            "radios",
            "radio",
            id="radios",
        ),
        pytest.param(
            forms.MultipleChoiceField(
                choices=COLOURS, widget=forms.CheckboxSelectMultiple
            ),
            "checkboxes",
            "checkbox",
            id="checkboxes",
        ),
        pytest.param(
            forms.MultipleChoiceField(choices=COLOURS),
            "checkboxes",
            "checkbox",
            id="list of several choices",
        ),
    ],
)
def test_options_stand_under_a_legend(field, component, kind):
    html = drawn(field, {"it": "green"})

    assertInHTML(
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">It</legend>',
        html,
    )
    assertInHTML(
        f'<input class="govuk-{component}__input" id="id_it_0" name="it"'
        f' type="{kind}" value="red">',
        html,
        count=1,
    )


def test_chosen_option_is_kept():
    field = forms.ChoiceField(choices=COLOURS, widget=forms.RadioSelect)

    html = drawn(field, {"it": "green"})

    assertInHTML(
        '<input class="govuk-radios__input" id="id_it_1" name="it" type="radio"'
        ' value="green" checked>',
        html,
    )


def test_row_of_dashes_is_no_radio():
    choices = [("", "---------"), *COLOURS]

    html = drawn(forms.ChoiceField(choices=choices, widget=forms.RadioSelect))

    assert html.count('type="radio"') == len(COLOURS)


def test_summary_links_to_the_first_radio():
    field = forms.ChoiceField(label="Rating", choices=COLOURS, widget=forms.RadioSelect)

    html = drawn(field, {})

    assertInHTML('<a href="#id_it_0">Select rating</a>', html)
    assert (
        '<fieldset class="govuk-fieldset" aria-describedby="id_it_error"'
        in " ".join(html.split())
    )


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        pytest.param({"it_day": "4", "it_year": "2026"}, "month", id="no month"),
        pytest.param({}, "day", id="nothing typed"),
        pytest.param(
            {"it_day": "31", "it_month": "2", "it_year": "2026"}, "day", id="not real"
        ),
    ],
)
def test_summary_links_to_the_box_of_a_day_to_be_mended(typed, box):
    html = drawn(DayField(label="Due date"), typed)

    assert f'<a href="#id_it_{box}">' in html
    assert f'id="id_it_{box}" name="it_{box}"' in " ".join(html.split())


def test_errors_of_the_whole_form_stand_in_the_summary():
    def clean(self):
        raise forms.ValidationError("The plan was changed by someone else")

    html = drawn(forms.CharField(), {"it": "x"}, clean=clean)

    assertInHTML("<li>The plan was changed by someone else</li>", html)


def test_error_of_a_hidden_field_is_said_without_a_link():
    html = drawn(
        forms.IntegerField(label="Version", widget=forms.HiddenInput), {"it": "x"}
    )

    assertInHTML("<li>Version must be a whole number</li>", html)


def test_form_without_errors_has_no_summary():
    assert "govuk-error-summary" not in drawn(forms.CharField(), {"it": "x"})


def test_optional_field_says_so():
    assertInHTML(
        '<label class="govuk-label govuk-label--s" for="id_it">Note (optional)</label>',
        drawn(forms.CharField(label="Note", required=False)),
    )


def test_filter_form_does_not_say_optional():
    html = drawn(forms.CharField(label="Note", required=False), hides_optional=True)

    assert "(optional)" not in html


def test_words_of_a_person_are_escaped():
    html = drawn(forms.CharField(max_length=3), {"it": "<script>"})

    assert "<script>" not in html


def test_widgets_of_the_back_office_stay_as_django_draws_them():
    class AdminLikeForm(forms.Form):
        due_on = forms.DateField(widget=AdminDateWidget)
        colour = forms.ChoiceField(choices=COLOURS, widget=forms.RadioSelect)

    form = AdminLikeForm()

    assertHTMLEqual(
        str(form["due_on"]),
        '<p class="date"><input type="text" name="due_on" class="vDateField" size="10"'
        ' required id="id_due_on"></p>',
    )
    assert "govuk" not in str(form["colour"])


# What few people need


class FoldedForm(GovukForm):
    did = forms.CharField()
    day = DayField()
    folded = ("day",)
    folded_label = "Another day"


def test_what_few_people_need_is_folded():
    html = str(FoldedForm())

    before, _, folded = html.partition('<details class="govuk-details" >')
    assert 'name="did"' in before
    assert "Another day" in folded
    assert 'name="day_month"' in folded
    assert 'name="day_month"' not in before


def test_form_that_came_back_folds_nothing():
    html = str(FoldedForm({"did": "x"}))

    assert '<details class="govuk-details" open>' in html
    assert '<a href="#id_day_day">Enter day</a>' in html


def test_form_of_another_kind_is_drawn_whole():
    class PlainForm(forms.Form):
        did = forms.CharField()

    assert 'name="did"' in str(PlainForm())
    assert "<details" not in str(PlainForm())
