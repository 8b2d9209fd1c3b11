"""What tests of the people pages share: addresses, and what is typed."""

from datetime import date

from django.urls import reverse


def address(people, name):
    """The address of a page of the plan."""
    more = {
        "holder-create": [people.post.slug],
        "member-end": [1],
        "member-invite": [1],
        "people-export": ["csv"],
    }
    return reverse(f"tracker:{name}", args=[people.plan.slug, *more.get(name, [])])


def typed_day(name, day):
    """A day as it is typed in three boxes."""
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def new_member(**values):
    """What a manager types to let somebody in."""
    return {
        "full_name": "Nia New",
        "email": "nia@partner.example",
        "role": "viewer",
        **typed_day("starts_on", date(2026, 6, 1)),
        **values,
    }


def body(response):
    """The page as text, on one line."""
    return " ".join(response.content.decode().split())
