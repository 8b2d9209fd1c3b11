"""People of a plan: who sees the pages, who changes what, and what goes wrong."""

import re
from datetime import date, timedelta

import openpyxl
import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    OrganisationFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.people import plan_with_people
from tracker.models import Change, PlanMembership, Post, PostHolding, User

pytestmark = pytest.mark.django_db

FORM_PAGES = ["post-create", "holder-create", "member-create", "member-end"]


@pytest.fixture
def people():
    """A plan with everybody who may ask."""
    return plan_with_people()


def address(people, name):
    """The address of a page of the plan."""
    more = {
        "holder-create": [people.post.slug],
        "member-end": [1],
        "member-invite": [1],
        "people-export": ["csv"],
    }
    return reverse(f"tracker:{name}", args=[people.plan.slug, *more.get(name, [])])


def typed_day(name, day):
    """A day as it is typed in three boxes."""
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def new_member(**values):
    """What a manager types to let somebody in."""
    return {
        "full_name": "Nia New",
        "email": "nia@partner.example",
        "role": "viewer",
        **typed_day("starts_on", date(2026, 6, 1)),
        **values,
    }


def body(response):
    """The page as text, on one line."""
    return " ".join(response.content.decode().split())


# Who may open what


@pytest.mark.parametrize("name", ["people", "people-export"])
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
def test_reading_is_for_members(client, people, name, who, status):
    client.force_login(getattr(people, who))

    assert client.get(address(people, name)).status_code == status


@pytest.mark.parametrize("name", FORM_PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 200),
        ("viewer", 403),
        ("owner", 403),
        ("moderator", 403),
        ("superuser", 403),
        ("stranger", 404),
        ("former", 404),
    ],
)
def test_forms_are_for_the_plan_manager(client, people, name, who, status):
    client.force_login(getattr(people, who))

    assert client.get(address(people, name)).status_code == status


@pytest.mark.parametrize("name", [*FORM_PAGES, "member-invite"])
@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("stranger", 404)])
def test_posting_is_for_the_plan_manager(client, people, name, who, status):
    client.force_login(getattr(people, who))
    changes = Change.objects.count()

    assert client.post(address(people, name)).status_code == status
    assert Change.objects.count() == changes


@pytest.mark.parametrize("name", ["people", "people-export"])
def test_reading_pages_take_no_post(client, people, name):
    client.force_login(people.manager)

    assert client.post(address(people, name)).status_code == 405


@pytest.mark.parametrize("name", FORM_PAGES)
def test_form_pages_take_no_put(client, people, name):
    client.force_login(people.manager)

    assert client.put(address(people, name)).status_code == 405


def test_sending_again_takes_no_get(client, people):
    client.force_login(people.manager)

    assert client.get(address(people, "member-invite")).status_code == 405


@pytest.mark.parametrize("number", [0, 99, 10**30])
def test_membership_that_is_not_there_is_404(client, people, number):
    client.force_login(people.manager)

    path = reverse("tracker:member-end", args=[people.plan.slug, number])
    assert client.get(path).status_code == 404


def test_post_of_another_plan_is_404(client, people):
    client.force_login(people.manager)

    args = [people.plan.slug, PostFactory().slug]
    assert client.get(reverse("tracker:holder-create", args=args)).status_code == 404


# The page


def test_page_shows_posts_and_members(client, people):
    vacancy = PostFactory(plan=people.plan, title="Youth lead")
    PostHoldingFactory(post=vacancy, vacancy=True, starts_on=date(2026, 6, 1))
    client.force_login(people.viewer)

    page = body(client.get(address(people, "people")))

    assert "Olive Owner<br>" in page
    assert "since 6 January 2025" in page
    assert 'Vacant</strong><br> <span class="tracker-secondary"> since 1 June 2026' in (
        page
    )
    assert "Vera Viewer" in page
    assert people.viewer.email not in page
    assert "Add a post" not in page


def test_page_offers_the_manager_what_a_manager_does(client, people):
    client.force_login(people.manager)

    page = body(client.get(address(people, "people")))

    for name in ("post-create", "holder-create", "member-create", "member-end"):
        assert address(people, name) in page
    assert people.viewer.email in page
    assert page.count("/invite/") == 6


def test_page_of_a_plan_from_documents_is_for_its_last_day(client, people):
    people.plan.record_ends_on = date(2022, 3, 21)
    people.plan.save()
    PostHoldingFactory(post=people.post, name="Nora Named", starts_on=date(2020, 1, 1))
    client.force_login(people.viewer)

    page = body(client.get(address(people, "people")))

    assert "Posts on 21 March 2022" in page
    assert "Nora Named" in page
    assert "Show the posts of today" in page


def test_page_for_a_day_that_is_none_says_so(client, people):
    client.force_login(people.viewer)

    page = body(client.get(address(people, "people") + "?on=soon"))

    assert "“soon” is not a day. Write it like 2" in page


@pytest.mark.parametrize("count", [1, 50])
def test_page_asks_the_same_number_of_questions(
    client, count, django_assert_num_queries
):
    plan = PlanFactory()
    manager = PlanMembershipFactory(plan=plan, manager=True).person
    for _ in range(count):
        PostHoldingFactory(post=PostFactory(plan=plan), account=UserFactory())
        PlanMembershipFactory(plan=plan)
    client.force_login(manager)

    with django_assert_num_queries(5):
        client.get(reverse("tracker:people", args=[plan.slug]))


# Files


def test_csv_holds_posts_and_no_members(client, people):
    client.force_login(people.viewer)

    response = client.get(address(people, "people-export") + "?on=2026-06-15")

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    organisation = people.post.organisation.name
    row = ["Head of safeguarding", organisation, "Olive Owner", "2025-01-06"]
    row += ["Stated", "Day", "Dan Deputy", "2025-01-06", "0"]
    headings = ["Post", "Organisation", "Holder", "Since", "Since is", "As exact as"]
    headings += ["Deputy", "Deputy since", "Open actions"]
    assert text.splitlines() == [
        ",".join(headings),
        ",".join(row),
    ]
    assert response["Content-Disposition"] == (
        f'attachment; filename="{people.plan.slug}-posts-2026-06-15.csv"'
    )


def test_workbook_says_which_plan_and_day(client, tmp_path):
    people = plan_with_people(is_fictional=True)
    client.force_login(people.viewer)
    path = reverse("tracker:people-export", args=[people.plan.slug, "xlsx"])

    response = client.get(path + "?on=2026-06-15")

    file = tmp_path / "posts.xlsx"
    file.write_bytes(b"".join(response.streaming_content))
    book = openpyxl.load_workbook(file)
    cells = [value for sheet in book for row in sheet.values for value in row]
    assert {people.plan.name, "15 June 2026", "Head of safeguarding"} <= set(cells)


@pytest.mark.parametrize("count", [1, 50])
def test_file_asks_the_same_number_of_questions(
    client, count, django_assert_num_queries
):
    plan = PlanFactory()
    member = PlanMembershipFactory(plan=plan).person
    for _ in range(count):
        PostHoldingFactory(post=PostFactory(plan=plan))
    client.force_login(member)

    with django_assert_num_queries(4):
        response = client.get(reverse("tracker:people-export", args=[plan.slug, "csv"]))
        b"".join(response.streaming_content)


# Posts


def test_add_post_leads_to_its_holder(client, people):
    organisation = OrganisationFactory(plan=people.plan)
    client.force_login(people.manager)

    response = client.post(
        address(people, "post-create"),
        {"title": "Head of Youth", "organisation": organisation.slug},
    )

    post = Post.objects.get(title="Head of Youth")
    assert response.url == reverse(
        "tracker:holder-create", args=[people.plan.slug, "head-of-youth"]
    )
    assert Change.objects.of(post).get().by == people.manager


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        pytest.param({"title": ""}, "Enter the title of the post", id="no title"),
        pytest.param(
            {"organisation": ""},
            "Choose an organisation or name a new one",
            id="no organisation",
        ),
        pytest.param(
            {"new_organisation": "Trust", "new_kind": "partner"},
            "Choose from the list or name a new one, not both",
            id="two organisations",
        ),
        pytest.param(
            {"organisation": "", "new_organisation": "Trust"},
            "Say what the new organisation is",
            id="new one of no kind",
        ),
        pytest.param(
            {"title": "Head of safeguarding"},
            "The plan already has a post of that title.",
            id="same title",
        ),
        pytest.param({"title": "???"}, "Use some letters or numbers.", id="signs"),
    ],
)
def test_add_post_with_wrong_words_keeps_them(client, people, typed, error):
    client.force_login(people.manager)
    right = {"title": "Typed title", "organisation": people.post.organisation.slug}

    page = body(client.post(address(people, "post-create"), right | typed))

    assert error in page
    assert "<title>Error: Add a post" in page
    assert f'value="{typed.get("title", "Typed title")}"' in page or not typed["title"]
    assert Post.objects.count() == 1


# Holders


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        pytest.param("member", "Vera Viewer", id="member"),
        pytest.param("name", "Paul Partner", id="no account"),
        pytest.param("is_vacant", "", id="vacant"),
    ],
)
def test_set_holder_adds_an_entry(client, people, answer, name):
    values = {"member": people.viewer.email, "name": name, "is_vacant": "on"}
    client.force_login(people.manager)

    response = client.post(
        address(people, "holder-create"),
        {
            "kind": "holder",
            **typed_day("starts_on", date(2026, 6, 1)),
            answer: values[answer],
        },
    )

    holding = PostHolding.objects.latest("pk")
    assert response.url == address(people, "people")
    assert (holding.name, holding.starts_on) == (name, date(2026, 6, 1))
    assert holding.account == (people.viewer if answer == "member" else None)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        pytest.param(
            {"name": ""},
            "Choose a member, give a name, or tick that it is vacant",
            id="nobody",
        ),
        pytest.param({"is_vacant": "on"}, "Give one answer", id="name and vacancy"),
        pytest.param(
            {"member": "who@council.example"}, "Select a valid choice", id="no member"
        ),
        pytest.param({"kind": ""}, "Choose holder or deputy", id="no kind"),
        pytest.param(
            typed_day("starts_on", date(2099, 1, 1)),
            "Give today or a day in the past.",
            id="day to come",
        ),
        pytest.param(
            typed_day("starts_on", date(2025, 1, 6)),
            "This post already has an entry from that day. Give another day.",
            id="same day",
        ),
    ],
)
def test_set_holder_with_wrong_words_keeps_them(client, people, typed, error):
    client.force_login(people.manager)
    right = {
        "kind": "holder",
        "name": "Paul Partner",
        **typed_day("starts_on", date(2026, 6, 1)),
    }
    typed = right | typed

    page = body(client.post(address(people, "holder-create"), typed))

    assert error in page
    assert f'value="{typed["starts_on_year"]}"' in page
    assert PostHolding.objects.count() == 2


def test_set_holder_offers_no_former_member(client, people):
    client.force_login(people.manager)

    page = body(client.get(address(people, "holder-create")))

    assert "Vera Viewer" in page
    assert "Fay Former" not in page


def test_set_holder_after_the_record_shows_that_day(client, people):
    people.plan.record_ends_on = date(2022, 3, 21)
    people.plan.save()
    client.force_login(people.manager)

    response = client.post(
        address(people, "holder-create"),
        {
            "kind": "holder",
            "name": "Paul Partner",
            **typed_day("starts_on", date(2026, 6, 1)),
        },
    )

    assert response.url == address(people, "people") + "?on=2026-06-01"
    assert "Paul Partner" in body(client.get(response.url))


# Members


def test_add_member_without_account_sends_a_link_that_works(client, people):
    client.force_login(people.manager)

    response = client.post(address(people, "member-create"), new_member(), follow=True)

    (message,) = outbox.outbox
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    assert "Nia New was added as viewer." in body(response)
    assert "An invitation was sent to nia@partner.example." in body(response)
    assert message.to == ["nia@partner.example"]
    assert "Mary Manager" in message.body

    client.logout()
    page = client.get(link, follow=True)
    words = {"password1": "Sunflower-Field-9", "password2": "Sunflower-Field-9"}
    client.post(page.redirect_chain[-1][0], words)
    assert client.login(
        username="nia@partner.example",
        email="nia@partner.example",
        password="Sunflower-Field-9",
    )
    assert client.get(address(people, "people")).status_code == 200


def test_invitation_stops_working_after_seven_days(client, people, settings):
    client.force_login(people.manager)
    client.post(address(people, "member-create"), new_member())
    link = re.search(r"http://testserver(\S+)", outbox.outbox[0].body)[1]

    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "This link no longer works" in body(client.get(link, follow=True))


def test_add_member_who_signs_in_already_sends_no_mail(client, people):
    UserFactory(
        email="nia@partner.example", full_name="Nia Known", password="Sunflower-9"
    )
    client.force_login(people.manager)

    response = client.post(address(people, "member-create"), new_member(), follow=True)

    assert "Nia Known was added as viewer." in body(response)
    assert outbox.outbox == []
    assert PlanMembership.objects.latest("pk").person.full_name == "Nia Known"


def test_add_member_where_no_mail_goes_out_keeps_the_member(client, people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client.force_login(people.manager)

    response = client.post(address(people, "member-create"), new_member(), follow=True)

    page = body(response)
    assert "The invitation to nia@partner.example could not be sent." in page
    assert "choose “Send again” beside the name" in page
    assert PlanMembership.objects.filter(person__email="nia@partner.example").exists()


def test_add_member_may_begin_and_end_in_the_future(client, people):
    tomorrow = timezone.localdate() + timedelta(days=1)
    client.force_login(people.manager)

    client.post(
        address(people, "member-create"),
        new_member(
            **typed_day("starts_on", tomorrow), **typed_day("ends_on", tomorrow)
        ),
    )

    member = PlanMembership.objects.latest("pk")
    assert (member.starts_on, member.ends_on) == (tomorrow, tomorrow)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        pytest.param({"full_name": ""}, "Enter full name", id="no name"),
        pytest.param(
            {"email": "nia"}, "Enter an email address in the correct", id="no address"
        ),
        pytest.param({"role": "owner"}, "Select a valid choice", id="not a role"),
        pytest.param(
            typed_day("ends_on", date(2026, 5, 1)),
            "The last day is before the first one",
            id="days out of order",
        ),
    ],
)
def test_add_member_with_wrong_words_keeps_them(client, people, typed, error):
    client.force_login(people.manager)
    accounts = User.objects.count()
    typed = new_member(**typed)

    page = body(client.post(address(people, "member-create"), typed))

    assert error in page
    assert f'value="{typed["email"]}"' in page
    assert User.objects.count() == accounts
    assert outbox.outbox == []


def test_add_member_with_a_second_role_is_refused(client, people):
    client.force_login(people.manager)

    page = body(
        client.post(
            address(people, "member-create"), new_member(email=people.viewer.email)
        )
    )

    assert "This person already has a role in the plan on some of these days." in page


def test_send_again_mails_a_new_link(client, people):
    client.force_login(people.manager)

    client.post(address(people, "member-invite"))

    assert [message.to for message in outbox.outbox] == [[people.owner.email]]


def test_send_again_to_who_has_a_password_sends_nothing(client, people):
    people.owner.set_password("Sunflower-Field-9")
    people.owner.save()
    client.force_login(people.manager)

    response = client.post(address(people, "member-invite"), follow=True)

    assert "Olive Owner has already chosen a password." in body(response)
    assert outbox.outbox == []


def test_end_membership_closes_the_plan_after_that_day(client, people):
    yesterday = timezone.localdate() - timedelta(days=1)
    client.force_login(people.manager)

    response = client.post(
        address(people, "member-end"),
        {**typed_day("ends_on", yesterday), "version": "1"},
        follow=True,
    )

    assert f"The last day of Olive Owner is {yesterday:%-d %B %Y}." in body(response)
    client.force_login(people.owner)
    assert client.get(address(people, "people")).status_code == 404


def test_end_membership_on_a_day_that_is_none_keeps_what_was_typed(client, people):
    client.force_login(people.manager)
    typed = {"ends_on_day": "31", "ends_on_month": "2", "ends_on_year": "2027"}

    page = body(client.post(address(people, "member-end"), {**typed, "version": "1"}))

    assert "Last day must be a real date" in page
    assert 'value="31"' in page


def test_end_membership_before_it_began_is_refused(client, people):
    client.force_login(people.manager)

    page = body(
        client.post(
            address(people, "member-end"),
            {**typed_day("ends_on", date(2024, 1, 1)), "version": "1"},
        )
    )

    assert "There is a problem" in page
    assert PlanMembership.objects.order_by("pk").first().ends_on is None


def test_end_membership_saved_meanwhile_shows_both_days(client, people):
    membership = PlanMembership.objects.order_by("pk").first()
    membership.ends_on = date(2027, 1, 31)
    membership.save()
    client.force_login(people.manager)
    typed = {**typed_day("ends_on", date(2027, 2, 28)), "version": "1"}

    page = client.post(address(people, "member-end"), typed)

    assert "31 January 2027" in body(page)
    assert "28 February 2027" in body(page)
    membership.refresh_from_db()
    assert membership.ends_on == date(2027, 1, 31)
    typed["version"] = str(page.context["form"]["version"].value())
    client.post(address(people, "member-end"), typed)
    membership.refresh_from_db()
    assert membership.ends_on == date(2027, 2, 28)
