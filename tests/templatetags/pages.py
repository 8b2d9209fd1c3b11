"""Reads a drawn page as a person does: its links in order."""

from html.parser import HTMLParser


class LinkReader(HTMLParser):
    """Collects text, address and mark of every link."""

    def __init__(self):
        super().__init__()
        self.found: list[tuple[str, str, str | None]] = []
        self.open_link: dict[str, str | None] | None = None
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.open_link, self.words = dict(attrs), []

    def handle_data(self, data):
        self.words.append(data)

    def handle_endtag(self, tag):
        if tag == "a" and self.open_link:
            text = " ".join("".join(self.words).split())
            link = self.open_link
            self.found.append((text, link["href"] or "", link.get("aria-current")))
            self.open_link = None


def links(html: str) -> list[tuple[str, str, str | None]]:
    """Every link as its text, its address and its `aria-current`."""
    reader = LinkReader()
    reader.feed(html)
    return reader.found
