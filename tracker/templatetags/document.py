"""How a report object is drawn on a page: one template a kind of block."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from tracker.models import Plan
from tracker.reports.document import (
    Block,
    Cell,
    Chart,
    Column,
    Kind,
    Reference,
    Section,
    Table,
    Tag,
    cell_words,
)

register = template.Library()

FOLDER = "tracker/report/document"
START_OF_WORD = re.compile(r"(?<!^)(?=[A-Z])")
# Where a reference leads, by what it is of
ADDRESSES = {
    "action": "tracker:action-detail",
    "recommendation": "tracker:recommendation-detail",
    "visit": "tracker:visit-detail",
}


@register.filter
def block_template(block: Block) -> str:
    """The template of a kind of block: KeyValues is drawn by _key_values.html."""
    name = START_OF_WORD.sub("_", type(block).__name__).lower()
    return f"{FOLDER}/_{name}.html"


@register.filter
def heading_template(section: Section) -> str:
    """The template of a heading's level; the page's own heading stands above all."""
    return f"{FOLDER}/_heading_{section.level}.html"


@register.filter
def is_numeric(column: Column) -> bool:
    """Whether a column's cells stand at the right."""
    return column.kind in Kind.numbers


@register.filter
def picture_of(pictures: Mapping[str, Any], chart: Chart) -> Any:
    """The picture of a chart; none where it has no numbers to draw."""
    return pictures.get(chart.table.key) if pictures else None


@register.simple_tag
def document_cell(
    cell: Cell, kind: Kind = Kind.TEXT, plan: Plan | None = None
) -> SafeString | str:
    """A cell as people read it: a tag coloured, a reference as a link."""
    words = cell_words(cell, kind)
    if isinstance(cell, Tag):
        css = f"govuk-tag govuk-tag--{cell.colour}"
        return format_html('<strong class="{}">{}</strong>', css, words)
    if isinstance(cell, Reference) and (address := address_of(cell, plan)):
        return format_html('<a class="govuk-link" href="{}">{}</a>', address, words)
    if isinstance(cell, str) and "\n" in cell:
        return mark_safe(conditional_escape(words).replace("\n", "<br>"))  # noqa: S308
    return words


def address_of(reference: Reference, plan: Plan | None) -> str:
    """Where a reference leads; nowhere without a plan or a page of such a name."""
    if not plan or reference.of not in ADDRESSES:
        return ""
    try:
        return reverse(ADDRESSES[reference.of], args=[plan.slug, reference.label])
    except NoReverseMatch:
        return ""


@register.simple_tag
def document_rows(table: Table, plan: Plan | None = None) -> SafeString:
    """The rows of a table at once: a template would take many times as long."""
    kinds = [column.kind for column in table.columns]
    rows = []
    for row in table.rows:
        first, *cells = (
            conditional_escape(document_cell(cell, kind, plan))
            for cell, kind in zip(row, kinds, strict=True)
        )
        at_head = f"govuk-table__cell{looks(row[0], kinds[0])}"
        head = f'<th scope="row" class="{at_head}">{first}</th>'
        rest = (
            f'<td class="govuk-table__cell{looks(cell, kind)}">{words}</td>'
            for cell, words, kind in zip(row[1:], cells, kinds[1:], strict=True)
        )
        rows.append(f'<tr class="govuk-table__row">{head}{"".join(rest)}</tr>')
    return mark_safe("\n".join(rows))  # noqa: S308  every cell was escaped


def looks(cell: Cell, kind: Kind) -> str:
    """The class of a cell that stands at the right, or must not break."""
    if isinstance(cell, date | Reference):
        return " tracker-nowrap"
    return " govuk-table__cell--numeric" if kind in Kind.numbers else ""
