"""Opening and withdrawing evidence: who may, what a browser is told, what stays."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from tests.factories import ActionFactory, EvidenceFactory
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, words
from tracker.models import Evidence

pytestmark = pytest.mark.django_db

WHY = "The file named a child."


@pytest.fixture
def people():
    return plan_with_people()


@pytest.fixture
def evidence(people):
    action = ActionFactory(plan=people.plan, in_progress=True, owner_post=people.post)
    return EvidenceFactory(action=action, stored=True, title="Audit")


def path(evidence, name="evidence-detail"):
    return address(name, evidence.action.plan, evidence.action.reference, 1)


def body(response):
    return words(response.content.decode())


# Opening


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("moderator", 200),
        ("board_member", 200),
        ("owner", 200),
        ("deputy", 200),
        ("viewer", 403),
        ("superuser", 403),
        ("former", 404),
        ("stranger", 404),
    ],
)
def test_file_is_opened_by_who_may(client, people, evidence, who, status):
    client.force_login(getattr(people, who))

    response = client.get(path(evidence))

    response.close()
    assert response.status_code == status


def test_file_is_a_download_that_no_browser_runs(client, people, evidence):
    client.force_login(people.manager)

    response = client.get(path(evidence))

    assert response["Content-Disposition"] == 'attachment; filename="audit.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert b"".join(response.streaming_content) == b"%PDF-1.7\n%%EOF\n"
    response.close()


def test_link_leads_to_its_address(client, people, evidence):
    EvidenceFactory(action=evidence.action, link="https://a.example/b")
    client.force_login(people.manager)

    args = [people.plan.slug, evidence.action.reference, 2]
    response = client.get(reverse("tracker:evidence-detail", args=args))

    assert (response.status_code, response["Location"]) == (302, "https://a.example/b")


def test_file_that_is_not_in_the_store_is_404(client, people, evidence):
    default_storage.delete(evidence.file.name)
    client.force_login(people.manager)

    assert client.get(path(evidence)).status_code == 404


# Withdrawing


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("owner", 403),
        ("moderator", 403),
        ("viewer", 403),
        ("superuser", 403),
        ("stranger", 404),
    ],
)
def test_withdraw_is_for_the_plan_manager(client, people, evidence, who, status):
    client.force_login(getattr(people, who))

    assert client.get(path(evidence, "evidence-withdraw")).status_code == status


def test_withdraw_posted_by_another_changes_nothing(client, people, evidence):
    client.force_login(people.owner)

    response = client.post(path(evidence, "evidence-withdraw"), {"reason": WHY})

    assert response.status_code == 403
    assert Evidence.objects.get().is_withdrawn is False


def test_withdraw_takes_no_put(client, people, evidence):
    client.force_login(people.manager)

    assert client.put(path(evidence, "evidence-withdraw")).status_code == 405


def test_withdraw_asks_why(client, people, evidence):
    client.force_login(people.manager)

    response = client.post(path(evidence, "evidence-withdraw"), {"reason": " "})

    assert beside_fields(response) == {"reason": "Say why it is withdrawn"}
    assert Evidence.objects.get().is_withdrawn is False


def test_withdrawn_file_is_gone_and_said_so(
    client, people, evidence, django_capture_on_commit_callbacks
):
    client.force_login(people.manager)
    day = f"{timezone.localdate():%-d %B %Y}"

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            path(evidence, "evidence-withdraw"), {"reason": WHY}, follow=True
        )

    said = f"Withdrawn on {day} by Mary Manager: {WHY}"
    assert "Evidence 1 was withdrawn." in body(response)
    assert said in body(response)
    assert path(evidence) not in response.content.decode()
    assert not default_storage.exists(evidence.file.name)
    opened = client.get(path(evidence))
    assert opened.status_code == 410
    assert f"Mary Manager withdrew it on {day}: {WHY}" in body(opened)


def test_withdrawn_link_leads_nowhere(client, people, evidence):
    EvidenceFactory(action=evidence.action, link="https://a.example/b")
    client.force_login(people.manager)
    args = [people.plan.slug, evidence.action.reference, 2]
    client.post(reverse("tracker:evidence-withdraw", args=args), {"reason": WHY})

    response = client.get(reverse("tracker:evidence-detail", args=args))

    assert response.status_code == 410


def test_withdraw_twice_says_so(client, people, evidence):
    client.force_login(people.manager)
    client.post(path(evidence, "evidence-withdraw"), {"reason": WHY})

    response = client.post(path(evidence, "evidence-withdraw"), {"reason": WHY})

    day = f"{timezone.localdate():%-d %B %Y}"
    assert f"This was withdrawn on {day} already." in body(response)


def test_withdraw_says_where_the_store_kept_the_file(client, people, evidence):
    client.force_login(people.manager)

    # The bytes wait for the commit, which this test never reaches
    response = client.post(path(evidence, "evidence-withdraw"), {"reason": WHY})

    page = body(client.get(response["Location"]))
    assert "its file could not be deleted" in page
    assert evidence.file.name in page
