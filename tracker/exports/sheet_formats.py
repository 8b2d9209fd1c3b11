"""How the cells of a report's workbook look."""

from decimal import Decimal
from functools import cache

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from tracker.exports.palette import BRAND, QUIET, SURFACE, colour
from tracker.reports.document import Kind

DAY = "d mmmm yyyy"


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.heading = self.made(bold=True, font_size=16)
        self.caption = self.made(bold=True, font_size=11)
        self.header = self._header()
        self.number_header = self._header(align="right")
        self.text = self.made()
        self.quiet = self.made(font_color=f"#{QUIET}")
        self.name = self.made(bold=True)
        self.note = self.made(bg_color=f"#{SURFACE}", left=5, left_color=f"#{BRAND}")
        self.to_write = self.made(bg_color="#FEF3EC", left=5, left_color="#F47738")
        self.link = self.made(font_color=f"#{BRAND}", underline=1)
        self.day = self.made(num_format=DAY, align="left")
        self.number = cache(self._number)
        self.tag = cache(self._tag)

    def made(self, **looks: object) -> Format:
        """A format in the look of all."""
        shared = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        return self.workbook.add_format({**shared, "text_wrap": True, **looks})

    def _header(self, **looks: object) -> Format:
        line = {"bottom": 2, "bottom_color": f"#{BRAND}"}
        return self.made(bold=True, bg_color=f"#{SURFACE}", **line, **looks)

    def _number(self, kind: Kind, places: int, align: str) -> Format:
        decimals = f".{'0' * places}" if places else ""
        shapes = {
            Kind.PERCENT: f"0{decimals}%",
            Kind.MONEY: f"£#,##0{decimals}",
        }
        shape = shapes.get(kind, f"#,##0{decimals}")
        return self.made(num_format=shape, align=align)

    def _tag(self, key: str) -> Format:
        looks = colour(key)
        ink, ground = f"#{looks.ink}", f"#{looks.ground}"
        return self.made(bold=True, font_color=ink, bg_color=ground)


def places(number: int | Decimal) -> int:
    """How many decimal places a number is said with."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0
