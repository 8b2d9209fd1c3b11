"""Lists of what must improve, by how they are set; each rule on a small made-up page."""

import pytest

from tracker.intake.areas import read_areas
from tracker.intake.lines import Document, Line

LSCB_TITLE = "The Local Safeguarding Children Board (LSCB)"


def line(text, x=72, **values):
    """A line of text at the margin, close to the one above."""
    return Line(**{"page": 2, "text": text, "x": x} | values)


def apart(text, x=72, **values):
    """A line with space above it."""
    return line(text, x, apart=True, **values)


def heading(text, **values):
    """A bold line with space above it."""
    return apart(text, bold=True, **values)


def read(*lines):
    """The areas of a page, and what looks amiss."""
    return read_areas(Document(lines=lines, pages=("",) * 3))


def texts(*lines):
    """The texts of the areas below “Recommendations”."""
    areas, _ = read(heading("Recommendations"), *lines)
    return [area.text for area in areas]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Recommendations", "recommendation"),
        ("Recommendations for the local authority", "recommendation"),
        ("Areas for improvement", "area_for_improvement"),
        ("Areas for Improvement", "area_for_improvement"),
        ("What needs to improve", "area_for_improvement"),
        ("What needs to improve?", "area_for_improvement"),
        (
            "What needs to improve in this area of social work practice?",
            "area_for_improvement",
        ),
        ("What does the local authority need to improve?", "area_for_improvement"),
        ("Priority and immediate action", "priority_action"),
        ("Areas for priority action", "priority_action"),
        ("Area for priority action", "priority_action"),
    ],
)
def test_heading_says_what_the_list_holds(words, kind):
    areas, warnings = read(heading(words), apart("• Improve plans."))

    assert [(area.kind.value, area.text) for area in areas] == [
        (kind, "Improve plans.")
    ]
    assert warnings == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Recommendations 8", id="line of the contents"),
        pytest.param("recommendations", id="end of a sentence"),
        pytest.param("The recommendations of the last report", id="other words"),
        pytest.param("Main findings", id="another part"),
    ],
)
def test_other_words_head_no_list(words):
    assert read(heading(words), apart("• Improve plans.")) == ([], [])


def test_heading_that_is_not_set_as_one_is_known_by_the_list_below_it():
    listed = apart("• Improve plans.")

    assert len(read(apart("Recommendations"), listed)[0]) == 1
    assert read(apart("Recommendations"), line("They were many."), listed)[0] == []


@pytest.mark.parametrize("sign", ["◼", "\uf06e", "•", "■", "\uf0b7", "–", "-"])
def test_bullets_come_in_many_signs(sign):
    assert texts(apart(f"{sign} Improve plans."), apart(f"{sign} Train.")) == [
        "Improve plans.",
        "Train.",
    ]


def test_lines_that_hang_in_belong_to_the_item_and_breaks_are_undone():
    assert texts(
        apart("1. Improve the multi-"),
        line("agency plans for"),
        line("children", x=90),
        apart("far away (paragraph", x=90),
        line("16).", x=90),
        apart("2.Train."),
    ) == [
        "Improve the multi-agency plans for children far away (paragraph 16).",
        "Train.",
    ]


def test_bullets_inside_an_item_lose_their_signs_and_roman_numbers_stay():
    assert texts(
        apart("1. Ensure:"),
        apart("• plans", x=100),
        apart("- reviews", x=120),
        apart("(i) visits.", x=100),
        apart("2. Train."),
    ) == ["Ensure: plans reviews (i) visits.", "Train."]


def test_number_inside_an_item_stays():
    assert texts(apart("• Ensure:"), apart("1. plans", x=100)) == ["Ensure: 1. plans"]


def test_list_goes_on_over_the_page_and_past_footnotes():
    areas, _ = read(
        heading("Recommendations"),
        apart("1. Improve"),
        line("1 A note in small print.", size=9),
        apart("plans.", x=90, page=3),
        apart("2. Train.", page=3),
    )

    assert [(area.text, area.page) for area in areas] == [
        ("Improve plans.", 2),
        ("Train.", 3),
    ]


@pytest.mark.parametrize("bold", [False, True])
def test_subheading_parts_a_numbered_list_and_is_no_part_of_it(bold):
    assert texts(
        apart("1. Improve plans"),
        apart("Care leavers and those", bold=bold),
        line("who left care", bold=bold),
        apart("2. Train."),
    ) == ["Improve plans", "Train."]


@pytest.mark.parametrize(
    "next_part",
    [
        pytest.param(heading("Summary", size=14), id="larger"),
        pytest.param(heading("Key strengths of the Board"), id="known words"),
        pytest.param(apart("Inspection findings"), id="known words, not bold"),
        pytest.param(heading("Anything"), id="bold above a bullet"),
        pytest.param(apart("A paragraph that is no item."), id="paragraph"),
        pytest.param(apart("A paragraph of two lines above"), id="above a bullet"),
    ],
)
def test_list_ends_where_the_next_part_begins(next_part):
    assert texts(
        apart("• Improve plans."),
        next_part,
        line("More words."),
        apart("• Not of the list."),
    ) == ["Improve plans."]


@pytest.mark.parametrize(
    "next_part",
    [
        pytest.param(heading("Summary", size=14), id="larger"),
        pytest.param(heading("Key strengths of the Board"), id="known words"),
        pytest.param(apart("A paragraph."), id="paragraph"),
    ],
)
def test_numbered_list_ends_though_the_numbers_go_on(next_part):
    assert texts(
        apart("1. Improve plans."), next_part, apart("2. Children are safe.")
    ) == ["Improve plans."]


def test_subheading_of_one_line_parts_a_list_of_bullets():
    assert texts(apart("• Plans"), apart("Care leavers"), apart("• Homes")) == [
        "Plans",
        "Homes",
    ]


def test_number_that_does_not_go_on_ends_the_list_and_is_told():
    areas, warnings = read(
        heading("Recommendations"),
        apart("9. Improve plans."),
        apart("11. Train."),
        apart("1. Children are heard."),
    )

    assert [area.number for area in areas] == ["9", "11"]
    assert warnings == [
        "After 9 comes 11: look whether something is missing.",
        "The list on page 2 was read up to 11, since 1 follows. Look whether it goes on.",
    ]


def test_introduction_before_the_first_item_is_passed_over():
    assert texts(apart("The council should:"), apart("• Improve plans.")) == [
        "Improve plans."
    ]


def test_heading_without_a_list_is_told():
    areas, warnings = read(
        heading("What does the LSCB need to improve?"),
        heading("Areas for improvement"),
        heading("Main findings"),
        apart("• Children are heard."),
    )

    assert areas == []
    assert warnings == [
        (
            "Under “Areas for improvement” on page 2 no list was found. Look there, and "
            "add what it asks for by hand."
        )
    ]


@pytest.mark.parametrize(
    ("lines", "section"),
    [
        pytest.param([], "local_authority", id="at first"),
        pytest.param([heading(LSCB_TITLE)], "lscb", id="after the Board's title"),
        pytest.param([heading(LSCB_TITLE, page=1)], "local_authority", id="cover"),
        pytest.param(
            [heading("Contents"), heading(LSCB_TITLE)], "local_authority", id="contents"
        ),
        pytest.param(
            [heading("What does the LSCB need to improve?")], "lscb", id="question"
        ),
        pytest.param(
            [
                heading(LSCB_TITLE),
                heading("What does the local authority need to improve?"),
            ],
            "local_authority",
            id="back to the authority",
        ),
        pytest.param(
            [apart("The LSCB is strong.")], "local_authority", id="a sentence"
        ),
    ],
)
def test_section_is_that_of_the_part_the_list_stands_in(lines, section):
    areas, _ = read(*lines, heading("Recommendations"), apart("• Improve plans."))

    assert [area.section.value for area in areas] == [section]
