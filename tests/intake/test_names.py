"""Names of inspectors, with whatever title stands beside them."""

import pytest

from tracker.intake.names import name_in, names_in


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ann Archer and Bob Brown", ["Ann Archer", "Bob Brown"]),
        ("Ann Archer HMI, Bob de Brown HMI", ["Ann Archer", "Bob de Brown"]),
        (
            "Her Majesty’s Inspectors (HMI) Ann O’Neill-Smith and Éva Brown",
            ["Ann O’Neill-Smith", "Éva Brown"],
        ),
        ("told that this would not be repeated", []),
        ("Ann Archer and the whole team", []),
        ("", []),
    ],
)
def test_names_are_read_from_a_list_of_names_only(words, names):
    assert names_in(words) == names


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ann Archer", "Ann Archer"),
        ("Ann Archer, His Majesty’s Inspector", "Ann Archer"),
        ("Ann Archer Her Majesty's Inspector", "Ann Archer"),
        ("Ann Archer HMI", "Ann Archer"),
        ("was not there", ""),
    ],
)
def test_name_stands_first(words, name):
    assert name_in(words) == name
