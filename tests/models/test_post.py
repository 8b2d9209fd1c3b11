from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    OrganisationFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import Post

pytestmark = pytest.mark.django_db

BEFORE, DAY, AFTER = date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2)


def test_organisation_of_no_kind_is_refused():
    assert_refused(
        unsaved(OrganisationFactory, kind="odd"), "Value 'odd' is not a valid choice."
    )
    assert str(OrganisationFactory(name="A council")) == "A council"


def test_post_of_another_plans_organisation_is_refused():
    assert_said(
        unsaved(
            PostFactory, organisation=OrganisationFactory(), plan=PostFactory().plan
        ),
        "Choose an organisation of the same plan.",
    )


def test_post_may_have_no_organisation():
    assert_accepted(unsaved(PostFactory, organisation=None))


def test_post_is_in_a_plan_once():
    post = PostFactory()

    assert_refused(
        unsaved(PostFactory, plan=post.plan, slug=post.slug),
        "The plan already has a post of that title.",
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"kind": "odd"}, "Value 'odd' is not a valid choice.", id="unknown kind"
        ),
        pytest.param(
            {"vacancy": True, "with_account": True},
            "Give the name of the person with the account.",
            id="an account without a name",
        ),
        pytest.param(
            {"precision": "odd"}, "Value 'odd' is not a valid choice.", id="precision"
        ),
        pytest.param(
            {"basis": "odd"}, "Value 'odd' is not a valid choice.", id="basis"
        ),
    ],
)
def test_holding_is_refused(values, sentence):
    account = UserFactory() if values.pop("with_account", False) else None
    row = unsaved(PostHoldingFactory, **values)
    row.account = account

    assert_refused(row, sentence)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="a name without an account"),
        pytest.param({"vacancy": True}, id="nobody"),
        pytest.param({"deputy": True}, id="a deputy"),
    ],
)
def test_holding_is_accepted(values):
    assert_accepted(unsaved(PostHoldingFactory, **values))


def test_holding_from_a_day_is_one_of_a_kind():
    row = PostHoldingFactory()

    assert_accepted(unsaved(PostHoldingFactory, post=row.post, deputy=True))
    assert_refused(
        unsaved(PostHoldingFactory, post=row.post),
        "This post already has an entry from that day. "
        "Give another day, or correct that entry.",
    )


def corrected(row):
    """The entry, set aside."""
    row.is_corrected = True
    row.save()
    return row


def test_correction_may_be_of_the_same_day():
    wrong = corrected(PostHoldingFactory())

    assert_accepted(unsaved(PostHoldingFactory, post=wrong.post, corrects=wrong))
    assert_refused(
        unsaved(PostHoldingFactory, post=wrong.post),
        "This post already has an entry from that day. "
        "Give another day, or correct that entry.",
    )


def test_correction_is_of_the_same_post():
    assert_said(
        unsaved(PostHoldingFactory, corrects=PostHoldingFactory()),
        "Choose an entry of the same post.",
    )


def test_entry_is_corrected_once_and_changes_in_nothing_else():
    wrong = corrected(PostHoldingFactory(name="Ann"))

    wrong.is_corrected = False
    with pytest.raises(ValidationError):
        wrong.save()
    wrong.refresh_from_db()
    wrong.name = "Ben"
    with pytest.raises(ValidationError):
        wrong.save()


def test_corrected_entry_counts_for_no_day():
    post = PostFactory()
    PostHoldingFactory(post=post, name="Ann")
    wrong = corrected(PostHoldingFactory(post=post, name="Ben", starts_on=DAY))
    PostHoldingFactory(post=post, name="Ben", starts_on=AFTER, corrects=wrong)

    def holder(on):
        return Post.objects.with_people(on).get().holder_name

    assert [holder(on) for on in (BEFORE, DAY, AFTER)] == ["Ann", "Ann", "Ben"]


def test_holding_reads_as_a_sentence():
    post = PostFactory(title="Head of help")

    assert str(PostHoldingFactory(post=post, name="Ann")) == "Head of help: Ann"
    vacancy = PostHoldingFactory(post=post, vacancy=True, starts_on=DAY)
    assert str(vacancy) == "Head of help: vacant"


@pytest.mark.parametrize(
    ("on", "name"),
    [
        pytest.param(BEFORE, "Ann", id="the day before"),
        pytest.param(DAY, "Ben", id="on the first day"),
        pytest.param(AFTER, "Ben", id="the day after"),
        pytest.param(date(2024, 1, 1), None, id="before anybody"),
    ],
)
def test_holder_on_a_day_is_the_latest_one(on, name):
    post = PostFactory()
    PostHoldingFactory(post=post, name="Ann")
    PostHoldingFactory(post=post, name="Ben", starts_on=DAY)

    assert Post.objects.with_people(on).get().holder_name == name


@pytest.mark.parametrize(
    ("on", "is_vacant"),
    [(BEFORE, False), (DAY, True), (AFTER, True), (date(2024, 1, 1), True)],
)
def test_post_is_vacant_from_the_day_without_a_name(on, is_vacant):
    post = PostFactory()
    PostHoldingFactory(post=post)
    PostHoldingFactory(post=post, vacancy=True, starts_on=DAY)

    assert Post.objects.vacant(on).filter(pk=post.pk).exists() == is_vacant


def test_post_with_a_deputy_only_is_vacant(today):
    post = PostHoldingFactory(deputy=True, name="Dan").post

    found = Post.objects.vacant(today).get()

    assert found == post
    assert (found.holder_name, found.deputy_name) == (None, "Dan")


@pytest.mark.parametrize("deputy", [False, True], ids=["holder", "deputy"])
def test_post_is_held_until_the_next_one_begins(deputy):
    person = UserFactory()
    post = PostHoldingFactory(account=person, deputy=deputy).post
    PostHoldingFactory(post=post, deputy=deputy, starts_on=DAY)

    assert list(Post.objects.held_by(person, BEFORE)) == [post]
    assert list(Post.objects.held_by(person, DAY)) == []


def test_posts_of_two_people_are_told_apart(today):
    ann, ben = UserFactory(), UserFactory()
    of_ann = PostHoldingFactory(account=ann).post
    PostHoldingFactory(account=ben)

    assert list(Post.objects.held_by(ann, today)) == [of_ann]


@pytest.mark.parametrize("count", [1, 50])
def test_posts_with_people_take_one_query(count, today, django_assert_num_queries):
    plan = OrganisationFactory().plan
    for _ in range(count):
        PostHoldingFactory(post__plan=plan)

    with django_assert_num_queries(1):
        posts = list(Post.objects.with_people(today))

    assert len(posts) == count
