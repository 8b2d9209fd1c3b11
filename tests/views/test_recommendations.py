"""Recommendations: who sees the pages, who changes what, and what goes wrong."""

from html import unescape

import pytest
from django.urls import reverse

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    RecommendationFactory,
    SourceFactory,
    ThemeFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import plan_with_people
from tracker.models import Change, Recommendation

pytestmark = pytest.mark.django_db

READ_PAGES = ["recommendation-list", "recommendation-detail", "recommendation-export"]
FORM_PAGES = ["recommendation-create", "recommendation-update"]
LIST_QUERIES = 7
PAGE_QUERIES = 11
EXPORT_QUERIES = 4
FORM_QUERIES = 8


IN_A_DRAFT = pytest.mark.parametrize(
    "people", [pytest.param({"visit__draft": True}, id="in a draft")], indirect=True
)


@pytest.fixture
def people(request):
    """A plan with everybody who may ask, and one recommendation."""
    people = plan_with_people()
    values = getattr(request, "param", {})
    RecommendationFactory(plan=people.plan, text="The quality of plans.", **values)
    return people


@pytest.fixture
def manager(people, client):
    """The plan manager's browser."""
    client.force_login(people.manager)
    return client


def address(people, name, ref="R-001"):
    """The address of a page of the plan."""
    more = {
        "recommendation-detail": [ref],
        "recommendation-update": [ref],
        "recommendation-export": ["csv"],
    }
    return reverse(f"tracker:{name}", args=[people.plan.slug, *more.get(name, [])])


def body(response):
    """The page as text, on one line."""
    content = response.getvalue() if response.streaming else response.content
    return unescape(" ".join(content.decode().split()))


def typed(**values):
    """What a manager types about a recommendation without a visit."""
    return {
        "kind": "own_finding",
        "section": "local_authority",
        "visit": "",
        "number": "",
        "text": "We audit too kindly.",
        "source": "",
        "locator": "",
        "quote": "",
        "voice": "council",
        "parts": "",
        "theme": "",
        **values,
    }


def edited(**values):
    """What a manager types to change the recommendation R-001 of its visit."""
    return typed(
        kind="area_for_improvement",
        visit="V-2026-01",
        voice="ofsted",
        text="The quality of all plans.",
        part_1="All plans",
        theme_1="",
        why="The letter was corrected.",
        version="1",
        **values,
    )


# Who may open what


@pytest.mark.parametrize("name", READ_PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 200),
        ("board_member", 200),
        ("manager", 200),
        ("superuser", 200),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_page_by_role(people, client, name, who, status):
    client.force_login(getattr(people, who))

    assert client.get(address(people, name)).status_code == status


@pytest.mark.parametrize("name", FORM_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 403),
        ("board_member", 403),
        ("moderator", 403),
        ("owner", 403),
        ("superuser", 403),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_form_is_for_plan_managers_only(people, client, name, method, who, status):
    client.force_login(getattr(people, who))

    answer = getattr(client, method)(address(people, name), typed())

    assert answer.status_code == status
    assert Recommendation.objects.count() == 1


@pytest.mark.parametrize("name", READ_PAGES)
def test_page_is_only_read(people, manager, name):
    assert manager.post(address(people, name)).status_code == 405


@pytest.mark.parametrize("name", FORM_PAGES)
def test_form_takes_no_other_method(people, manager, name):
    assert manager.put(address(people, name)).status_code == 405


@pytest.mark.parametrize("name", ["recommendation-detail", "recommendation-update"])
def test_recommendation_of_another_plan_is_not_found(people, manager, name):
    RecommendationFactory(reference="R-002")

    assert manager.get(address(people, name, "R-002")).status_code == 404


def test_sign_in_is_asked_for(people, client):
    answer = client.get(address(people, "recommendation-list"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


# The list


def test_list_shows_what_is_answered_and_what_the_last_visit_said(people, manager):
    recommendation = RecommendationFactory(plan=people.plan, parts=2)
    part = recommendation.parts.first()
    AnswerFactory(action=ActionFactory(plan=people.plan), part=part)
    VisitCheckFactory(recommendation=recommendation, sustained="no")

    text = body(manager.get(address(people, "recommendation-list")))

    assert "2 recommendations" in text
    assert "1 of 2 parts" in text
    assert "Not sustained" in text
    assert "Not checked" in text


def test_only_managers_are_offered_to_add(people, client):
    client.force_login(people.viewer)

    text = body(client.get(address(people, "recommendation-list")))

    assert "Add a recommendation" not in text


def test_unknown_filter_value_is_an_error_and_shows_no_rows(people, manager):
    answer = manager.get(address(people, "recommendation-list"), {"kind": "wish"})

    text = body(answer)
    assert answer.status_code == 200
    assert "Error: Recommendations" in text
    assert "There is a problem" in text
    assert "0 recommendations" in text
    assert "The quality of plans." not in text


@pytest.mark.parametrize("page", ["99", "0", "two"])
def test_page_out_of_range_is_said(people, manager, page):
    answer = manager.get(address(people, "recommendation-list"), {"page": page})

    text = body(answer)
    assert answer.status_code == 200
    assert "This is page 1." in text
    assert "The quality of plans." in text


def test_export_links_keep_the_filter(people, manager):
    text = body(manager.get(address(people, "recommendation-list"), {"q": "plans"}))

    assert "recommendations.csv?q=plans" in text
    assert "recommendations.xlsx?q=plans" in text


def test_empty_list_says_why(people, manager):
    text = body(manager.get(address(people, "recommendation-list"), {"q": "nothing"}))

    assert "No recommendation fits." in text


@pytest.mark.parametrize("count", [1, 50])
def test_list_queries(people, manager, django_assert_num_queries, count):
    visit = VisitFactory(plan=people.plan)
    for _ in range(count - 1):
        recommendation = RecommendationFactory(plan=people.plan, visit=visit)
        VisitCheckFactory(recommendation=recommendation)

    with django_assert_num_queries(LIST_QUERIES):
        answer = manager.get(address(people, "recommendation-list"))

    assert answer.context["page"].paginator.count == count


# The export


def test_export_holds_what_the_filter_shows(people, manager):
    RecommendationFactory(plan=people.plan, text="The oversight of risk.")

    answer = manager.get(address(people, "recommendation-export"), {"q": "oversight"})

    text = answer.getvalue().decode("utf-8-sig")
    assert len(text.splitlines()) == 2
    assert "The oversight of risk." in text


def test_export_with_a_wrong_filter_goes_back_to_the_list(people, manager):
    answer = manager.get(address(people, "recommendation-export") + "?kind=wish&q=a")

    expected = address(people, "recommendation-list") + "?kind=wish&q=a"
    assert answer.status_code == 302
    assert answer["Location"] == expected


@pytest.mark.parametrize("count", [1, 50])
def test_export_queries(people, manager, django_assert_num_queries, count):
    visit = VisitFactory(plan=people.plan)
    RecommendationFactory.create_batch(count - 1, plan=people.plan, visit=visit)

    with django_assert_num_queries(EXPORT_QUERIES):
        answer = manager.get(address(people, "recommendation-export"))
        assert len(answer.getvalue().splitlines()) == count + 1


# The page


def test_page_says_plainly_what_is_missing(people, client):
    client.force_login(people.viewer)

    text = body(client.get(address(people, "recommendation-detail")))

    assert "No action answers this yet." in text
    assert "No visit has checked this yet." in text
    assert "Add an action" not in text
    assert "Edit the recommendation" not in text


def test_page_offers_the_manager_an_action_for_the_part(people, manager):
    text = body(manager.get(address(people, "recommendation-detail")))

    action_create = reverse("tracker:action-create", args=[people.plan.slug])
    assert f'href="{action_create}?part=R-001.1"' in text
    assert "history/?record=R-001" in text


def test_page_of_a_plan_read_from_documents_shows_claims_as_recorded(client):
    people = plan_with_people(
        record_ends_on="2022-03-21", name="What the documents say"
    )
    recommendation = RecommendationFactory(plan=people.plan, parts=["Plans", "Audits"])
    action = ActionFactory(plan=people.plan, recorded=True, title="Plans are audited")
    AnswerFactory(action=action, part=recommendation.parts.first())
    client.force_login(people.viewer)

    text = body(client.get(address(people, "recommendation-detail")))

    assert "Plans are audited" in text
    assert "Planned on 19 January 2022" in text
    assert "0 of 2 parts answered by a tracked action." in text
    assert "No action in the documents." in text


def test_page_shows_the_check_with_its_quote(people, manager):
    visit = VisitFactory(plan=people.plan, source=SourceFactory(plan=people.plan))
    VisitCheckFactory(
        visit=visit,
        recommendation=Recommendation.objects.get(),
        source=visit.source,
        quote="Plans remain uneven.",
    )

    text = body(manager.get(address(people, "recommendation-detail")))

    assert "Progress: some" in text
    assert "Plans remain uneven." in text
    assert visit.name in text


@pytest.mark.parametrize("count", [1, 50])
def test_page_queries(people, manager, django_assert_num_queries, count):
    recommendation = RecommendationFactory(
        plan=people.plan, parts=count, source=SourceFactory(plan=people.plan)
    )
    for part in recommendation.parts.all():
        AnswerFactory(action=ActionFactory(plan=people.plan, owned=True), part=part)
        VisitCheckFactory(recommendation=recommendation)

    with django_assert_num_queries(PAGE_QUERIES):
        manager.get(address(people, "recommendation-detail", "R-002"))


# The forms


def test_add_a_recommendation_with_parts(people, manager):
    ThemeFactory(plan=people.plan, slug="audit")

    answer = manager.post(
        address(people, "recommendation-create"),
        typed(parts="Audits\r\n\r\n  Learning  ", theme="audit"),
        follow=True,
    )

    added = people.plan.recommendations.get(reference="R-002")
    assert answer.redirect_chain == [
        (address(people, "recommendation-detail", "R-002"), 302)
    ]
    assert "R-002 was added." in body(answer)
    assert list(added.parts.values_list("number", "text", "theme__slug")) == [
        (1, "Audits", "audit"),
        (2, "Learning", "audit"),
    ]
    assert Change.objects.of(added).get().by == people.manager


def test_form_to_add_takes_the_visit_from_the_address(people, manager):
    answer = manager.get(
        address(people, "recommendation-create"), {"visit": "V-2026-01"}
    )

    assert '<option value="V-2026-01" selected>' in body(answer)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"text": ""}, "Enter recommendation", id="no text"),
        pytest.param({"kind": ""}, "Select kind", id="no kind"),
        pytest.param(
            {"kind": "shortfall"},
            "Choose the visit that raised it, or make it an own finding.",
            id="no visit",
        ),
        pytest.param(
            {"quote": "We are kind.", "source": ""},
            "Say which document the quote is from.",
            id="quote without a document",
        ),
    ],
)
def test_refused_recommendation_keeps_what_was_typed(people, manager, values, sentence):
    answer = manager.post(
        address(people, "recommendation-create"),
        typed(parts="Audits", **values),
    )

    text = body(answer)
    assert answer.status_code == 200
    assert "Error: Add a recommendation" in text
    assert sentence in text
    assert "Audits</textarea>" in text
    assert people.plan.recommendations.count() == 1


@IN_A_DRAFT
def test_edit_keeps_the_reason(people, manager):
    answer = manager.post(address(people, "recommendation-update"), edited())

    stored = people.plan.recommendations.get()
    assert answer["Location"] == address(people, "recommendation-detail")
    assert stored.text == "The quality of all plans."
    assert stored.parts.get().text == "All plans"
    assert set(Change.objects.filter(by=people.manager).values_list("why")) == {
        ("The letter was corrected.",)
    }


@IN_A_DRAFT
def test_edit_without_a_reason_is_refused(people, manager):
    answer = manager.post(
        address(people, "recommendation-update"), {**edited(), "why": ""}
    )

    text = body(answer)
    assert "Say why it is changed" in text
    assert "The quality of all plans.</textarea>" in text
    assert people.plan.recommendations.get().version == 1


@IN_A_DRAFT
def test_stale_edit_shows_both_versions_and_can_be_sent_again(people, manager):
    stored = people.plan.recommendations.get()
    stored.text = "The quality of every plan."
    stored.save()
    page = address(people, "recommendation-update")

    refused = manager.post(page, edited())

    text = body(refused)
    assert "Error: Edit the recommendation" in text
    assert ">The quality of every plan.</td>" in text
    assert ">The quality of all plans.</td>" in text
    assert people.plan.recommendations.get().text == "The quality of every plan."
    version = refused.context["form"]["version"].value()
    manager.post(page, {**edited(), "version": version})
    assert people.plan.recommendations.get().text == "The quality of all plans."


def test_part_added_meanwhile_is_not_lost(people, manager):
    page = address(people, "recommendation-update")
    first = {**edited(), "parts": "Audits"}
    manager.post(page, first)

    refused = manager.post(page, edited())

    version = refused.context["form"]["version"].value()
    assert version == "2"
    assert refused.context["form"]["part_2"].value() == "Audits"
    manager.post(page, {**edited(), "version": version})
    assert people.plan.recommendations.get().parts.count() == 2


def test_words_of_a_published_visit_are_not_in_the_form(people, manager):
    visit = VisitFactory(plan=people.plan, published=True)
    RecommendationFactory(plan=people.plan, visit=visit)
    page = address(people, "recommendation-update", "R-002")

    shown = manager.get(page)
    manager.post(page, {**edited(), "part_1": "Supervision of new staff"})

    assert "V-2026-02 is published, so the inspectors" in body(shown)
    assert "text" not in shown.context["form"].fields
    stored = people.plan.recommendations.get(reference="R-002")
    assert stored.text == "The quality of supervision (R-002)."
    assert stored.parts.get().text == "Supervision of new staff"


@pytest.mark.parametrize("count", [1, 50])
def test_form_queries(people, manager, django_assert_num_queries, count):
    RecommendationFactory(plan=people.plan, visit__draft=True, parts=count)
    ThemeFactory.create_batch(count, plan=people.plan)

    with django_assert_num_queries(FORM_QUERIES):
        manager.get(address(people, "recommendation-update", "R-002"))
