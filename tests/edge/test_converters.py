"""References in addresses, and what is none of them."""

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse


@pytest.mark.parametrize(
    ("address", "name", "ref"),
    [
        ("/plans/p/actions/A-001/", "action-detail", "A-001"),
        ("/plans/p/actions/A-123456/", "action-detail", "A-123456"),
        ("/plans/p/recommendations/R-004/", "recommendation-detail", "R-004"),
        ("/plans/p/visits/V-2022-02/", "visit-detail", "V-2022-02"),
        ("/plans/p/visits/V-2022-1234/", "visit-detail", "V-2022-1234"),
        ("/plans/p/board/meetings/B-2026-03/", "meeting-detail", "B-2026-03"),
        ("/plans/p/board/challenges/C-012/", "challenge-detail", "C-012"),
        ("/plans/p/board/decisions/D-003/", "decision-detail", "D-003"),
    ],
)
def test_reference_leads_to_its_page_and_back(address, name, ref):
    match = resolve(address)

    assert (match.view_name, match.kwargs["ref"]) == (f"tracker:{name}", ref)
    assert reverse(f"tracker:{name}", args=["p", ref]) == address


@pytest.mark.parametrize(
    "address",
    [
        "/plans/p/actions/12/",
        "/plans/p/actions/A-12/",
        "/plans/p/actions/a-012/",
        "/plans/p/actions/A-1234567/",
        "/plans/p/actions/A-012/../",
        "/plans/p/actions/R-004/",
        "/plans/p/recommendations/A-004/",
        "/plans/p/visits/V-22-02/",
        "/plans/p/visits/V-2022-2/",
        "/plans/p/board/meetings/V-2026-03/",
        "/plans/p/board/meetings/B-2026-3/",
        "/plans/p/board/challenges/D-003/",
        "/plans/p/board/decisions/C-012/",
        "/plans/p/actions.pdf",
        "/plans/p/actions.csv/",
        "/plans/p q/",
        "/plans/p/actions/A-001/evidence/-1/",
        "/plans/p/actions/A-001/evidence/x/",
    ],
)
def test_address_of_nothing_is_not_found(address):
    with pytest.raises(Resolver404):
        resolve(address)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_list_is_exported_in_two_formats(suffix):
    assert resolve(f"/plans/p/actions.{suffix}").kwargs["suffix"] == suffix


def test_reference_of_another_kind_makes_no_address():
    with pytest.raises(NoReverseMatch):
        reverse("tracker:action-detail", args=["p", "R-004"])
