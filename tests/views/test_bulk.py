"""Many actions at once: chosen in the list, confirmed on a page, told row by row."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    PlanFactory,
    PostFactory,
    WorkstreamFactory,
)
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, typed_day, words
from tracker.models import Action, Change
from tracker.views import bulk

pytestmark = pytest.mark.django_db

CONFIRM_QUERIES = {"owner": 5, "workstream": 5, "ask": 9}
ALL_QUERIES = {"owner": 5, "workstream": 5, "ask": 9}


@pytest.fixture
def people():
    """A plan with everybody who may ask, and three actions of the owner's post."""
    people = plan_with_people()
    ActionFactory.create_batch(3, plan=people.plan, owner_post=people.post)
    return people


def text(response):
    return words(response.content.decode())


def shown_rows(response):
    """The references of the rows to be changed."""
    return [action.reference for action in response.context["actions"]]


def typed(people, new_owner, rows="A-001:1 A-002:1", **values):
    """What a person sends from the page to confirm on."""
    return {
        "do": "owner",
        "rows": rows,
        "list_query": "q=supervision",
        "post": new_owner.slug,
        **typed_day("changed_on", timezone.localdate()),
        "reason": "The service was reorganised",
        **values,
    }


# The list


def test_list_offers_ticks_and_all_to_the_plan_manager(people, manager):
    page = manager.get(address("action-list", people.plan) + "?q=supervision")

    html = page.content.decode()
    assert re.findall(r'name="ref"\s+type="checkbox"\s+value="([^"]+)"', html) == [
        "A-001",
        "A-002",
        "A-003",
    ]
    assert "All 3 that fit the filter" in text(page)
    assert '<input type="hidden" name="list_query" value="q=supervision">' in html


@pytest.mark.parametrize("who", ["viewer", "owner", "moderator", "superuser"])
def test_list_offers_no_ticks_to_others(people, client, who):
    client.force_login(getattr(people, who))

    html = client.get(address("action-list", people.plan)).content.decode()

    assert 'name="ref"' not in html
    assert address("action-bulk", people.plan) not in html


# Choosing


@pytest.mark.parametrize(
    ("what", "heading"),
    [
        ("owner", "Change the owner of 2 actions"),
        ("workstream", "Change the workstream of 2 actions"),
        ("ask", "Ask for an update on 2 of 2 actions"),
    ],
)
def test_ticked_actions_are_shown_with_their_count(people, manager, what, heading):
    response = manager.get(
        address("action-bulk", people.plan),
        {"do": what, "which": "ticked", "ref": ["A-001", "A-003", "A-777"]},
    )

    assert shown_rows(response) == ["A-001", "A-003"]
    assert heading in text(response)
    assert response.context["form"]["rows"].value() == "A-001:1 A-003:1"


def test_all_that_fit_the_filter_are_shown_whatever_the_page(
    people, manager, monkeypatch
):
    monkeypatch.setattr("tracker.views.listing.ROWS_A_PAGE", 1)
    ActionFactory(plan=people.plan, title="Write a guide")

    response = manager.get(
        address("action-bulk", people.plan),
        {"do": "owner", "which": "all", "list_query": "q=supervision&page=2"},
    )

    assert shown_rows(response) == ["A-001", "A-002", "A-003"]
    assert response.context["form"]["list_query"].value() == "q=supervision&page=2"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        pytest.param({"do": "owner"}, bulk.CHOOSE_ROWS, id="nothing ticked"),
        pytest.param(
            {"do": "owner", "ref": "A-777"}, bulk.CHOOSE_ROWS, id="nothing of the plan"
        ),
        pytest.param({"ref": "A-001"}, bulk.CHOOSE_WHAT, id="nothing to do"),
        pytest.param(
            {"do": "delete", "ref": "A-001"}, bulk.CHOOSE_WHAT, id="unknown word"
        ),
        pytest.param(
            {"do": "owner", "which": "all", "list_query": "status=wrong"},
            bulk.CHOOSE_ROWS,
            id="filter that is wrong",
        ),
    ],
)
def test_choice_that_says_too_little_goes_back_to_the_list(
    people, manager, asked, sentence
):
    response = manager.get(
        address("action-bulk", people.plan), {"list_query": "q=a", **asked}, follow=True
    )

    ((url, _),) = response.redirect_chain
    query = asked.get("list_query", "q=a")
    assert url == f"{address('action-list', people.plan)}?{query}"
    assert sentence in text(response)


def test_too_many_actions_are_refused_with_the_limit(people, manager, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_ROWS", 2)

    response = manager.get(
        address("action-bulk", people.plan),
        {"do": "owner", "which": "all"},
        follow=True,
    )

    assert "At most 2,000 actions can be changed at once." in text(response)


@pytest.mark.parametrize("what", ["owner", "workstream", "ask"])
@pytest.mark.parametrize("count", [1, 50])
def test_choosing_asks_a_constant_number_of_questions(
    people, manager, what, count, django_assert_num_queries
):
    actions = ActionFactory.create_batch(
        count, plan=people.plan, owner_post=people.post
    )
    url = address("action-bulk", people.plan)
    ticked = {"do": what, "ref": [action.reference for action in actions]}

    with django_assert_num_queries(CONFIRM_QUERIES[what]):
        manager.get(url, ticked)
    with django_assert_num_queries(ALL_QUERIES[what]):
        manager.get(url, {"do": what, "which": "all"})


# Confirming


def test_owner_is_changed_and_the_result_leads_to_the_history(people, manager):
    post = PostFactory(plan=people.plan)

    response = manager.post(address("action-bulk", people.plan), typed(people, post))

    assert "2 actions given to another owner" in text(response)
    owners = list(Action.objects.order_by("reference").values_list("owner_post"))
    assert owners == [(post.pk,), (post.pk,), (people.post.pk,)]
    (change_set,) = set(
        Change.objects.filter(why="The service was reorganised").values_list(
            "change_set", flat=True
        )
    )
    link = f"{address('history', people.plan)}?change_set={change_set}"
    assert f'href="{link}"' in response.content.decode()
    assert manager.get(link).context["page"].paginator.count == 4


def test_row_changed_meanwhile_is_left_and_named(people, manager):
    post = PostFactory(plan=people.plan)
    Action.objects.get(reference="A-002").save()
    rows = "A-001:1 A-002:7"

    response = manager.post(
        address("action-bulk", people.plan), typed(people, post, rows)
    )

    assert "1 action given to another owner, 1 left as it is" in text(response)
    assert (
        "A-002 Improve supervision (A-002) It was changed after you opened the page."
        in text(response)
    )


def test_workstream_is_changed(people, manager):
    workstream = WorkstreamFactory(plan=people.plan)

    response = manager.post(
        address("action-bulk", people.plan),
        {
            "do": "workstream",
            "rows": "A-003:1",
            "workstream": workstream.slug,
            "why": "New strands",
        },
    )

    assert "1 action put into another workstream" in text(response)
    assert list(workstream.actions.values_list("reference")) == [("A-003",)]


def test_asking_sends_one_mail_a_person_with_one_link_an_action(people, manager):
    response = manager.post(
        address("action-bulk", people.plan), {"do": "ask", "rows": "A-001:1 A-002:1"}
    )

    assert "2 actions asked about by mail" in text(response)
    assert [message.to for message in mail.outbox] == [
        [people.deputy.email],
        [people.owner.email],
    ]
    links = re.findall(r"http://\S+", mail.outbox[1].body)
    assert links == [
        f"http://testserver{address('update-create', people.plan, ref)}"
        for ref in ("A-001", "A-002")
    ]


def test_asking_twice_a_day_sends_nothing_twice(people, manager):
    asked = {"do": "ask", "rows": "A-001:1"}
    manager.post(address("action-bulk", people.plan), asked)
    mail.outbox.clear()

    response = manager.post(address("action-bulk", people.plan), asked)

    assert mail.outbox == []
    assert "0 actions asked about by mail, 1 left as it is" in text(response)
    assert "Olive Owner was asked today already." in text(response)


def test_mail_that_no_server_takes_is_said_and_may_be_asked_again(
    people, manager, monkeypatch
):
    monkeypatch.setattr("tracker.views.asking.sent", lambda _message: False)
    asked = {"do": "ask", "rows": "A-001:1"}

    response = manager.post(address("action-bulk", people.plan), asked)

    assert "could not be sent. Ask again later." in text(response)
    monkeypatch.undo()
    manager.post(address("action-bulk", people.plan), asked)
    assert len(mail.outbox) == 2


def test_wrong_input_is_said_beside_its_field_and_the_rows_stay(people, manager):
    post = PostFactory(plan=people.plan)

    response = manager.post(
        address("action-bulk", people.plan), typed(people, post, reason="", post="")
    )

    assert beside_fields(response) == {
        "post": "Select new owner",
        "reason": "Enter reason",
    }
    assert shown_rows(response) == ["A-001", "A-002"]
    assert "Change the owner of 2 actions" in text(response)


def test_number_that_is_not_a_childs_is_confirmed_in_the_history(people, manager):
    post = PostFactory(plan=people.plan)
    typed_again = typed(people, post, reason="NHS 943 476 5919")
    url = address("action-bulk", people.plan)
    assert [*beside_fields(manager.post(url, typed_again))] == ["not_about_a_child"]

    manager.post(url, {**typed_again, "not_about_a_child": "on"})

    whys = Change.objects.filter(model="ownerchange", why__contains="Confirmed")
    assert whys.count() == 2


@pytest.mark.parametrize("rows", ["", "A-001", "A-001:x", "1; drop"])
def test_rows_that_were_tampered_with_are_refused(people, manager, rows):
    post = PostFactory(plan=people.plan)

    response = manager.post(
        address("action-bulk", people.plan), typed(people, post, rows=rows)
    )

    assert len(summary(response)) == 1
    assert shown_rows(response) == []
    assert not Action.objects.filter(owner_post=post).exists()


def test_unknown_word_goes_back_to_the_list(people, manager):
    response = manager.post(
        address("action-bulk", people.plan), {"do": "delete", "list_query": "q=a"}
    )

    assert response.url == f"{address('action-list', people.plan)}?q=a"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("viewer", 403),
        ("owner", 403),
        ("board_member", 403),
        ("moderator", 403),
        ("superuser", 403),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_only_plan_managers_change_many(people, client, method, who, status):
    client.force_login(getattr(people, who))
    send = getattr(client, method)

    response = send(
        address("action-bulk", people.plan),
        {"do": "ask", "ref": "A-001", "rows": "A-001:1"},
    )

    assert response.status_code == status
    assert mail.outbox == []


def test_reading_changes_nothing(people, manager):
    before = Change.objects.count()

    manager.get(address("action-bulk", people.plan), {"do": "ask", "which": "all"})

    assert (Change.objects.count(), mail.outbox) == (before, [])


def test_manager_of_another_plan_is_told_nothing(people, manager):
    other = PlanFactory()

    response = manager.get(address("action-bulk", other), {"do": "ask"})

    assert response.status_code == 404
