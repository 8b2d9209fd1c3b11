"""How one field of a form is drawn; loaded by the form templates only."""

from django import template

register = template.Library()

# A widget is known by the template it draws itself with, which subclasses keep.
KINDS = {
    "django/forms/widgets/checkbox.html": "checkbox",
    "django/forms/widgets/checkbox_select.html": "checkboxes",
    "django/forms/widgets/clearable_file_input.html": "file",
    "django/forms/widgets/file.html": "file",
    "django/forms/widgets/password.html": "password",
    "django/forms/widgets/radio.html": "radios",
    "django/forms/widgets/select.html": "select",
    "django/forms/widgets/textarea.html": "textarea",
    "tracker/govuk/day.html": "day",
}
CONTROLS = {
    "checkbox": "govuk-checkboxes__input",
    "file": "govuk-file-upload",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
}
EMPTY_LABEL = "---------"


@register.filter
def kind(field):
    """Which GOV.UK component a bound field is."""
    widget = field.field.widget
    if getattr(widget, "allow_multiple_selected", False):
        return "checkboxes"
    return KINDS.get(widget.template_name, "text")


@register.filter
def options(field):
    """The radios or checkboxes of a bound field; the row of dashes is none."""
    return [part.data for part in field.subwidgets if part.data["label"] != EMPTY_LABEL]


@register.simple_tag
def control(field, kind):
    """Django's own widget with the class of its GOV.UK component."""
    base = CONTROLS.get(kind, "govuk-input")
    classes = [base]
    if kind == "password":
        classes += ["govuk-password-input__input", "govuk-js-password-input-input"]
    if field.errors and kind != "checkbox":
        classes.append(f"{base}--error")
    if kind == "text" and field.field.widget.input_type == "number":
        classes.append("govuk-input--width-5")
    if field.field.widget.attrs.get("inputmode") == "decimal":
        classes.append("govuk-input--width-10")
    return field.as_widget(attrs={"class": " ".join(classes)})
