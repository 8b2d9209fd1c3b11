"""Words of a pack that people write: in their place, or marked as missing."""

from dataclasses import dataclass

from tracker.reports.document import Document, Paragraph, ToWrite
from tracker.reports.pack.asked import PackAsked

MISSING = "To be written"


@dataclass(frozen=True)
class Place:
    """Where a person's words stand: its key, its number, and what belongs there.

    `standing` is a text to start from and to check.
    """

    key: str
    number: str
    prompt: str
    standing: str = ""


def written(asked: PackAsked, place: Place) -> Paragraph | ToWrite:
    """The words that were written for a place, or that they are still to be."""
    text = asked.texts.get(place.key, "")
    if text:
        return Paragraph(text, number=place.number)
    return ToWrite(place.key, place.prompt, place.standing, number=place.number)


def unwritten(document: Document) -> int:
    """How many places of a document are still to be written."""
    blocks = (block for section in document.sections for block in section.blocks)
    return sum(isinstance(block, ToWrite) for block in blocks)
