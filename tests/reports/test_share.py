"""Shares."""

import pytest

from tracker.reports.share import Share


@pytest.mark.parametrize(
    ("count", "of", "percent"),
    [
        pytest.param(31, 44, 70, id="rounded"),
        pytest.param(1, 2, 50, id="half"),
        pytest.param(0, 44, 0, id="none of them"),
        pytest.param(44, 44, 100, id="all of them"),
        pytest.param(1, 500, 1, id="one is never 0"),
        pytest.param(499, 500, 99, id="one missing is never 100"),
        pytest.param(0, 0, None, id="of nothing"),
    ],
)
def test_share_percent(count, of, percent):
    assert Share(count, of).percent == percent
