"""A whole report: its front sheet and its sections."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.reports.document.blocks import Block, Chart, Fact, Table
from tracker.reports.document.checks import check, checked_key, unique

LISTED_LEVELS = 2  # of headings in the contents, where they fit
LINES_OF_CONTENTS = 24  # below title and facts on one sheet


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, up to the next heading.

    Sections are one list: a level of 2 stands under the section of level 1 before it.
    `key` is its anchor. `landscape` gives a broad table a page on its side.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    landscape: bool = False

    def __post_init__(self) -> None:
        """A section without a key could not be linked to."""
        checked_key(self.key)
        check(self.level in (1, 2, 3), f"{self.key}: a heading has level 1, 2 or 3.")

    @property
    def tables(self) -> list[Table]:
        """Its tables in order, those of charts among them."""
        blocks = [b.table if isinstance(b, Chart) else b for b in self.blocks]
        return [block for block in blocks if isinstance(block, Table)]


@dataclass(frozen=True)
class Document:
    """A report for a day: front sheet, then sections.

    `body` is the accountable body, `plan` the name of the plan. `main_table` is the
    key of the table that becomes the CSV. `mark` stands at the head of every page
    ("Preview: not issued"). With `cover` the front sheet is a page of its own, with
    the contents; without, the report begins under its title.
    """

    title: str
    body: str
    plan: str
    on: date
    sections: tuple[Section, ...]
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    main_table: str = ""
    mark: str = ""
    cover: bool = True
    language: str = "en-GB"

    def __post_init__(self) -> None:
        """Refuse keys that are not there or there twice, and headings that skip."""
        check(bool(self.title.strip()), "A document needs a title.")
        sections = [section.key for section in self.sections]
        tables = [table.key for table in self.tables]
        check(unique(sections), "Two sections have the same key.")
        check(unique(tables), "Two tables have the same key.")
        known = not self.main_table or self.main_table in tables
        check(known, f"There is no table {self.main_table}.")
        for above, below in pairwise(
            [0, *(section.level for section in self.sections)]
        ):
            check(below <= above + 1, "A heading skips a level.")

    @property
    def listed_levels(self) -> int:
        """How many levels of headings the contents list: what fits the front sheet."""
        shown = sum(section.level <= LISTED_LEVELS for section in self.sections)
        return LISTED_LEVELS if shown <= LINES_OF_CONTENTS else 1

    @property
    def tables(self) -> list[Table]:
        """All tables in order, those of charts among them."""
        return [table for section in self.sections for table in section.tables]

    @property
    def charts(self) -> list[Chart]:
        """All charts in order."""
        blocks = (block for section in self.sections for block in section.blocks)
        return [block for block in blocks if isinstance(block, Chart)]
