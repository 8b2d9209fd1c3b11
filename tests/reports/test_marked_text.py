"""What was read from a page, marked where it stands."""

import pytest

from tracker.reports.marked_text import TextPiece, marked

PAGE = (
    "What needs to improve\n"
    "1. The quality of case\nrecording and of plans.\n"
    "2. Supervision."
)


def marks(page, *passages):
    """The marked words of a page."""
    return [piece.text for piece in marked(page, passages) if piece.is_marked]


def test_words_are_marked_over_the_end_of_a_line_and_nothing_is_lost():
    pieces = marked(PAGE, ["The quality of case recording and of plans."])

    assert pieces == [
        TextPiece("What needs to improve\n1. "),
        TextPiece(
            "The quality of case\nrecording and of plans.",
            is_marked=True,
            is_first=True,
        ),
        TextPiece("\n2. Supervision."),
    ]


def test_first_of_several_passages_is_where_a_link_leads():
    pieces = marked(PAGE, ["Supervision.", "The quality of case"])

    firsts = [(piece.text, piece.is_first) for piece in pieces if piece.is_marked]
    assert firsts == [("The quality of case", True), ("Supervision.", False)]


@pytest.mark.parametrize(
    ("page", "passage", "expected"),
    [
        pytest.param(
            "3. Plans that say what\nwill change for children",
            "Plans that say what will change for children, and by when.",
            ["Plans that say what\nwill change for"],
            id="goes on over the page",
        ),
        pytest.param(
            "and that say by when it is done.\nMain findings",
            "Plans that are written with families and that say by when it is done.",
            ["and that say by when it is done."],
            id="began on the page before",
        ),
        pytest.param(
            "Ensure that:\n\uf0a7 plans are good\n\uf0a7 reviews are in time",
            "Ensure that: plans are good reviews are in time",
            ["Ensure that:\n• plans are good\n• reviews are in time"],
            id="bullets of a symbol font",
        ),
        pytest.param(PAGE, "Nothing of this stands on the page here", [], id="nowhere"),
        pytest.param(PAGE, "of plans that nobody wrote", [], id="too few words"),
        pytest.param("(a+b)* costs [x]", "(a+b)* costs", ["(a+b)* costs"], id="signs"),
        pytest.param("", "The quality of plans", [], id="page without text"),
        pytest.param(PAGE, "", [], id="no words"),
    ],
)
def test_as_much_of_a_passage_as_stands_there_is_marked(page, passage, expected):
    assert marks(page, passage) == expected


def test_same_place_is_marked_once():
    assert marks(PAGE, "2. Supervision.", "Supervision.") == ["2. Supervision."]
