"""The Reading record: its counts, its rules of reading, and that it loads."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from tracker.choices import Voice
from tracker.dates import last_day_of_month
from tracker.models import Action, Change, Plan, StatusChange, User, change_set
from tracker.workflow.fixtures import RowResult, load_fixtures

READING = Path(settings.BASE_DIR) / "fixtures" / "reading"
FILES = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted(READING.glob("*.json"))
}
COUNTS = {
    "plan": 1,
    "sources": 5,
    "organisations": 4,
    "posts": 8,
    "post_holdings": 8,
    "themes": 28,
    "visits": 9,
    "judgements": 5,
    "recommendations": 44,
    "recommendation_parts": 51,
    "findings": 116,
    "actions": 64,
    "answers": 66,
    "owner_changes": 3,
    "visit_checks": 43,
    "check_findings": 44,
    "gaps": 29,
    "boards": 2,
    "meetings": 1,
    "measures": 25,
    "measure_themes": 16,
    "measure_targets": 1,
    "measure_values": 30,
}
EMAIL_OR_PHONE = re.compile(r"@|\bwww\.|https?:|\b0\d{3,4}[ -]?\d{3}|\b\d{5} \d{6}\b")


def fields_of(name: str) -> list[dict]:
    """The fields of every row of a file."""
    return [row["fields"] for row in FILES[name]]


def quotes_of(row: dict) -> list[dict]:
    """Every quote of a row, with its source and its place."""
    fields = row["fields"]
    own = [fields] if "quote" in fields else []
    read_from = [row["read_from"]] if "read_from" in row else []
    return own + read_from + fields.get("more_quotes", [])


def test_counts_are_those_of_the_documentation():
    page = (Path(settings.BASE_DIR) / "docs" / "facts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)\.json` \| (\d+) \|", page, re.MULTILINE)

    assert {name: int(count) for name, count in rows} == COUNTS
    assert {name: len(rows) for name, rows in FILES.items()} == COUNTS


@pytest.mark.parametrize(
    ("name", "field", "counts"),
    [
        pytest.param(
            "recommendations",
            "kind",
            {"area_for_improvement": 4, "shortfall": 21, "own_finding": 19},
            id="recommendations by kind",
        ),
        pytest.param(
            "answers", "basis", {"explicit": 20, "inferred": 46}, id="answers by basis"
        ),
        pytest.param(
            "actions",
            "claim",
            {
                "said_done": 14,
                "under_way": 26,
                "planned": 10,
                "committed": 8,
                "proposed": 4,
                "said_in_place": 2,
            },
            id="actions by claim",
        ),
        pytest.param(
            "visit_checks",
            "direction",
            {"better": 13, "same": 9, "not_stated": 21},
            id="checks by direction",
        ),
        pytest.param(
            "visit_checks",
            "sustained",
            {"yes": 2, "no": 1, "too_early": 1, "not_stated": 39},
            id="checks by sustained",
        ),
        pytest.param(
            "visit_checks", "progress", {"not_stated": 43}, id="checks by progress"
        ),
        pytest.param(
            "visit_checks",
            "basis",
            {"same_document": 13, "inferred": 30},
            id="checks by basis",
        ),
    ],
)
def test_rows_by_value(name, field, counts):
    assert Counter(fields[field] for fields in fields_of(name)) == counts


@pytest.mark.parametrize(
    "name",
    [
        "visits",
        "judgements",
        "recommendations",
        "findings",
        "actions",
        "visit_checks",
        "boards",
        "meetings",
        "measure_targets",
        "measure_values",
    ],
)
def test_every_row_is_quoted(name):
    assert all(fields["quote"] for fields in fields_of(name))


def test_every_quote_has_its_source_and_its_place():
    rows = [row for rows in FILES.values() for row in rows]
    quotes = [quote for row in rows for quote in quotes_of(row)]

    assert len(quotes) == 447
    for quote in quotes:
        code = quote["source"][-1] if isinstance(quote["source"], list) else None
        assert (code or quote["source"]) in {"000", "001", "002", "003", "004"}
        assert quote["locator"].startswith(("¶", "§", "header ¶", '"'))
        assert quote["quote"]


@pytest.mark.parametrize("name", COUNTS)
def test_no_address_and_no_telephone_number(name):
    text = (READING / f"{name}.json").read_text(encoding="utf-8")

    assert EMAIL_OR_PHONE.findall(text) == []


def test_actions_are_recorded_and_not_tracked():
    for fields in fields_of("actions"):
        assert {"status", "first_due_on", "starts_on"}.isdisjoint(fields)


def test_an_action_is_claimed_on_the_day_of_its_document():
    days = {fields["code"]: fields["published_on"] for fields in fields_of("sources")}

    for fields in fields_of("actions"):
        assert fields["claim_on"] == days[fields["source"][1]]


def test_due_dates_are_days_or_ends_of_months_that_are_stated():
    exact = {}
    for fields in fields_of("actions"):
        if "due_on" in fields:
            due_on = date.fromisoformat(fields["due_on"])
            exact[fields["reference"]] = (due_on, fields["due_precision"])
            if fields["due_precision"] == "month":
                assert due_on == last_day_of_month(due_on)
        assert bool(fields.get("due_words")) == (fields["due_precision"] != "unknown")

    assert exact == {
        "A-022": (date(2017, 7, 31), "month"),
        "A-056": (date(2022, 3, 31), "day"),
        "A-058": (date(2022, 3, 28), "day"),
    }


def test_owner_posts_are_copies_of_owner_changes():
    changes = {
        fields["action"][1]: (fields["to_post"], fields["changed_on"], fields["source"])
        for fields in fields_of("owner_changes")
    }

    assert sorted(changes) == ["A-004", "A-005", "A-028"]
    assert changes == {
        fields["reference"]: (
            fields["owner_post"],
            fields["claim_on"],
            fields["source"],
        )
        for fields in fields_of("actions")
        if "owner_post" in fields
    }


def test_every_recommendation_has_a_part():
    parts = Counter(
        fields["recommendation"][1] for fields in fields_of("recommendation_parts")
    )

    assert set(parts) == {row["reference"] for row in fields_of("recommendations")}
    assert {ref: n for ref, n in parts.items() if n > 1} == {
        "R-002": 4,
        "R-003": 3,
        "R-004": 3,
    }


def test_actions_answer_one_area_for_improvement():
    answered = Counter(fields["part"][1] for fields in fields_of("answers"))

    areas = {ref: answered[ref] for ref in ("R-001", "R-002", "R-003", "R-004")}
    assert areas == {"R-001": 1, "R-002": 0, "R-003": 0, "R-004": 0}


def test_forty_actions_have_no_check():
    on_actions = [f["action"][1] for f in fields_of("visit_checks") if "action" in f]
    targets = [f for f in fields_of("visit_checks") if "recommendation" in f]

    assert (len(on_actions), len(set(on_actions)), len(targets)) == (25, 24, 18)
    assert COUNTS["actions"] - len(set(on_actions)) == 40


def test_checks_rest_on_findings_that_inspectors_made_at_that_visit():
    findings = {fields["reference"]: fields for fields in fields_of("findings")}
    checks = {
        (
            fields["visit"][1],
            fields.get("action", [None])[-1],
            fields.get("recommendation", [None])[-1],
        ): fields
        for fields in fields_of("visit_checks")
    }
    rested = set()
    for fields in fields_of("check_findings"):
        key = tuple(fields["check_made"][1:])
        rested.add(key)
        finding = findings[fields["finding"][1]]
        assert finding["visit"] == checks[key]["visit"]
        assert finding["voice"] == checks[key]["voice"]
        assert finding["voice"] in Voice.inspectors

    assert rested == set(checks)


def test_a_visit_does_not_check_what_it_raised():
    raised = {fields["reference"]: fields for fields in fields_of("recommendations")}

    for fields in fields_of("visit_checks"):
        if "recommendation" in fields:
            target = raised[fields["recommendation"][1]]
            assert target.get("visit") != fields["visit"]


def test_own_findings_alone_belong_to_no_visit():
    for fields in fields_of("recommendations"):
        assert ("visit" not in fields) == (fields["kind"] == "own_finding")


def test_visits_four_to_seven_are_gaps():
    ordinals = [f["ordinal"] for f in fields_of("visits") if "ordinal" in f]
    missing = [f["what"] for f in fields_of("gaps") if f.get("how_many") == 1]

    assert ordinals == [1, 2, 3, 8, 9]
    assert missing == [f"Monitoring visit {number}" for number in (4, 5, 6, 7)]


@pytest.mark.parametrize(
    "name", ["findings", "recommendations", "visit_checks", "measure_values"]
)
def test_only_the_letter_of_2022_is_ofsted_speaking(name):
    spoken = [f for f in fields_of(name) if f["voice"] == Voice.OFSTED]

    assert {fields["source"][1] for fields in spoken} == {"004"}


def test_a_figure_is_a_number_that_its_quote_prints_or_words_that_stay_words():
    number_words = {"0": "zero", "2": "two", "3": "three", "4": "four", "5": "five"}
    number_words |= {"8": "eight", "9": "nin"}
    kinds = Counter()
    for fields in fields_of("measure_values"):
        quote = fields["quote"].replace(",", "")
        if "said" in fields:
            kinds["words"] += 1
            assert fields["said"] in quote
        else:
            value = fields["value"]
            kinds["number"] += 1
            assert value in quote or number_words[value] in quote

    assert kinds == {"number": 28, "words": 2}


def test_one_figure_is_in_doubt_and_none_is_reckoned():
    doubted = [f for f in fields_of("measure_values") if f.get("is_suspect")]

    assert [(f["measure"][1], f["value"]) for f in doubted] == [("M-012", "27")]
    assert "57 per 10,000" in doubted[0]["suspect_reason"]
    assert {f["measure"][1] for f in fields_of("measure_targets")} == {"M-004"}


def test_a_figure_has_the_day_that_is_stated_or_none():
    days = {
        fields["measure"][1]: fields["ends_on"]
        for fields in fields_of("measure_values")
        if fields["precision"] == "day"
    }
    months = {
        fields["ends_on"]
        for fields in fields_of("measure_values")
        if fields["precision"] == "month"
    }

    assert set(days.values()) == {
        "2016-05-23",
        "2016-08-05",
        "2019-06-27",
        "2019-07-19",
        "2022-03-21",
    }
    assert months == {"2015-03-31"}


@pytest.mark.django_db
def test_the_record_loads_into_an_empty_database_and_only_once():
    with change_set(actor="load_facts", why="Read from the documents."):
        first = load_fixtures(READING)
        second = load_fixtures(READING)

    total = sum(COUNTS.values())
    assert first.count(RowResult.CREATED) == total
    assert second.count(RowResult.UNCHANGED) == total
    assert Change.objects.count() == total
    assert User.objects.count() == StatusChange.objects.count() == 0
    assert Action.objects.recorded().never_checked().count() == 40
    assert Plan.objects.get().record_ends_on == date(2022, 3, 21)
