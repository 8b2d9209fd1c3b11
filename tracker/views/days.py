"""The day a page is asked for, read from its address."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from tracker.views.fetch import today

EARLIEST = date(1900, 1, 1)  # a page for an earlier day is a slip of the keyboard


@dataclass(frozen=True)
class AskedDay:
    """The day a page is for, and what was wrong with the one asked for."""

    on: date
    problem: str = ""


def asked_day(request: HttpRequest, default: date, name: str = "on") -> AskedDay:
    """The day in the address, such as `on=2026-03-31`; without one the default.

    A day that is none, or that has not come yet, is refused in a sentence.
    """
    typed = request.GET.get(name, "").strip()
    if not typed:
        return AskedDay(default)
    try:
        on = date.fromisoformat(typed)
    except ValueError:
        on = date.min
    if on < EARLIEST:
        return AskedDay(
            default, f"“{typed[:20]}” is not a day. Write it like {default}."
        )
    if on > today():
        return AskedDay(
            default,
            f"{on:%-d %B %Y} has not come yet. "
            "A page can be shown for today or an earlier day.",
        )
    return AskedDay(on)
