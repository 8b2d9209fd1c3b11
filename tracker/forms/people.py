"""What plan managers type about posts, holders and members."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tracker.choices import HoldingKind, OrganisationKind, Role
from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.rules import not_after
from tracker.models import (
    Organisation,
    Plan,
    PlanMembership,
    Post,
    PostHolding,
    User,
)
from tracker.workflow.people import Holding, NewMember, NewOrganisation


class PostForm(GovukForm):
    """A new post, in an organisation of the plan or in a new one."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        error_messages={"required": "Enter the title of the post"},
        help_text="As on the organisation's structure chart.",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), to_field_name="slug", required=False
    )
    new_organisation = forms.CharField(
        label="Or a new organisation",
        max_length=200,
        required=False,
        help_text="Its name, where the list does not have it.",
    )
    new_kind = forms.ChoiceField(
        label="What is the new organisation?",
        choices=OrganisationKind,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        self.plan = plan
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer this plan's own organisations."""
        self.fields["organisation"].queryset = self.plan.organisations.all()  # type: ignore[attr-defined]

    def clean(self) -> dict:
        """One organisation, known or new; a new one says what it is."""
        data = super().clean() or self.cleaned_data
        known, new = data.get("organisation"), data.get("new_organisation")
        if known and new:
            self.add_error(
                "new_organisation", "Choose from the list or name a new one, not both"
            )
        elif new and not data.get("new_kind"):
            self.add_error("new_kind", "Say what the new organisation is")
        elif not known and not new and not self.has_error("organisation"):
            self.add_error("organisation", "Choose an organisation or name a new one")
        return data

    def chosen_organisation(self) -> Organisation | NewOrganisation:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        return data["organisation"] or NewOrganisation(
            name=data["new_organisation"], kind=data["new_kind"]
        )


class HolderForm(GovukForm):
    """Who holds or deputises for a post from a day on."""

    kind = forms.ChoiceField(
        label="Holder or deputy?",
        choices=HoldingKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose holder or deputy"},
    )
    starts_on = DayField(
        label="First day", help_text="Earlier days stay as they are on record."
    )
    member = forms.ModelChoiceField(
        User.objects.none(),
        label="A member of the plan",
        to_field_name="email",
        required=False,
    )
    name = forms.CharField(
        label="Or a person who is not a member",
        max_length=150,
        required=False,
        help_text="First and last name. Without an account nobody can update actions.",
    )
    is_vacant = forms.BooleanField(
        label="Nobody: it is vacant from that day", required=False
    )
    corrects = forms.ChoiceField(
        label="Which entry was wrong?",
        required=False,
        help_text="It stays on record as corrected and counts no more.",
    )
    why = forms.CharField(label="What was wrong?", max_length=200, required=False)
    folded = ("corrects", "why")
    folded_label = "This corrects a wrong entry"

    def __init__(self, *args: Any, post: Post, today: date, **options: Any) -> None:
        self.post = post
        self.today = today
        self.standing = {
            f"{entry.kind}-{entry.starts_on}": entry
            for entry in post.holdings.standing().order_by("-starts_on", "kind")
        }
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer those who are members today, and the entries that stand."""
        members = self.post.plan.memberships.current(self.today).values("person")
        self.fields["member"].queryset = User.objects.filter(  # type: ignore[attr-defined]
            pk__in=members, is_active=True
        )
        self.fields["corrects"].choices = [  # type: ignore[attr-defined]
            ("", "None"),
            *((key, entry_in_words(entry)) for key, entry in self.standing.items()),
        ]

    def clean_starts_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["starts_on"], self.today)

    def clean(self) -> dict:
        """Exactly one answer to who it is."""
        data = super().clean() or self.cleaned_data
        answers = [data.get(name) for name in ("member", "name", "is_vacant")]
        given = sum(map(bool, answers))
        if not given and not self.has_error("member"):
            self.add_error(
                "member", "Choose a member, give a name, or tick that it is vacant"
            )
        if given > 1:
            raise ValidationError(
                "Give one answer: a member, a name, or that it is vacant."
            )
        if data.get("corrects") and not data.get("why"):
            self.add_error("why", "Say what was wrong")
        if data.get("why") and not data.get("corrects") and not self.errors:
            self.add_error("corrects", "Choose the entry that was wrong")
        return data

    def holding(self) -> Holding:
        """The clean values as the workflow takes them."""
        data = self.cleaned_data
        member = data["member"]
        return Holding(
            kind=data["kind"],
            starts_on=data["starts_on"],
            name=member.full_name if member else data["name"],
            account=member,
            corrects=self.standing.get(data["corrects"]),
            why=data["why"],
        )


def entry_in_words(entry: PostHolding) -> str:
    """An entry of a post, as a list names it."""
    return (
        f"{entry.get_kind_display()} from {entry.starts_on:%-d %B %Y}: "
        f"{entry.name or 'vacant'}"
    )


class MemberForm(GovukForm):
    """A person to let into the plan."""

    full_name = forms.CharField(
        label="Full name",
        max_length=150,
        help_text="First and last name, as others should read it.",
    )
    email = forms.EmailField(
        label="Email address",
        help_text="Who has no account yet gets an invitation to this address.",
    )
    role = forms.ChoiceField(choices=Role, widget=forms.RadioSelect)
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="Last day",
        required=False,
        help_text="For example the last day of a visit. Leave empty if none is known.",
    )

    def clean(self) -> dict:
        """Days in their order."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day is before the first one")
        return data

    def member(self) -> NewMember:
        """The clean values as the workflow takes them."""
        names = ("full_name", "email", "role", "starts_on", "ends_on")
        return NewMember(**{name: self.cleaned_data[name] for name in names})


class EndMembershipForm(GovukForm):
    """The last day of a membership."""

    ends_on = DayField(label="Last day", help_text="That day still counts.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(membership: PlanMembership, today: date) -> dict:
        """What the form shows of a membership as it stands."""
        return {"ends_on": membership.ends_on or today, "version": membership.version}
