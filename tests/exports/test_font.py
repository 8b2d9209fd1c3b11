"""What the font can show, and what stands instead of the rest."""

import pytest

from tracker.exports.font import fitted, shown


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("Siân Ŵŷ “£5” → é", "Siân Ŵŷ “£5” → é", id="had"),
        pytest.param("done ✅ 中", "done □ □", id="lacking"),
        pytest.param("☎\ufe0f", "□", id="variant is not seen"),
        pytest.param("two\nlines", "two\nlines", id="line feed"),
        pytest.param("a\tb", "a    b", id="tab"),
        pytest.param("w" * 39, "w" * 39, id="long word"),
        pytest.param("w" * 40, "\u200b".join(["w" * 10] * 4), id="no word"),
    ],
)
def test_fitted(text, read):
    assert fitted(text) == read


def test_shown_breaks_nothing():
    assert shown("w" * 40 + "中") == "w" * 40 + "□"
