"""The items of one list, as they are set: where each begins, goes on and ends."""

from dataclasses import dataclass, field

from tracker.intake.lines import Document, Line, joined
from tracker.intake.markers import Marker, marker_of
from tracker.intake.section_headings import begins_section

INDENT = 9  # points: a line this far in belongs to the item above
SAME_PLACE = 6  # points: bullets of one level begin within
SAME_COLUMN = 12  # points: numbers are set flush left or right
MOST_SKIPPED = 3  # a number printed wrongly or lost is no end of the list
MOST_INTRODUCTION = 6  # lines between the heading of a list and its first item
MOST_SUBHEADING = 2  # lines
FOOTNOTE = 0.88  # of the size of the items
FINISHED = (".", ";", ":", "!", "?", ")")


@dataclass
class Item:
    """An item as it is read, with the lines it stands on."""

    number: int | None
    page: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, without line breaks."""
        return joined(self.lines)


@dataclass
class ListReader:
    """Reads the list whose first item is on line `index`; then `index` is after it."""

    document: Document
    index: int
    first: Marker
    items: list[Item] = field(default_factory=list)
    broke_off: int | None = None  # the number that did not go on with the list
    at_subheading: bool = False

    def read(self) -> list[Item]:
        """The items, in order."""
        lines = self.document.lines
        while self.index < len(lines):
            line = lines[self.index]
            if not self._is_footnote(line) and not self._take(line):
                break
            self.index += 1
        return self.items

    def _is_footnote(self, line: Line) -> bool:
        return line.size < FOOTNOTE * self.first.line.size

    def _take(self, line: Line) -> bool:
        """Take a line into the list; whether it is of the list."""
        marker = marker_of(line)
        if marker and self._is_level(marker):
            return self._begin(marker, line)
        if self.at_subheading or self._is_subheading(line):
            self.at_subheading = True
            return True
        if self._is_heading(line) or not self._is_inside(line):
            return False
        nested = marker is not None and marker.sign
        self.items[-1].lines.append(marker.rest if marker and nested else line.text)
        return True

    def _begin(self, marker: Marker, line: Line) -> bool:
        if not self._continues(marker):
            self.broke_off = marker.number
            return False
        self.at_subheading = False
        self.items.append(Item(marker.number, line.page, [marker.rest]))
        return True

    def _is_level(self, marker: Marker) -> bool:
        """Whether it begins an item of this list, not one inside an item."""
        if (marker.sign, marker.line.bold) != (self.first.sign, self.first.line.bold):
            return False
        if not self.document.laid_out and self._may_be_text(marker):
            return False
        place = SAME_PLACE if marker.sign else SAME_COLUMN
        return abs(marker.line.x - self.first.line.x) <= place

    def _may_be_text(self, marker: Marker) -> bool:
        """Whether it may be a number that a sentence goes on with on a new line.

        Where text has no places, only the next number is surely an item's.
        """
        if marker.number is None or not self.items:
            return False
        is_next = marker.number == (self.items[-1].number or 0) + 1
        return not (is_next or marker.line.apart or self._is_finished())

    def _is_finished(self) -> bool:
        """Whether the last item ends as a sentence does."""
        return bool(self.items) and self.items[-1].lines[-1].endswith(FINISHED)

    def _continues(self, marker: Marker) -> bool:
        """Whether the number is the next one, or near it; a bullet always is."""
        if marker.number is None or not self.items:
            return True
        last = self.items[-1].number or 0
        return last < marker.number <= last + 1 + MOST_SKIPPED

    def _is_inside(self, line: Line) -> bool:
        """Whether the line goes on with the item: further in, or without a gap."""
        indented = line.x >= self.first.line.x + INDENT
        return indented or not line.apart or line.text[:1].islower()

    def _is_subheading(self, line: Line) -> bool:
        """Whether the line parts groups of items, and the list goes on after it."""
        if self.document.is_large(line) or self._is_heading_by_words(line):
            return False
        inside = not line.apart or line.x >= self.first.line.x + INDENT
        if inside or line.text.endswith(FINISHED):
            return False
        most = MOST_SUBHEADING
        if self.first.sign:  # nothing but closeness shows that the list goes on
            most = 0 if line.bold else 1
        following = self.document.lines[self.index + 1 :][:most]
        markers = [marker for each in following if (marker := marker_of(each))]
        return any(self._is_level(each) and self._continues(each) for each in markers)

    def _is_heading(self, line: Line) -> bool:
        """Whether the next part of the document begins with the line."""
        bold = line.bold and not self.first.line.bold
        return bold or self.document.is_large(line) or self._is_heading_by_words(line)

    def _is_heading_by_words(self, line: Line) -> bool:
        """Whether it is a known heading and no line of an unfinished sentence."""
        after_sentence = line.apart or self._is_finished()
        return after_sentence and begins_section(line.text)


def list_after(document: Document, index: int) -> ListReader | None:
    """The list that begins at a line, or after a short introduction; else None."""
    for place in range(index, min(index + MOST_INTRODUCTION, len(document.lines))):
        line = document.lines[place]
        if marker := marker_of(line):
            return ListReader(document, place, marker)
        if document.is_heading(line) or begins_section(line.text):
            return None
    return None
