"""A report object as JSON and back, always as the same bytes."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tracker.reports import document
from tracker.reports.document import Chart, ChartKind, Document, Kind

FORMAT = 1  # raised when what is stored changes its meaning
# What no format can show, nor a database keep: control characters but tab and line
# feed, halves of a character, marks of byte order; and what turns the order of the
# letters after it round, also those of other people's words.
NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
CLASSES = {
    each.__name__: each
    for each in vars(document).values()
    if isinstance(each, type) and is_dataclass(each)
}


def to_json(report: Document) -> bytes:
    """The document as it is stored: the same document gives the same bytes.

    Characters that are no text are dropped, so what is read back may lack them.
    """
    return canonical({"format": FORMAT, "document": to_data(report)})


def canonical(data: Any) -> bytes:
    """Plain data as JSON in UTF-8 in one spelling, to take a hash of."""
    text = json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def from_json(stored: bytes | str) -> Document:
    """The document that was stored; raises ValueError where it is none."""
    try:
        data = json.loads(stored)
        known = data["format"] == FORMAT
        report = from_data(data["document"]) if known else None
    except (KeyError, TypeError, ValueError) as problem:
        message = f"This is not a report as stored here: {problem}"
        raise ValueError(message) from problem
    if not isinstance(report, Document):
        message = f"This is not a report of format {FORMAT}."
        raise ValueError(message)  # noqa: TRY004  it is the content that is wrong
    return report


def to_data(value: Any) -> Any:
    """Dataclasses as dictionaries that name their class; days and decimals named."""
    if isinstance(value, str):
        return NOT_TEXT.sub("", str(value))
    if is_dataclass(value) and not isinstance(value, type):
        named = {
            field.name: to_data(getattr(value, field.name)) for field in fields(value)
        }
        return {"is": type(value).__name__, **named}
    if isinstance(value, tuple):
        return [to_data(each) for each in value]
    if isinstance(value, date):
        return {"is": "day", "value": value.isoformat()}
    if isinstance(value, Decimal):
        return {"is": "decimal", "value": str(value)}
    return value


def from_data(data: Any) -> Any:
    """What `to_data` was given."""
    if isinstance(data, list):
        return tuple(from_data(each) for each in data)
    if not isinstance(data, dict):
        return data
    values = {name: from_data(each) for name, each in data.items() if name != "is"}
    name = data["is"]
    if name == "day":
        return date.fromisoformat(values["value"])
    if name == "decimal":
        return Decimal(values["value"])
    if "kind" in values:
        values["kind"] = (ChartKind if name == Chart.__name__ else Kind)(values["kind"])
    return CLASSES[name](**values)
