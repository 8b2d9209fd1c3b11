"""The rows of the fictional council as files, one a model."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.serializers import serialize
from django.db import models

from tests.make_demo.bank import AS_OF, read_bank
from tracker.models import Recorded
from tracker.permissions import without_drafts
from tracker.workflow.fixtures import AS_OF_FILE, LOADED_MODELS

# Never in a file: where the row is stored, how often, and what is secret.
LEFT_OUT = {"version", "password", "last_login"}
DRAFT_FILE = "draft_visit.json"  # what stands in a visit that is not published yet
READING_MEMBERS_SINCE = "2025-06-02"


def write_files(folder: Path) -> dict[str, int]:
    """Write demo/ and demo_members/ in the folder; how many rows each file has."""
    counts, drafts = {}, []
    demo, members = folder / "demo", folder / "demo_members"
    for path in (demo, members):
        path.mkdir(parents=True, exist_ok=True)
    for label in LOADED_MODELS:
        model = apps.get_model(label)
        made = in_order(model)
        published = without_drafts(made, ())
        rows = [row_of(record) for record in published]
        drafts += [row_of(record) for record in made.exclude(pk__in=published)]
        if rows:
            counts[file_name(model)] = len(rows)
            write_rows(demo / file_name(model), rows)
    counts[DRAFT_FILE] = len(drafts)
    write_rows(demo / DRAFT_FILE, drafts)
    (demo / AS_OF_FILE).write_text(json.dumps({"as_of": str(AS_OF)}) + "\n")
    write_rows(members / "plan_memberships.json", reading_members())
    return counts


def in_order(model: type[Recorded]) -> models.QuerySet:
    """The rows in the order in which they were made: the same each time."""
    return model.objects.order_by("pk")


def row_of(record: Recorded) -> dict[str, Any]:
    """The row with what was said in it; what is empty or usual is left out."""
    (row,) = json.loads(serialize("json", [record], use_natural_foreign_keys=True))
    columns = {column.name: column for column in record._meta.concrete_fields}
    fields = {
        name: plain(columns.get(name), value)
        for name, value in row["fields"].items()
        if name in columns
        and name not in LEFT_OUT
        and value not in (None, "", [])
        and not is_usual(columns[name], value)
    }
    return {"model": row["model"], "fields": fields}


def plain(column: models.Field | None, value: Any) -> Any:
    """The value; a decimal without the places that say nothing."""
    if not isinstance(column, models.DecimalField) or value is None:
        return value
    return f"{Decimal(value).normalize():f}"


def is_usual(column: models.Field, value: Any) -> bool:
    """Whether the model would say the same by itself."""
    return not callable(column.default) and column.default == value


def file_name(model: type[models.Model]) -> str:
    """Such as post_holdings.json for PostHolding."""
    words = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
    if words in ("plan", "evidence"):
        return f"{words}.json"
    plural = f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"
    return f"{plural}.json"


def reading_members() -> list[dict[str, Any]]:
    """The demo accounts' roles in the Reading plan."""
    return [
        {
            "model": "tracker.planmembership",
            "fields": {
                "plan": ["reading"],
                "person": [email],
                "role": role,
                "starts_on": READING_MEMBERS_SINCE,
            },
        }
        for email, role in read_bank("people")["plan"]["reading"]
    ]


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """The rows as a person would lay them out: a field a line, a link in one."""
    text = json.dumps(rows, indent=1, ensure_ascii=False)
    text = re.sub(
        r"\[\s+((?:\"[^\"]*\"|null)(?:,\s+(?:\"[^\"]*\"|null))*)\s+\]", one_line, text
    )
    path.write_text(f"{text}\n", encoding="utf-8")


def one_line(match: re.Match) -> str:
    """A list of plain values in one line."""
    return "[" + re.sub(r",\s+", ", ", match[1]) + "]"
