"""Staff see the plans they are members of, and change what their role allows."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.pages import address, errors_of, send
from tests.admin.test_pages import OURS, make
from tests.factories import (
    ActionFactory,
    OrganisationFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    ThemeFactory,
    UserFactory,
    VisitFactory,
)
from tracker.models import (
    Action,
    Change,
    Judgement,
    Plan,
    Theme,
    User,
    Visit,
    Workstream,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["manager", "viewer", "stranger"])
def test_back_office_is_closed_without_the_staff_flag(client, people, who):
    client.force_login(getattr(people, who))

    response = client.get(address(Action, "changelist"))

    assert response.status_code == 302
    assert client.get(response.url).status_code == 403


def test_back_office_sends_nobody_to_its_own_sign_in(client):
    response = client.get(reverse("admin:index"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.model_name)
def test_rows_of_other_plans_are_not_there(client, staff_manager, model):
    row = make(model)
    if model is User:
        PlanMembershipFactory(person=row)
    client.force_login(staff_manager)

    for page in ("change", "history"):
        response = client.get(address(model, page, row.pk))
        assert (response.status_code, response.url) == (302, reverse("admin:index"))
    listed = client.get(address(model, "changelist")).context["cl"].result_list
    assert row not in listed


def test_rows_of_own_plans_are_there(client, people, staff_viewer):
    action = ActionFactory(plan=people.plan)
    ActionFactory()
    client.force_login(staff_viewer)

    listed = client.get(address(Action, "changelist")).context["cl"].result_list

    assert list(listed) == [action]


def test_filters_name_no_other_plan(client, people, staff_manager):
    ActionFactory(plan=people.plan)
    ActionFactory(plan__name="A secret plan")
    ActionFactory(plan=PlanMembershipFactory(person=staff_manager).plan)
    client.force_login(staff_manager)

    page = client.get(address(Action, "changelist")).content.decode()

    assert people.plan.name in page
    assert "A secret plan" not in page


def test_suggestions_name_no_row_of_other_plans(client, people, staff_manager):
    mine, _other = (
        PostFactory(plan=people.plan, title="Lead A"),
        PostFactory(title="Lead B"),
    )
    client.force_login(staff_manager)
    asked = {
        "app_label": "tracker",
        "model_name": "action",
        "field_name": "owner_post",
        "term": "Lead",
    }

    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]

    assert found == [{"id": str(mine.pk), "text": "Lead A"}]


def test_viewer_reads_the_record_and_writes_none_of_it(client, people, staff_viewer):
    action = ActionFactory(plan=people.plan)
    path = address(Action, "change", action.pk)
    client.force_login(staff_viewer)
    before = Change.objects.count()

    assert client.get(path).status_code == 200
    assert client.post(path, {"title": "Other words"}).status_code == 403
    assert client.post(address(Action, "add"), {}).status_code == 403
    assert Change.objects.count() == before


def test_viewer_keeps_reference_data_of_the_plan(client, people, staff_viewer):
    client.force_login(staff_viewer)

    client.post(
        address(Theme, "add"),
        {"plan": people.plan.pk, "name": "Supervision", "slug": "supervision"},
    )

    theme = Theme.objects.get()
    assert Change.objects.of(theme).get().by == staff_viewer


def test_row_cannot_be_added_to_another_plan(client, staff_manager):
    client.force_login(staff_manager)

    response = client.post(
        address(Theme, "add"),
        {"plan": PlanFactory().pk, "name": "Supervision", "slug": "supervision"},
    )

    assert "plan" in errors_of(response)
    assert not Theme.objects.exists()


def test_row_cannot_be_added_to_a_plan_one_only_reads(client, people, staff_manager):
    read = PlanMembershipFactory(person=staff_manager).plan
    client.force_login(staff_manager)

    response = client.post(
        address(Visit, "add"),
        {
            "plan": read.pk,
            "reference": "V-2026-01",
            "kind": "monitoring_visit",
            "starts_on": "2026-04-21",
            "ends_on": "2026-04-22",
            "precision": "day",
        },
    )

    assert "plan" in errors_of(response)
    assert not Visit.objects.exists()


def test_row_cannot_be_added_below_a_row_one_only_reads(client, people, staff_manager):
    read = PlanMembershipFactory(person=staff_manager).plan
    client.force_login(staff_manager)

    response = client.post(
        address(Judgement, "add"),
        {"visit": VisitFactory(plan=read).pk, "area": "Leadership", "grade": "good"},
    )

    assert errors_of(response) == {
        "__all__": ["You may not change this plan. Choose one that you manage."]
    }
    assert not Judgement.objects.exists()


def test_row_cannot_be_moved_to_another_plan(client, people, staff_manager):
    theme = ThemeFactory(plan=people.plan)
    other = PlanMembershipFactory(person=staff_manager, manager=True).plan
    client.force_login(staff_manager)

    send(client, address(Theme, "change", theme.pk), plan=other.pk, slug="moved")

    theme.refresh_from_db()
    assert (theme.plan, theme.slug) == (people.plan, theme.slug)
    assert theme.slug != "moved"


def test_plan_of_another_row_decides_too(client, people, staff_manager):
    """A holding belongs to the plan of its post, whatever the form says."""
    post = PostFactory()
    client.force_login(staff_manager)

    response = client.post(
        reverse("admin:tracker_postholding_add"),
        {"post": post.pk, "kind": "holder", "starts_on": "2026-06-01", "name": "X"},
    )

    assert "post" in errors_of(response)
    assert not post.holdings.exists()


@pytest.mark.parametrize("who", ["staff_manager", "staff_viewer"])
def test_plan_is_started_by_a_superuser_only(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(address(Plan, "add")).status_code == 403


def test_superuser_starts_a_plan(boss):
    send(
        boss,
        address(Plan, "add"),
        name="New plan",
        slug="new-plan",
        accountable_body="A council",
    )

    assert Plan.objects.get().slug == "new-plan"


def test_superuser_changes_any_plan(boss):
    workstream = factories.WorkstreamFactory()

    send(
        boss,
        address(Workstream, "change", workstream.pk),
        name="Better name",
        why="It was too long",
    )

    change = Change.objects.of(workstream).first()
    assert (change.after, change.why) == ({"name": "Better name"}, "It was too long")
    assert str(change.by) == "Sue Boss"


def test_organisation_of_another_plan_is_not_offered(client, people, staff_manager):
    organisation = OrganisationFactory()
    client.force_login(staff_manager)

    response = client.post(
        reverse("admin:tracker_post_add"),
        {
            "plan": people.plan.pk,
            "organisation": organisation.pk,
            "title": "Lead",
            "slug": "lead",
        },
    )

    assert "organisation" in errors_of(response)


def test_row_of_a_visible_but_other_plan_is_refused_in_words(boss):
    response = boss.post(
        reverse("admin:tracker_post_add"),
        {
            "plan": PlanFactory().pk,
            "organisation": OrganisationFactory().pk,
            "title": "Lead",
            "slug": "lead",
        },
    )

    assert errors_of(response) == {
        "organisation": ["Choose an organisation of the same plan."]
    }


def test_visit_address_is_checked(boss):
    visit = VisitFactory()

    response = boss.post(
        address(Visit, "add"),
        {
            "plan": visit.plan.pk,
            "reference": "second visit",
            "kind": "monitoring_visit",
            "starts_on": "2026-04-21",
            "ends_on": "2026-04-20",
            "precision": "day",
        },
    )

    assert errors_of(response) == {
        "reference": ["Give V, the year and a number: V-2022-01."]
    }


def test_accounts_of_other_plans_are_not_offered(client, people, staff_manager):
    outside = PlanMembershipFactory().person
    fresh = UserFactory(full_name="Fred Fresh")
    client.force_login(staff_manager)

    listed = set(client.get(address(User, "changelist")).context["cl"].result_list)

    assert {fresh, people.viewer, staff_manager} <= listed
    assert not {outside, people.superuser} & listed
