"""Words of second people, and where a step is taken."""

import pytest

from tracker.models import Action, Plan
from tracker.reports.steps import Offer
from tracker.templatetags.record import moderation, step_address, verification


@pytest.mark.parametrize(
    ("drawn", "value", "tag"),
    [
        pytest.param(
            moderation,
            "corrected",
            '<strong class="govuk-tag govuk-tag--orange">Corrected</strong>',
            id="moderation",
        ),
        pytest.param(
            verification,
            "not_evidenced",
            '<strong class="govuk-tag govuk-tag--red">Not evidenced</strong>',
            id="verification",
        ),
        pytest.param(moderation, "", "", id="no moderation"),
        pytest.param(verification, "done", "", id="no result"),
    ],
)
def test_result_is_a_coloured_word(drawn, value, tag):
    assert drawn(value) == tag


@pytest.mark.parametrize(
    ("offer", "address"),
    [
        pytest.param(
            Offer("action-deliver", "Deliver"),
            "/plans/northmere/actions/A-001/deliver/",
            id="of the action",
        ),
        pytest.param(
            Offer("update-moderate", "Moderate", number=3),
            "/plans/northmere/actions/A-001/updates/3/moderate/",
            id="of an update",
        ),
    ],
)
def test_step_is_taken_on_its_page(offer, address):
    action = Action(plan=Plan(slug="northmere"), reference="A-001")

    assert step_address(offer, action) == address
