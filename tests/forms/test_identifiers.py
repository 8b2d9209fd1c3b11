"""Numbers of children in what people type: which are seen, and which are let pass."""

import pytest

from tracker.forms.identifiers import (
    NHS_NUMBER,
    UPN,
    found_in,
    is_nhs_number,
    is_upn,
)


@pytest.mark.parametrize(
    "digits",
    [
        pytest.param("9434765919", id="an everyday one"),
        pytest.param("4010232137", id="begins with 4"),
        pytest.param("9876543210", id="check digit 0"),
    ],
)
def test_nhs_number_with_its_check_digit(digits):
    assert is_nhs_number(digits) is True


@pytest.mark.parametrize(
    "digits",
    [
        pytest.param("9434765918", id="one less"),
        pytest.param("9434765991", id="two digits swapped"),
        pytest.param("1111111111", id="one digit ten times"),
        pytest.param("0000000000", id="nought"),
        pytest.param("9434765030", id="check digit would be 10"),
    ],
)
def test_nhs_number_that_nobody_has(digits):
    assert is_nhs_number(digits) is False


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("B801200005001", id="permanent"),
        pytest.param("b801200005001", id="in small letters"),
        pytest.param("M80120000500A", id="temporary, ends in A"),
    ],
)
def test_upn_with_its_check_letter(code):
    assert is_upn(code) is True


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("A801200005001", id="another letter"),
        pytest.param("B801200005010", id="two digits swapped"),
        pytest.param("A80120000500A", id="temporary, another letter"),
    ],
)
def test_upn_with_a_wrong_letter(code):
    assert is_upn(code) is False


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("Seen: 943 476 5919.", [NHS_NUMBER], id="3-3-4"),
        pytest.param("943-476-5919", [NHS_NUMBER], id="with hyphens"),
        pytest.param("943\u00a0476\u00a05919", [NHS_NUMBER], id="with hard spaces"),
        pytest.param("943\u2013476\u20135919", [NHS_NUMBER], id="with dashes"),
        pytest.param("９４３ ４７６ ５９１９", [NHS_NUMBER], id="full width"),  # noqa: RUF001
        pytest.param("NHS number 9434765919", [NHS_NUMBER], id="after NHS"),
        pytest.param("nhs no: 94 3476 5919", [NHS_NUMBER], id="after nhs, odd groups"),
        pytest.param("9434765919 (NHS)", [NHS_NUMBER], id="before NHS"),
        pytest.param("Pupil B801200005001 moved.", [UPN], id="UPN"),
        pytest.param(
            "B801200005001, 943 476 5919", [NHS_NUMBER, UPN], id="one of each"
        ),
        pytest.param("first line\n943 476 5919", [NHS_NUMBER], id="second line"),
    ],
)
def test_number_of_a_child_is_found(text, kinds):
    assert found_in(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("9434765919", id="ten digits without NHS"),
        pytest.param("NHS number 9434765918", id="wrong check digit"),
        pytest.param("943 476 5918", id="3-3-4, wrong check digit"),
        pytest.param("020 7946 0958", id="a telephone number"),
        pytest.param("+44 943 476 5919", id="a telephone number from abroad"),
        pytest.param("1943 476 5919", id="part of a longer number"),
        pytest.param("NHS England paid 12,000 in 2026", id="NHS and sums"),
        pytest.param(
            "NHS partners met four times this year, order 9434765919",
            id="ten digits far from NHS",
        ),
        pytest.param("Invoice A801200005001", id="wrong check letter"),
        pytest.param("xB801200005001", id="part of a longer word"),
        pytest.param("B801200005001-2", id="part of a longer reference"),
        pytest.param("A-012, R-004, V-2022-01, ¶4", id="our own references"),
        pytest.param("2026-03-31 and 31.03.2026", id="days"),
    ],
)
def test_other_text_is_let_pass(text):
    assert found_in(text) == []
