"""Lists: filtered, sorted, fifty a page on screen, whole in a file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django_filters import FilterSet

from tracker.exports.columns import Column, Row, Table, rows
from tracker.exports.formats import FORMATS
from tracker.filters.base import PlanFilterSet
from tracker.models import Plan
from tracker.views.back import back_to_list
from tracker.views.fetch import today

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class PlanList:
    """A list of one plan: its title, what stands in it, its page, its file's columns.

    `read` makes the rows of the file where they are more than the columns of what
    is found.
    """

    title: str
    one: str
    page: str
    columns: Sequence[Column]
    read: Callable[[QuerySet], Iterable[Row]] | None = None

    def rows(self, found: QuerySet) -> Iterable[Row]:
        """The rows of its file."""
        return self.read(found) if self.read else rows(found, self.columns)

    @property
    def many(self) -> str:
        """What stands in it, as a sentence says it of several."""
        return f"{self.one}s"

    @property
    def file(self) -> str:
        """The name of its file's address."""
        return f"{self.page.removesuffix('-list')}-export"


def found_rows(filterset: FilterSet) -> QuerySet:
    """The rows a filter finds; none where it was given a value it does not know."""
    if filterset.is_bound and not filterset.is_valid():
        return filterset.queryset.none()
    return filterset.qs


def page_of(request: HttpRequest, found: QuerySet | Sequence) -> tuple[Page, str]:
    """The page asked for, or the nearest there is with a sentence that says so."""
    paginator = Paginator(found, ROWS_A_PAGE)
    asked = request.GET.get("page") or "1"
    try:
        return paginator.page(asked), ""
    except PageNotAnInteger:
        return paginator.page(
            1
        ), f"“{asked[:20]}” is not a page number. This is page 1."
    except EmptyPage:
        nearest = 1 if int(asked) < 1 else paginator.num_pages
        return paginator.page(
            nearest
        ), f"There is no page {asked[:20]}. This is page {nearest}."


def about_list(plan: Plan, filterset: FilterSet) -> list[tuple[str, str]]:
    """What a file says of itself: the plan, the day, what narrows it."""
    return about_plan(plan) + filterset.narrowing


def about_plan(plan: Plan) -> list[tuple[str, str]]:
    """What every file of a plan says: whose it is, when it was made, if it is made up."""
    about = [("Plan", plan.name), ("Made on", f"{today():%-d %B %Y}")]
    if plan.is_fictional:
        about.append(("Note", "Fictional plan: the council and events are made up."))
    return about


def list_context(
    request: HttpRequest, filterset: PlanFilterSet, listed: PlanList
) -> dict[str, Any]:
    """What every list page shows: the plan, its filter and one page of what it finds."""
    page, page_note = page_of(request, found_rows(filterset))
    return {
        "plan": filterset.plan,
        "list": listed,
        "filter": filterset,
        "page": page,
        "page_note": page_note,
    }


def export_list(
    request: HttpRequest, filterset: PlanFilterSet, listed: PlanList, suffix: str
) -> HttpResponseBase:
    """What the filter shows, all of it, as a file to download.

    Where the filter is wrong, back to the list, which says so.
    """
    plan = filterset.plan
    if not filterset.is_valid():
        return back_to_list(request, listed.page, plan)
    table = Table(
        title=listed.title,
        columns=listed.columns,
        rows=listed.rows(filterset.qs),
        about=about_list(plan, filterset),
    )
    return file_response(table, f"{plan.slug}-{listed.title.lower()}-{today()}", suffix)


def file_response(table: Table, name: str, suffix: str) -> StreamingHttpResponse:
    """A table as a file to download, streamed."""
    kind = FORMATS[suffix]
    content: Iterable[bytes] = kind.stream(table)
    response = StreamingHttpResponse(content, content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{quote(name)}.{suffix}"'
    return response
