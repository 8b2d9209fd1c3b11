"""What tests of pages share: addresses, typed days, and how a page says what is wrong."""

import re
from datetime import date
from html import unescape

from django.http import HttpResponse
from django.urls import reverse

from tracker.models import Plan


def address(name: str, plan: Plan, *parts: object) -> str:
    """The address of a page of a plan."""
    return reverse(f"tracker:{name}", args=[plan.slug, *parts])


def typed_day(name: str, day: date | None) -> dict[str, str]:
    """A day as it is typed in three boxes."""
    parts = (day.day, day.month, day.year) if day else ("", "", "")
    boxes = zip(("day", "month", "year"), parts, strict=True)
    return {f"{name}_{box}": str(part) for box, part in boxes}


def summary(response: HttpResponse) -> list[str]:
    """The sentences of the summary of what is wrong, above the form."""
    found = re.search(
        r'error-summary__list">(.*?)</ul>', response.content.decode(), re.DOTALL
    )
    if not found:
        return []
    items = re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL)
    return [words(item) for item in items]


def beside_fields(response: HttpResponse) -> dict[str, str]:
    """The sentences beside the fields, by the field's id."""
    found = re.findall(
        r'error-message" id="id_(\w+)_error">.*?</span>(.*?)</p>',
        response.content.decode(),
        re.DOTALL,
    )
    return {name: words(said) for name, said in found}


def words(html: str) -> str:
    """The text of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def compared(response: HttpResponse) -> list[tuple[str, str, str]]:
    """The rows of the table after a stale save: what differs, stored now, typed."""
    form = response.context["form"]
    rows = getattr(form, "stale_rows", None) or []
    shown = words(response.content.decode())
    assert not rows or "Stored now You typed" in shown
    return [(row.label, row.stored, row.typed) for row in rows]
