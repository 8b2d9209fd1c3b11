"""What is drawn where; how it looks is for the eye."""

from datetime import date

from tests.reports.sample_document import sample
from tracker.exports.chart_parts import HEIGHT, LINE_OF_TEXT, names_beside, upward
from tracker.exports.chart_specs import spec_of
from tracker.exports.palette import COLOURS
from tracker.reports.document import Chart, ChartKind, Column, Kind, Table

STATUS, MOVEMENT, SLIPPAGE, MEASURE = (spec_of(chart) for chart in sample().charts)


def values(spec, layer):
    return spec["layer"][layer]["data"]["values"]


def test_status_stands_on_the_one_below_and_what_counts_nothing_is_left_out():
    pieces = [(p["x"], p["name"], p["base"], p["top"]) for p in values(STATUS, 0)]

    assert pieces == [
        (0, "In progress", 0, 20),
        (0, "Delivered", 20, 24),
        (1, "In progress", 0, 16),
        (1, "Delivered", 16, 22),
        (1, "Verified", 22, 24),
        (2, "In progress", 0, 11),
        (2, "Delivered", 11, 19),
        (2, "Verified", 19, 24),
    ]


def test_status_names_and_numbers_its_pieces_and_takes_the_colours_asked_for():
    assert [each["words"] for each in values(STATUS, 1)] == [
        each["words"] for each in values(STATUS, 0)
    ]
    assert [each["name"] for each in values(STATUS, 3)] == [
        "In progress",
        "Delivered",
        "Verified",
    ]
    assert values(STATUS, 0)[0]["fill"] == f"#{COLOURS['teal'].fill}"


def test_movement_has_a_bar_for_then_and_for_now():
    assert [(bar["y"], bar["series"], bar["value"]) for bar in values(MOVEMENT, 0)] == [
        (0, "31 March 2026", 1),
        (0, "15 June 2026", 3),
        (1, "31 March 2026", 8),
        (1, "15 June 2026", 5),
        (2, "31 March 2026", 15),
        (2, "15 June 2026", 16),
    ]


def test_measure_has_a_gap_where_there_is_no_number():
    *_, own = (each for each in MEASURE["layer"] if each["mark"]["type"] == "line")

    assert [point["value"] for point in own["data"]["values"]] == [71.5, None, 83]


def test_measure_lines_differ_by_their_dashes():
    lines = [
        each["mark"] for each in MEASURE["layer"] if each["mark"]["type"] == "line"
    ]

    dashes = [line.get("strokeDash") for line in lines]
    assert dashes == [(7, 4), (2, 3), None]


def test_slippage_writes_each_number_at_its_end_of_the_bar():
    ends = [
        (each["mark"]["align"], [bar["words"] for bar in each["data"]["values"]])
        for each in SLIPPAGE["layer"][1:]
    ]

    assert ends == [("left", ["61"]), ("right", ["−7"])]


def test_names_beside_give_way_to_each_other():
    y = upward("%", 0, 100)

    _, names = names_beside([(90, "Target"), (90, "England"), (10, "Own")], y)

    places = [each["beside"] for each in names["data"]["values"]]
    a_line = LINE_OF_TEXT * 100 / HEIGHT
    assert places[0] == 10
    assert round(places[2] - places[1], 6) == round(a_line, 6)


def test_rows_of_one_name_stay_apart():
    columns = (Column("Action"), Column("Days", Kind.NUMBER))
    table = Table("t", "T", columns, (('Same "name"', 2), ('Same "name"', 1)))

    spec = spec_of(Chart(ChartKind.SLIPPAGE, "T", table, "days"))

    assert [bar["y"] for bar in values(spec, 0)] == [0, 1]
    axis = spec["layer"][0]["encoding"]["y"]["axis"]
    assert axis["labelExpr"] == r'["Same \"name\"", "Same \"name\""][datum.value]'


def test_chart_without_numbers_is_not_drawn():
    columns = (Column("Month", Kind.DAY), Column("Value", Kind.NUMBER))
    table = Table("t", "T", columns, ((date(2026, 3, 31), "No data: not counted"),))

    assert spec_of(Chart(ChartKind.MEASURE, "T", table, "children")) is None
