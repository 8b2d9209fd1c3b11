"""Posts, holders and members: added, never overwritten."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    OrganisationFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tracker.choices import HoldingKind, OrganisationKind, Role
from tracker.models import (
    Change,
    PlanMembership,
    Post,
    PostHolding,
    StaleRecordError,
    User,
    change_set,
)
from tracker.workflow.people import (
    Holding,
    NewMember,
    NewOrganisation,
    add_member,
    create_post,
    end_membership,
    free_slug,
    set_holder,
)

pytestmark = pytest.mark.django_db


def new_member(**values):
    """A viewer to let in from 1 June."""
    return NewMember(
        **{
            "full_name": "Nia New",
            "email": "nia@partner.example",
            "role": Role.VIEWER,
            "starts_on": date(2026, 6, 1),
            **values,
        }
    )


def test_create_post_in_known_organisation():
    organisation = OrganisationFactory()

    post = create_post(
        plan=organisation.plan, title="Head of Youth", organisation=organisation
    )

    assert (post.slug, post.organisation) == ("head-of-youth", organisation)
    assert Change.objects.of(post).count() == 1


def test_create_post_adds_new_organisation():
    plan = PlanFactory()

    post = create_post(
        plan=plan,
        title="Chief nurse",
        organisation=NewOrganisation("Hospital trust", OrganisationKind.PARTNER),
    )

    assert post.organisation.slug == "hospital-trust"
    assert post.organisation.kind == OrganisationKind.PARTNER


def test_create_post_of_same_title_in_same_organisation_is_refused():
    post = PostFactory(title="Head of Youth")

    with pytest.raises(ValidationError) as refusal:
        create_post(
            plan=post.plan, title="head of youth", organisation=post.organisation
        )

    assert refusal.value.message_dict == {
        "title": ["The plan already has a post of that title."]
    }


def test_create_post_with_organisation_the_plan_has_is_refused_and_adds_nothing():
    organisation = OrganisationFactory(name="Hospital trust")

    with pytest.raises(ValidationError, match="already has it"):
        create_post(
            plan=organisation.plan,
            title="Chief nurse",
            organisation=NewOrganisation("hospital Trust", OrganisationKind.PARTNER),
        )

    assert not Post.objects.exists()


def test_create_post_in_organisation_of_another_plan_is_refused():
    with pytest.raises(ValidationError) as refusal:
        create_post(
            plan=PlanFactory(), title="Head", organisation=OrganisationFactory()
        )

    assert list(refusal.value.message_dict) == ["organisation"]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        pytest.param("Head of Youth", "head-of-youth-3", id="taken twice"),
        pytest.param("Café", "cafe", id="accents"),
        pytest.param("x" * 200, "x" * 46, id="long"),
    ],
)
def test_free_slug_fits_and_is_not_taken(words, slug):
    plan = PlanFactory()
    PostFactory(plan=plan, slug="head-of-youth")
    PostFactory(plan=plan, slug="head-of-youth-2")

    assert free_slug(plan.posts.all(), words, "title") == slug


def test_free_slug_of_signs_only_is_refused():
    with pytest.raises(ValidationError, match="letters or numbers"):
        free_slug(Post.objects.all(), "???", "title")


def test_set_holder_adds_an_entry_and_keeps_the_earlier_one():
    first = PostHoldingFactory(name="Ann First")
    account = UserFactory(full_name="Sam Second")

    set_holder(
        post=first.post,
        holding=Holding(HoldingKind.HOLDER, date(2026, 6, 1), "Sam Second", account),
    )

    may, june = (
        Post.objects.with_people(day).get()
        for day in (date(2026, 5, 31), date(2026, 6, 1))
    )
    assert (may.holder_name, june.holder_name) == ("Ann First", "Sam Second")
    assert june.holder_account == account.pk


def test_set_holder_without_a_name_is_a_vacancy():
    holding = PostHoldingFactory()

    set_holder(post=holding.post, holding=Holding(HoldingKind.HOLDER, date(2026, 6, 1)))

    assert list(Post.objects.vacant(date(2026, 6, 1))) == [holding.post]


def test_set_holder_twice_from_one_day_is_refused():
    holding = PostHoldingFactory()

    with pytest.raises(ValidationError, match="already has an entry from that day"):
        set_holder(
            post=holding.post,
            holding=Holding(HoldingKind.HOLDER, holding.starts_on, "Sam Second"),
        )

    assert PostHolding.objects.count() == 1


def test_set_holder_corrects_a_wrong_entry_which_stays_on_record():
    wrong = PostHoldingFactory(name="Sam Frist")
    right = Holding(
        HoldingKind.HOLDER,
        wrong.starts_on,
        "Sam First",
        corrects=wrong,
        why="The name was misspelt",
    )

    stored = set_holder(post=wrong.post, holding=right)

    wrong.refresh_from_db()
    assert (stored.corrects, stored.starts_on) == (wrong, wrong.starts_on)
    assert (wrong.name, wrong.is_corrected, stored.is_corrected) == (
        "Sam Frist",
        True,
        False,
    )
    told = Change.objects.filter(model="postholding", why="The name was misspelt")
    assert {change.record_id for change in told} == {wrong.pk, stored.pk}
    # What every copy is compared with: an entry is corrected where another says so.
    rows = PostHolding.objects.all()
    assert {row.pk for row in rows if row.is_corrected} == {
        row.corrects_id for row in rows if row.corrects_id
    }


def test_set_holder_corrects_an_entry_once():
    wrong = PostHoldingFactory()
    right = Holding(HoldingKind.HOLDER, wrong.starts_on, "Sam First", corrects=wrong)
    set_holder(post=wrong.post, holding=right)

    with pytest.raises(ValidationError) as refusal:
        set_holder(post=wrong.post, holding=right)

    assert refusal.value.message_dict == {
        "corrects": ["Somebody corrected this entry before you."]
    }
    assert PostHolding.objects.count() == 2


def test_correction_that_is_refused_leaves_the_wrong_entry_standing():
    first = PostHoldingFactory(name="Ann")
    wrong = PostHoldingFactory(post=first.post, starts_on=date(2026, 6, 1))
    right = Holding(HoldingKind.HOLDER, first.starts_on, "Ben", corrects=wrong)

    with pytest.raises(ValidationError):
        set_holder(post=first.post, holding=right)

    assert PostHolding.objects.standing().count() == 2


def test_add_member_without_account_makes_one_that_cannot_sign_in_yet():
    plan = PlanFactory()

    membership = add_member(plan=plan, member=new_member(email="Nia@Partner.example"))

    person = membership.person
    assert (person.email, person.full_name) == ("nia@partner.example", "Nia New")
    assert not person.has_usable_password()
    assert not person.is_staff


def test_add_member_with_account_leaves_the_account_as_it_is():
    person = UserFactory(email="nia@partner.example", full_name="Nia Known")

    membership = add_member(
        plan=PlanFactory(), member=new_member(email="NIA@partner.example")
    )

    assert membership.person == person
    assert User.objects.get().full_name == "Nia Known"


def test_add_member_with_closed_account_is_refused():
    UserFactory(email="nia@partner.example", is_active=False)

    with pytest.raises(ValidationError) as refusal:
        add_member(plan=PlanFactory(), member=new_member())

    assert list(refusal.value.message_dict) == ["email"]


def test_add_member_with_a_role_on_these_days_is_refused_and_makes_no_account():
    old = PlanMembershipFactory(person__email="nia@partner.example")

    with pytest.raises(ValidationError, match="already has a role"):
        add_member(plan=old.plan, member=new_member())

    assert PlanMembership.objects.get() == old


def test_add_member_refused_leaves_no_account():
    with pytest.raises(ValidationError):
        add_member(plan=PlanFactory(), member=new_member(ends_on=date(2026, 5, 1)))

    assert not User.objects.exists()


def test_change_role_from_one_day_to_the_next():
    old = PlanMembershipFactory(person__email="nia@partner.example")
    end_membership(membership=old, version=old.version, ends_on=date(2026, 5, 31))

    new = add_member(plan=old.plan, member=new_member(role=Role.MODERATOR))

    days = [date(2026, 5, 31), date(2026, 6, 1)]
    roles = [old.plan.memberships.current(day).get().role for day in days]
    assert roles == [Role.VIEWER, new.role]


def test_end_membership_leaves_a_change_with_who():
    manager = UserFactory()
    membership = PlanMembershipFactory()

    with change_set(by=manager):
        end_membership(
            membership=membership,
            version=membership.version,
            ends_on=date(2026, 6, 30),
        )

    change = Change.objects.of(membership).first()
    assert (change.by, change.before, change.after) == (
        manager,
        {"ends_on": None},
        {"ends_on": "2026-06-30"},
    )


def test_end_membership_before_its_first_day_is_refused():
    membership = PlanMembershipFactory(starts_on=date(2026, 6, 1))

    with pytest.raises(ValidationError):
        end_membership(
            membership=membership,
            version=membership.version,
            ends_on=date(2026, 5, 31),
        )


def test_end_membership_saved_meanwhile_is_refused():
    membership = PlanMembershipFactory()

    with pytest.raises(StaleRecordError):
        end_membership(
            membership=membership,
            version=membership.version - 1,
            ends_on=date(2026, 6, 30),
        )
