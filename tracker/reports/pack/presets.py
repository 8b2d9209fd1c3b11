"""The packs there are, and how each is written."""

from collections.abc import Callable, Mapping

from tracker.choices import PackPreset
from tracker.reports.document import Document
from tracker.reports.pack.asked import PackAsked
from tracker.reports.pack.board import board_pack, exception_report
from tracker.reports.pack.committee import committee_report
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.partner import partner_pack
from tracker.reports.pack.visit import visit_document

WRITERS: Mapping[str, Callable[[PackFacts], Document]] = {
    PackPreset.BOARD: board_pack,
    PackPreset.COMMITTEE: committee_report,
    PackPreset.EXCEPTION: exception_report,
    PackPreset.VISIT: visit_document,
    PackPreset.PARTNER: partner_pack,
}


def pack_document(preset: str, asked: PackAsked) -> Document:
    """The pack as one document, in a number of queries that no row adds to."""
    return WRITERS[preset](PackFacts(asked))
