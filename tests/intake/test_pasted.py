"""Pasted text as lines, and what of it is refused."""

import pytest

from tracker.intake import pasted
from tracker.intake.draft import ReportRefusedError
from tracker.intake.pasted import document_of_text


def refusal(text):
    """The sentence that refuses a text."""
    with pytest.raises(ReportRefusedError) as refused:
        document_of_text(text)
    return str(refused.value)


def test_lines_know_headings_indents_and_what_stands_apart():
    document = document_of_text(
        "### **Main findings**\r\n\r\nOne [link](https://example.org)\n  two\n2\n\n**Three**"
    )

    assert [(line.text, line.bold, line.apart, line.x) for line in document.lines] == [
        ("Main findings", True, True, 0),
        ("One link", False, True, 0),
        ("two", False, False, 8),
        ("Three", True, True, 0),
    ]


def test_text_is_one_page_without_what_cannot_be_stored():
    document = document_of_text("On\x00e\ud800\n\x0cTwo")

    assert document.pages == ("One\n\nTwo",)


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\x00"])
def test_empty_text_is_refused(text):
    assert refusal(text) == pasted.EMPTY


def test_enormous_text_is_refused():
    assert refusal("a " * pasted.MOST_CHARACTERS) == pasted.TOO_LONG
