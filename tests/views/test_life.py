"""Deliver, verify, close, reopen: who may, what is stored, where the person lands."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from tests.factories import ActionFactory, EvidenceFactory, ProgressUpdateFactory
from tests.people import plan_with_people
from tests.views.pages import address, beside_fields, summary, typed_day, words
from tests.workflow.doing import deliver, verify
from tracker.dates import add_months
from tracker.models import Change, DueCheck, StatusChange, Verification

pytestmark = pytest.mark.django_db

# Session, person, plan, action, its checks to come, the last delivery, what was said
# with it, the evidence, earlier looks.
VERIFY_QUERIES = 9
DELIVER_QUERIES = 4  # session, person, plan, action
PAGES = ["action-deliver", "action-verify", "action-close", "action-reopen"]
DELIVERERS = ["owner", "deputy", "manager"]
SECOND_PEOPLE = ["moderator", "manager"]
NOBODY_ELSE = "You may not do this"


@pytest.fixture
def today():
    """The day of the pages."""
    return timezone.localdate()


@pytest.fixture
def people(today):
    """A plan with an action in progress of the owner's post."""
    people = plan_with_people()
    ActionFactory(
        plan=people.plan,
        owner_post=people.post,
        in_progress=True,
        title="Train managers",
        output="A course",
        outcome="Managers know what good looks like",
        due_on=today + timedelta(days=60),
        standing__taken_up_on=today - timedelta(days=200),
    )
    return people


@pytest.fixture
def action(people):
    return people.plan.actions.get()


@pytest.fixture
def delivered(people, action, today):
    """The owner delivered it 20 days ago."""
    return deliver(action, people.owner, today - timedelta(days=20))


def place(people, name, ref="A-001"):
    return address(name, people.plan, ref)


def shown(response):
    return words(response.content.decode())


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def to_deliver(today, **changes):
    """What an owner types to deliver."""
    return {
        "did": "All managers were trained.",
        "difference": "Children are seen on time.",
        "rating": "green",
        "evidence_title": "Audit",
        "evidence_kind": "audit",
        "evidence_link": "https://documents.example/audit",
        **typed_day("made_on", today),
        **changes,
    }


def found(result="evidenced", **changes):
    """What a second person types."""
    return {"result": result, "reason": "Twenty records were read.", **changes}


# Who may


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("viewer", 403), ("board_member", 403), ("stranger", 404), ("former", 404)],
)
def test_page_is_closed_to_who_only_reads_or_is_outside(
    people, client, name, who, status
):
    client.force_login(getattr(people, who))

    assert client.get(place(people, name)).status_code == status
    assert client.post(place(people, name), {}).status_code == status
    assert not StatusChange.objects.filter(to_status="delivered").exists()


@pytest.mark.parametrize(
    ("who", "name", "sentence"),
    [
        pytest.param(
            "viewer",
            "action-deliver",
            "The owner or a plan manager does this.",
            id="deliver",
        ),
        pytest.param(
            "board_member",
            "action-verify",
            "Moderators and plan managers verify actions.",
            id="verify",
        ),
        pytest.param(
            "moderator", "action-close", "A plan manager does this.", id="close"
        ),
        pytest.param(
            "owner", "action-reopen", "A plan manager does this.", id="reopen"
        ),
    ],
)
def test_refusal_says_who_does_it(people, client, who, name, sentence):
    client.force_login(getattr(people, who))

    response = client.get(place(people, name))

    assert response.status_code == 403
    assert f"{NOBODY_ELSE} {sentence}" in shown(response)


def test_who_delivered_may_not_verify(people, client, action, today):
    deliver(action, people.manager, today)
    client.force_login(people.manager)

    response = client.post(place(people, "action-verify"), found())

    assert response.status_code == 403
    assert "You delivered this action. Another person verifies it." in shown(response)
    assert not Verification.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_page_of_another_action_is_not_found(people, client, name):
    client.force_login(people.manager)

    assert client.get(place(people, name, "A-777")).status_code == 404


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        pytest.param(
            "action-deliver",
            {"delivered": True},
            "A-002 cannot be delivered now. It is delivered.",
            id="delivered already",
        ),
        pytest.param(
            "action-deliver",
            {"recorded": True},
            "A-002 cannot be delivered now. It is recorded.",
            id="recorded only",
        ),
        pytest.param(
            "action-verify",
            {"in_progress": True},
            "A-002 cannot be verified now. It is in progress.",
            id="nothing to verify",
        ),
        pytest.param(
            "action-close",
            {"closed": True},
            "A-002 cannot be closed now. It is closed.",
            id="closed already",
        ),
        pytest.param(
            "action-reopen",
            {"in_progress": True},
            "A-002 cannot be reopened now. It is in progress.",
            id="open already",
        ),
    ],
)
def test_step_that_the_status_rules_out_leads_back_with_a_word(
    people, client, name, values, sentence
):
    ActionFactory(plan=people.plan, **values)
    client.force_login(people.manager)

    response = client.get(place(people, name, "A-002"))

    assertRedirects(
        response, place(people, "action-detail", "A-002"), fetch_redirect_response=False
    )
    assert messages_of(response) == [sentence]


# Deliver


@pytest.mark.parametrize("who", DELIVERERS)
def test_action_is_delivered_by_its_owner(people, client, action, today, who):
    client.force_login(getattr(people, who))

    response = client.post(place(people, "action-deliver"), to_deliver(today))

    assertRedirects(
        response, place(people, "action-detail"), fetch_redirect_response=False
    )
    assert messages_of(response) == ["A-001 is delivered. Another person verifies it."]
    action.refresh_from_db()
    update = action.updates.get()
    assert action.status == "delivered"
    assert (update.percent, update.author) == (100, getattr(people, who))
    assert action.evidence.get().update == update
    assert set(Change.objects.filter(by=update.author).values_list("model", flat=1)) > {
        "statuschange",
        "progressupdate",
    }


def test_delivery_with_evidence_of_an_earlier_update(people, client, action, today):
    EvidenceFactory(action=action)
    client.force_login(people.owner)
    nothing_new = {"evidence_title": "", "evidence_kind": "", "evidence_link": ""}

    client.post(place(people, "action-deliver"), to_deliver(today, **nothing_new))

    action.refresh_from_db()
    assert action.status == "delivered"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        pytest.param(
            {"difference": ""},
            "difference",
            "Enter what difference it made",
            id="no difference",
        ),
        pytest.param(
            {"evidence_title": "", "evidence_kind": "", "evidence_link": ""},
            "evidence_file",
            "Add at least one piece of evidence to deliver it",
            id="no evidence",
        ),
    ],
)
def test_delivery_refused_says_why_and_keeps_the_rest(
    people, client, action, today, changes, field, sentence
):
    client.force_login(people.owner)

    response = client.post(
        place(people, "action-deliver"), to_deliver(today, **changes)
    )

    assert "<title>Error: Deliver the action" in response.content.decode()
    assert summary(response) == [sentence]
    assert beside_fields(response) == {field: sentence}
    assert "All managers were trained.</textarea>" in response.content.decode()
    action.refresh_from_db()
    assert (action.status, action.updates.count()) == ("in_progress", 0)


def test_delivery_sent_twice_is_stored_once(people, client, action, today):
    client.force_login(people.owner)
    client.post(place(people, "action-deliver"), to_deliver(today))

    response = client.post(place(people, "action-deliver"), to_deliver(today))

    assert summary(response) == [
        "A-001 is delivered: it cannot take the step “deliver” now."
    ]
    assert action.updates.count() == 1


# Verify


def test_page_shows_what_is_to_be_verified(people, client, delivered):
    client.force_login(people.moderator)

    response = client.get(place(people, "action-verify"))

    text = shown(response)
    assert "Verify the action What was promised Output A course" in text
    assert "Outcome Managers know what good looks like" in text
    assert f"Olive Owner Delivered on {delivered.updates.get().made_on}" in text
    assert "Difference made: Children are seen on time." in text
    assert address("evidence-detail", people.plan, "A-001", 1) in (
        response.content.decode()
    )


@pytest.mark.parametrize("who", SECOND_PEOPLE)
@pytest.mark.parametrize(
    ("result", "status", "message"),
    [
        ("evidenced", "verified", "A-001: evidenced. It is verified."),
        ("partly", "delivered", "A-001: partly evidenced. It is delivered."),
        ("not_evidenced", "in_progress", "A-001: not evidenced. It is in progress."),
    ],
)
def test_action_is_verified_by_another_person(
    people, client, delivered, who, result, status, message
):
    client.force_login(getattr(people, who))

    response = client.post(place(people, "action-verify"), found(result))

    assert messages_of(response) == [message]
    delivered.refresh_from_db()
    assert delivered.status == status
    seen = Verification.objects.get()
    assert (seen.verified_by, seen.delivered_by) == (getattr(people, who), people.owner)
    assert seen.reason == "Twenty records were read."


def test_too_early_keeps_the_day_to_look_again(people, client, delivered, today):
    client.force_login(people.moderator)
    later = today + timedelta(days=40)

    client.post(
        place(people, "action-verify"),
        found("too_early", **typed_day("review_by", later)),
    )

    assert Verification.objects.get().review_by == later
    text = shown(client.get(place(people, "action-detail")))
    assert "Too early to say Look again by" in text


def test_earliest_check_that_waits_is_answered(people, client, delivered, today):
    verified_on = add_months(today, -6) - timedelta(days=1)
    early = ActionFactory(
        plan=people.plan,
        in_progress=True,
        standing__taken_up_on=verified_on - timedelta(days=60),
    )
    deliver(early, people.owner, verified_on)
    verify(early, people.moderator, verified_on)
    client.force_login(people.moderator)

    page = client.get(place(people, "action-verify", "A-002"))
    response = client.post(
        place(people, "action-verify", "A-002"), found("not_evidenced")
    )

    assert "Make the check at 6 months" in shown(page)
    assert messages_of(response) == ["A-002: not evidenced. It is in progress."]
    answered = Verification.objects.get(number=2)
    assert answered.due_check == DueCheck.objects.get(kind="six_months")


def test_check_that_is_not_due_leads_back(people, client, delivered, today):
    verify(delivered, people.moderator, today - timedelta(days=10))
    client.force_login(people.moderator)
    due = add_months(today - timedelta(days=10), 6)

    response = client.get(place(people, "action-verify"))

    assert messages_of(response) == [
        f"A-001 cannot be verified now. It falls due on {due:%-d %B %Y}."
    ]


def test_verification_sent_twice_is_stored_once(people, client, delivered):
    client.force_login(people.moderator)
    client.post(place(people, "action-verify"), found())

    response = client.post(place(people, "action-verify"), found())

    assert response.status_code == 200
    assert Verification.objects.count() == 1


# Close and reopen


def to_close(action, **changes):
    return {
        "code": "not_proceeding",
        "reason": "The service moved.",
        "version": action.version,
        **changes,
    }


def test_action_is_closed_with_its_code_and_reason(people, client, action):
    client.force_login(people.manager)

    response = client.post(place(people, "action-close"), to_close(action))

    assert messages_of(response) == ["A-001 is closed."]
    step = StatusChange.objects.get(to_status="closed")
    assert (step.close_reason, step.reason) == ("not_proceeding", "The service moved.")
    text = shown(client.get(place(people, "action-detail")))
    assert "In progress to closed" in text
    assert "Mary Manager Not proceeding The service moved." in text


def test_action_is_closed_for_another_one(people, client, action):
    ActionFactory(plan=people.plan)
    client.force_login(people.manager)
    typed = to_close(action, code="superseded", superseded_by="A-002")

    client.post(place(people, "action-close"), typed)

    page = client.get(place(people, "action-detail"))
    assert "Superseded by another action: A-002" in shown(page)
    assert f'"{place(people, "action-detail", "A-002")}"' in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        pytest.param({"code": ""}, "code", "Select why it is closed", id="no code"),
        pytest.param(
            {"code": "duplicate"},
            "superseded_by",
            "Choose the other action.",
            id="duplicate of nothing",
        ),
        pytest.param(
            {"superseded_by": "A-002"},
            "superseded_by",
            "Leave this empty: the reason names no other action.",
            id="another without need",
        ),
    ],
)
def test_closing_refused_says_why_and_keeps_the_rest(
    people, client, action, changes, field, sentence
):
    ActionFactory(plan=people.plan)
    client.force_login(people.manager)

    response = client.post(place(people, "action-close"), to_close(action, **changes))

    assert summary(response) == [sentence]
    assert beside_fields(response) == {field: sentence}
    assert "The service moved.</textarea>" in response.content.decode()


def test_action_is_reopened_and_keeps_its_dates(people, client, delivered, today):
    client.force_login(people.manager)

    response = client.post(
        place(people, "action-reopen"),
        {"reason": "The audit was of another team.", "version": delivered.version},
    )

    assert messages_of(response) == ["A-001 is in progress again."]
    text = shown(client.get(place(people, "action-detail")))
    day = today - timedelta(days=20)
    assert f"Delivered {day:%-d %B %Y} " in text
    assert "Mary Manager The audit was of another team." in text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        pytest.param(
            "action-close", {"code": "transferred", "reason": "Health."}, id="close"
        ),
        pytest.param("action-reopen", {"reason": "Not done."}, id="reopen"),
    ],
)
def test_stale_form_is_refused_shows_what_stands_and_may_be_sent_again(
    people, client, delivered, name, typed
):
    client.force_login(people.manager)
    old = delivered.version
    delivered.title = "Train all managers"
    delivered.save()

    response = client.post(place(people, name), {**typed, "version": old})

    assert "Somebody saved this after you opened it." in summary(response)[0]
    text = shown(response)
    assert "Train all managers" in text
    assert "Stands now Delivered" in text
    form = response.context["form"]
    assert form["version"].value() == str(old + 1)
    assert form["reason"].value() == typed["reason"]
    again = client.post(place(people, name), {**typed, "version": old + 1})
    assert again.status_code == 302


# Back to where the person came from


@pytest.mark.parametrize(
    ("asked", "lands"),
    [
        pytest.param("/", "/", id="my work"),
        pytest.param("/plans/?page=2", "/plans/?page=2", id="a queue"),
        pytest.param("https://evil.example/", None, id="another site"),
        pytest.param("//evil.example/", None, id="another site without a scheme"),
        pytest.param("javascript:alert(1)", None, id="a script"),
    ],
)
@pytest.mark.parametrize("name", ["action-deliver", "action-close"])
def test_person_lands_where_they_came_from(
    people, client, action, today, name, asked, lands
):
    client.force_login(people.manager)
    typed = {"action-deliver": to_deliver(today), "action-close": to_close(action)}

    page = client.get(place(people, name), {"next": asked})
    response = client.post(f"{place(people, name)}?next={asked}", typed[name])

    wanted = lands or place(people, "action-detail")
    assert response["Location"] == wanted
    assert f'class="govuk-back-link" href="{wanted}"' in page.content.decode()


# What it costs


@pytest.mark.parametrize("count", [1, 50])
def test_pages_ask_as_often_for_one_as_for_fifty(
    people, client, action, today, django_assert_num_queries, count
):
    for _ in range(count):
        EvidenceFactory(action=action)
        ProgressUpdateFactory(action=action)
    client.force_login(people.owner)
    with django_assert_num_queries(DELIVER_QUERIES):
        client.get(place(people, "action-deliver"))

    deliver(action, people.owner, today)
    client.force_login(people.moderator)
    with django_assert_num_queries(VERIFY_QUERIES):
        client.get(place(people, "action-verify"))
