"""Opens and sends pages of the back office as a person does."""

from django.urls import reverse


def address(model, page, *args):
    """The address of a page of a model."""
    return reverse(f"admin:tracker_{model._meta.model_name}_{page}", args=args)


def values_of(form):
    """What the boxes of a form hold when it is opened."""
    held = {}
    for box in form:
        value = box.value()
        if value is True:
            held[box.html_name] = "on"
        elif value is not None and value is not False:
            held[box.html_name] = value
    return held


def as_opened(page):
    """Everything a browser would send back if nothing was typed."""
    data = values_of(page.context["adminform"].form)
    for below in page.context["inline_admin_formsets"]:
        data |= values_of(below.formset.management_form)
        for form in below.formset.forms if below.has_change_permission else ():
            data |= values_of(form)
    return data


def send(client, path, **typed):
    """Open the page, type this, and save."""
    return client.post(path, as_opened(client.get(path)) | typed)


def errors_of(response):
    """What the page says is wrong, field by field."""
    return dict(response.context["adminform"].form.errors)
