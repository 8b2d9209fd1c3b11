"""Opening evidence: for whom, as what, and never run by the browser."""

import hashlib

import pytest
from django.core.files.base import ContentFile

from tests.factories import ActionFactory, EvidenceFactory
from tests.people import plan_with_people
from tests.views.pages import address
from tracker.models import Evidence

pytestmark = pytest.mark.django_db

FILE = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def people():
    """A plan with a file and a link of the owner's action."""
    people = plan_with_people()
    action = ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    EvidenceFactory(action=action, stored=True)
    EvidenceFactory(action=action, link="https://documents.example/audit?a=b&c=d")
    return people


@pytest.fixture
def member(people, client):
    """A board member's browser."""
    client.force_login(people.board_member)
    return client


def evidence(people, number=1, ref="A-001"):
    return address("evidence-detail", people.plan, ref, number)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 403),
        ("owner", 200),
        ("deputy", 200),
        ("board_member", 200),
        ("moderator", 200),
        ("manager", 200),
        ("stranger", 404),
        ("former", 404),
        ("superuser", 403),
    ],
)
def test_file_is_opened_by_those_who_may(people, client, who, status):
    client.force_login(getattr(people, who))

    response = client.get(evidence(people))

    assert response.status_code == status
    assert client.get(evidence(people, 2)).status_code == {200: 302}.get(status, status)
    response.getvalue()


def test_file_of_an_action_of_another_post_is_closed_to_an_owner(people, client):
    EvidenceFactory(action=ActionFactory(plan=people.plan, owned=True), stored=True)
    client.force_login(people.owner)

    assert client.get(evidence(people, 1, "A-002")).status_code == 403


def test_file_is_a_download_that_no_browser_runs(people, member):
    response = member.get(evidence(people))

    assert response.getvalue() == FILE
    assert {
        name: response[name]
        for name in (
            "Content-Disposition",
            "Content-Type",
            "Content-Length",
            "X-Content-Type-Options",
            "Content-Security-Policy",
            "Cache-Control",
        )
    } == {
        "Content-Disposition": 'attachment; filename="audit.pdf"',
        "Content-Type": "application/pdf",
        "Content-Length": str(len(FILE)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }


@pytest.mark.parametrize(
    ("name", "header"),
    [
        pytest.param(
            "Prüfung Mai.pdf",
            "attachment; filename*=utf-8''Pr%C3%BCfung%20Mai.pdf",
            id="other letters",
        ),
        pytest.param(
            'a".pdf', 'attachment; filename="a\\".pdf"', id="a quotation mark"
        ),
        pytest.param(
            "a\r\nSet-Cookie: x=1.pdf",
            "attachment; filename*=utf-8''a%0D%0ASet-Cookie%3A%20x%3D1.pdf",
            id="a line end",
        ),
    ],
)
def test_name_of_a_file_cannot_break_the_header(people, member, name, header):
    stored = ContentFile(FILE, name="x")
    sha256 = hashlib.sha256(FILE).hexdigest()
    EvidenceFactory(
        action=people.plan.actions.get(),
        stored=True,
        file=stored,
        sha256=sha256,
        file_name=name,
    )

    response = member.get(evidence(people, 3))

    assert response["Content-Disposition"] == header
    assert "Set-Cookie" not in response
    response.getvalue()


def test_link_leads_to_its_address(people, member):
    response = member.get(evidence(people, 2))

    assert response.status_code == 302
    assert response["Location"] == "https://documents.example/audit?a=b&c=d"


def test_file_that_is_not_in_the_store_is_not_found(people, member):
    stored = Evidence.objects.get(number=1)
    stored.file.storage.delete(stored.file.name)

    assert member.get(evidence(people)).status_code == 404


@pytest.mark.parametrize("number", [0, 3, 99999999999999999999])
def test_number_without_evidence_is_not_found(people, member, number):
    assert member.get(evidence(people, number)).status_code == 404


@pytest.mark.parametrize(
    "tail", ["../1/", "..%2F..%2Fsecret/", "1/../../A-002/", "%00/", "1.pdf/"]
)
def test_address_cannot_climb_out(people, member, tail):
    folder = evidence(people).removesuffix("1/")

    assert member.get(folder + tail).status_code == 404


def test_evidence_asks_five_times(people, member, django_assert_num_queries):
    with django_assert_num_queries(5):  # session, person, plan, action, evidence
        member.get(evidence(people)).getvalue()
