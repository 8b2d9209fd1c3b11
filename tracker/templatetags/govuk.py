"""What pages draw with: GOV.UK components, tags, days, sorting and pages."""

from functools import cache

from django import template
from django.urls import reverse
from django.utils import dateformat
from django.utils.html import format_html
from jinja2 import Environment, PackageLoader, PrefixLoader

register = template.Library()

MACROS = Environment(
    loader=PrefixLoader(
        {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
    ),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
# In the order in which they stand above every page of a plan
PLAN_SECTIONS = (
    ("dashboard", "Dashboard", "tracker:plan-detail"),
    ("recommendations", "Recommendations", "tracker:recommendation-list"),
    ("actions", "Actions", "tracker:action-list"),
    ("visits", "Visits", "tracker:visit-list"),
    ("measures", "Measures", "tracker:measure-list"),
    ("board", "Board", "tracker:board"),
    ("report", "Reports", "tracker:report-index"),
    ("people", "People", "tracker:people"),
    ("history", "History", "tracker:history"),
)


# Components


@cache
def component_macro(name):
    """The macro of a component; reading it costs more than calling it."""
    path = f"govuk_frontend_jinja/components/{name}/macro.html"
    function = "govuk" + name.title().replace("-", "")
    return getattr(MACROS.get_template(path).module, function)


@register.simple_tag
def govuk(component, **params):
    """A GOV.UK component by its own name and parameters; slow in long tables."""
    return component_macro(component)(params)


@register.simple_tag
def status_tag(label, colour=""):
    """A coloured word; its colour comes from the vocabulary, never from the page."""
    if not label:
        return ""
    css = f"govuk-tag govuk-tag--{colour}" if colour else "govuk-tag"
    return format_html('<strong class="{}">{}</strong>', css, label)


# Titles, errors and navigation


@register.simple_tag
def title_prefix(*forms):
    """Starts the title of a page that came back with something to mend."""
    wrong = any(getattr(form, "is_bound", False) and form.errors for form in forms)
    return "Error: " if wrong else ""


@register.inclusion_tag("tracker/govuk/error_summary.html")
def error_summary(*forms):
    """All that is wrong with the forms of a page, each a link to its field."""
    return {"errors": [error for form in forms for error in errors_of(form)]}


@register.simple_tag
def title_prefix_of(forms):
    """The same for a page with as many forms as it has rows."""
    return title_prefix(*forms)


@register.inclusion_tag("tracker/govuk/error_summary.html")
def error_summary_of(forms):
    """The same for a page with as many forms as it has rows."""
    return error_summary(*forms)


def errors_of(form):
    """Errors of the whole form first, then field by field.

    A form that is one of many is `called` something, which stands before each.
    """
    if not form or not form.is_bound:
        return
    called = getattr(form, "called", "")
    before = f"{called}: " if called else ""
    for text in form.non_field_errors():
        yield {"text": f"{before}{text}", "target": ""}
    for field in form:
        for text in field.errors:
            yield {"text": f"{before}{text}", "target": first_control_id(field)}


def first_control_id(field):
    """The id of the control that has to be mended first; none if it is hidden."""
    if field.is_hidden:
        return ""
    widget = field.field.widget
    if names := getattr(widget, "widgets_names", None):
        typed = field.value() if isinstance(field.value(), list) else []
        empty = [name for name, part in zip(names, typed, strict=False) if not part]
        return field.auto_id + (empty or names)[0]
    if widget.use_fieldset or getattr(widget, "allow_multiple_selected", False):
        return f"{field.auto_id}_0"
    return field.id_for_label


@register.inclusion_tag("tracker/_plan_navigation.html", takes_context=True)
def plan_navigation(context):
    """The pages of a plan; the one being read is marked."""
    path = context["request"].path
    links = []
    for section, text, name in PLAN_SECTIONS:
        href = reverse(name, args=[context["plan"].slug])
        current = "true" if section == context.get("section") else ""
        if href == path:
            current = "page"
        links.append({"href": href, "text": text, "current": current})
    return {"links": links}


# Days


@register.filter
def day(value):
    """A day as people write it: 21 March 2022."""
    return dateformat.format(value, "j F Y") if value else ""


@register.filter
def day_range(start, end):
    """From one day to another, saying the month and the year once."""
    if not start or not end or start == end:
        return day(start or end)
    if start.year != end.year:
        pattern = "j F Y"
    elif start.month != end.month:
        pattern = "j F"
    else:
        pattern = "j"
    return f"{dateformat.format(start, pattern)} to {day(end)}"


@register.simple_tag
def period(start, end, precision, words=""):
    """As exactly as it is known: days, a month, or the words of the document."""
    if precision == "day":
        return day_range(start, end)
    if precision == "month" and (start or end):
        first, last = (
            dateformat.format(known, "F Y") for known in (start or end, end or start)
        )
        return first if first == last else f"{first} to {last}"
    return words


# Lists


@register.simple_tag(takes_context=True)
def sort_link(context, field, text, numeric=False):
    """The heading cell of a column that can be sorted; keeps the filters."""
    query = context["request"].GET.copy()
    current = query.get("sort", "")
    order = {field: "ascending", f"-{field}": "descending"}.get(current, "none")
    query["sort"] = f"-{field}" if current == field else field
    query.pop("page", None)
    return format_html(
        '<th scope="col" class="govuk-table__header{}" aria-sort="{}">'
        '<a class="govuk-link tracker-sort" href="?{}">{}</a></th>',
        " govuk-table__header--numeric" if numeric else "",
        order,
        query.urlencode(),
        text,
    )


@register.inclusion_tag("tracker/govuk/pagination.html", takes_context=True)
def pagination(context, page_obj):
    """Links to the other pages of a list; keeps the filters."""
    numbers = page_obj.paginator.get_elided_page_range(
        page_obj.number, on_each_side=1, on_ends=1
    )
    return {"page_obj": page_obj, "numbers": numbers}
