"""Which templates draw a form and its fields; the widgets stay Django's own."""

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Draws `{{ form }}` as GOV.UK fields with an error summary; admin is untouched."""

    form_template_name = "tracker/govuk/form.html"
    field_template_name = "tracker/govuk/field.html"
