"""Days as reports and letters print them."""

from datetime import date

import pytest

from tracker.intake.printed_days import first_and_last_day


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("Inspection dates: 18 February to 1 March 2019", (2019, 2, 18), (2019, 3, 1)),
        ("3 February 2020 to 14 February 2020", (2020, 2, 3), (2020, 2, 14)),
        ("02 March 2020 to 13 March 2020", (2020, 3, 2), (2020, 3, 13)),
        ("4 to 15 October 2021", (2021, 10, 4), (2021, 10, 15)),
        ("16 January 2017–9 February 2017", (2017, 1, 16), (2017, 2, 9)),
        ("12 December to 13 January 2022", (2021, 12, 12), (2022, 1, 13)),
        ("the visit on 16 and 17 February 2022.", (2022, 2, 16), (2022, 2, 17)),
        ("4, 5 and 6 March 2019", (2019, 3, 4), (2019, 3, 6)),
        ("3rd – 14th March 2025", (2025, 3, 3), (2025, 3, 14)),
        ("27 June 2016", (2016, 6, 27), (2016, 6, 27)),
        ("page 3 of the report of 27 June 2016", (2016, 6, 27), (2016, 6, 27)),
    ],
)
def test_days_are_read_and_filled_in_from_behind(printed, first, last):
    assert first_and_last_day(printed) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("", id="nothing"),
        pytest.param("in September 2019", id="a month"),
        pytest.param("16 and 17 February", id="no year"),
        pytest.param("31 February 2020", id="no such day"),
        pytest.param("30 to 2 March 2020", id="backwards without a month"),
        pytest.param("5 May 2020 to 4 May 2020", id="backwards"),
    ],
)
def test_what_is_no_day_is_not_guessed(printed):
    assert first_and_last_day(printed) is None
