import pytest

from tracker.models import VisitCheck
from tracker.reports.check_words import said_by


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({}, [], id="nothing stated"),
        pytest.param({"progress": "some"}, ["Progress: some"], id="progress"),
        pytest.param({"progress": "not_in_scope"}, ["Not in scope"], id="not looked"),
        pytest.param({"sustained": "no"}, ["Not sustained"], id="sustained"),
        pytest.param(
            {"consistency": "most"}, ["Found in most teams"], id="consistency"
        ),
        pytest.param({"direction": "same"}, ["Direction: no change"], id="direction"),
        pytest.param(
            {"progress": "met", "sustained": "yes", "direction": "better"},
            ["Progress: met", "Sustained", "Direction: better"],
            id="several",
        ),
    ],
)
def test_check_says_what_was_stated_and_no_more(values, said):
    assert said_by(VisitCheck(**values)) == said
