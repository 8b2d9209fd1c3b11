"""What people of the fictional council wrote for a committee report."""

from tests.factories import PackTextFactory
from tests.make_demo.bank import AS_OF, read_bank
from tests.make_demo.people import Council
from tracker.choices import PackPreset


def make_pack_texts(council: Council) -> None:
    """The words for the last meeting held; some places are still to be written."""
    last = max(day for day in council.meetings if day <= AS_OF)
    for key, text in read_bank("packs")["committee"].items():
        PackTextFactory(
            meeting=council.meetings[last],
            preset=PackPreset.COMMITTEE,
            key=key,
            text=text,
        )
