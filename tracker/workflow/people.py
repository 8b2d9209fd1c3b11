"""Posts and who holds them; members of a plan, from a first day to a last one."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import slugify

from tracker.models import (
    Organisation,
    Plan,
    PlanMembership,
    Post,
    PostHolding,
    User,
    change_set,
    written_together,
)
from tracker.workflow.records import save_record

SLUG_LENGTH = 50


@dataclass(frozen=True)
class NewOrganisation:
    """A body that the plan does not know yet."""

    name: str
    kind: str


@dataclass(frozen=True)
class Holding:
    """Who holds or deputises for a post from a day on; without a name nobody does.

    `corrects` is an entry that was wrong, and `why` says how that came about.
    """

    kind: str
    starts_on: date
    name: str = ""
    account: User | None = None
    corrects: PostHolding | None = None
    why: str = ""


@dataclass(frozen=True)
class NewMember:
    """Whom to let in, with which role, from which day, until which day if any."""

    full_name: str
    email: str
    role: str
    starts_on: date
    ends_on: date | None = None


@written_together()
def create_post(
    *, plan: Plan, title: str, organisation: Organisation | NewOrganisation | None
) -> Post:
    """Add a post to the plan, and its organisation where that is new.

    Raises ValidationError where the plan has such a post or organisation already.
    """
    Plan.objects.locked(plan.pk)
    if isinstance(organisation, NewOrganisation):
        organisation = create_organisation(plan, organisation)
    if plan.posts.filter(title__iexact=title, organisation=organisation).exists():
        raise ValidationError({"title": "The plan already has a post of that title."})
    slug = free_slug(plan.posts.all(), title, "title")
    return save_record(
        Post(plan=plan, organisation=organisation, slug=slug, title=title)
    )


def create_organisation(plan: Plan, new: NewOrganisation) -> Organisation:
    """Add an organisation to the plan, held by the caller."""
    if plan.organisations.filter(name__iexact=new.name).exists():
        raise ValidationError(
            {"new_organisation": "The plan already has it. Choose it from the list."}
        )
    slug = free_slug(plan.organisations.all(), new.name, "new_organisation")
    return save_record(Organisation(plan=plan, slug=slug, name=new.name, kind=new.kind))


@written_together()
def set_holder(*, post: Post, holding: Holding) -> PostHolding:
    """Say who holds or deputises for a post from a day on; earlier days stay.

    A wrong entry that it corrects stays on record and counts no more. Raises
    ValidationError where the post has an entry from that very day, or somebody
    corrected the wrong one before.
    """
    with change_set(why=holding.why):
        if holding.corrects:
            _set_aside(holding.corrects)
        return save_record(
            PostHolding(
                post=post,
                kind=holding.kind,
                starts_on=holding.starts_on,
                name=holding.name,
                account=holding.account,
                corrects=holding.corrects,
            )
        )


def _set_aside(wrong: PostHolding) -> None:
    held = PostHolding.objects.select_related("post").locked(wrong.pk)
    if held.is_corrected:
        raise ValidationError({"corrects": "Somebody corrected this entry before you."})
    held.is_corrected = True
    save_record(held)


@written_together()
def add_member(*, plan: Plan, member: NewMember) -> PlanMembership:
    """Let a person into the plan; who has no account gets one without a password.

    The name of somebody who has an account stays as it is. Raises ValidationError
    where the account is closed, or the person has a role on some of these days.
    """
    Plan.objects.locked(plan.pk)
    person = User.objects.filter(email__iexact=member.email).first()
    if person is None:
        person = invite_account(email=member.email, full_name=member.full_name)
    if not person.is_active:
        raise ValidationError(
            {"email": "This account is closed. Ask an administrator to open it."}
        )
    return save_record(
        PlanMembership(
            plan=plan,
            person=person,
            role=member.role,
            starts_on=member.starts_on,
            ends_on=member.ends_on,
        )
    )


@written_together()
def invite_account(*, email: str, full_name: str) -> User:
    """Make an account that nobody can sign in with until a password is chosen."""
    return User.objects.create_user(email=email, full_name=full_name)


@written_together()
def end_membership(
    *, membership: PlanMembership, version: int, ends_on: date
) -> PlanMembership:
    """Give a membership its last day; what the person wrote stays.

    Raises StaleRecordError where it was saved since `version`, ValidationError
    where the day is before the first one or runs into another role.
    """
    held = PlanMembership.objects.locked(membership.pk, version)
    held.ends_on = ends_on
    return save_record(held)


def free_slug(rows: QuerySet, words: str, field: str) -> str:
    """The words as part of an address, with a number where they are taken."""
    stem = slugify(words)[: SLUG_LENGTH - 4].strip("-")
    if not stem:
        raise ValidationError({field: "Use some letters or numbers."})
    taken = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
