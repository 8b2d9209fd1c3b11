"""Chosen rows of a list as a file, with the columns of the plan's own list."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse

from tracker.admin import access
from tracker.exports.action_columns import ACTION_COLUMNS, with_answers
from tracker.exports.columns import Column, Table, rows
from tracker.exports.formats import FORMATS

# Rows of several plans may be chosen, so each says whose it is
COLUMNS = (Column("Plan", "plan__name"), *ACTION_COLUMNS)


@admin.action(description="Download as CSV", permissions=["view"])
def download_csv(
    _admin: admin.ModelAdmin, _request: HttpRequest, chosen: QuerySet
) -> StreamingHttpResponse:
    """The chosen actions as CSV."""
    return download(chosen, "csv")


@admin.action(description="Download as Excel", permissions=["view"])
def download_workbook(
    _admin: admin.ModelAdmin, _request: HttpRequest, chosen: QuerySet
) -> StreamingHttpResponse:
    """The chosen actions as a workbook."""
    return download(chosen, "xlsx")


def download(chosen: QuerySet, suffix: str) -> StreamingHttpResponse:
    """The chosen actions as they stand today."""
    on = access.today()
    found = chosen.order_by("plan__name", "reference").for_list(on)  # type: ignore[attr-defined]
    about = [("Made on", f"{on:%-d %B %Y}")]
    table = Table("Actions", COLUMNS, rows(with_answers(found), COLUMNS), about)
    kind = FORMATS[suffix]
    response = StreamingHttpResponse(kind.stream(table), content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="actions-{on}.{suffix}"'
    return response
