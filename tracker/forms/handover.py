"""What a plan manager types to hand over everything that a person holds."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms

from tracker.forms.base import GovukForm
from tracker.forms.fields import DayField
from tracker.forms.rules import not_after
from tracker.models import Plan, User
from tracker.reports.handover import HeldPost, Leaver
from tracker.workflow.handover import HandedPost, Handover

VACANT = "vacant"
ONE_ANSWER = "Choose a member or give a name, not both"


class LeaverForm(GovukForm):
    """Whose posts are to be handed over."""

    who = forms.ChoiceField(label="Who leaves?")

    def __init__(self, *args: Any, names: Iterable[str], **options: Any) -> None:
        self.names = names
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Offer everybody who holds a post or is a member."""
        names = [(name, name) for name in self.names]
        self.fields["who"].choices = [("", "Choose one"), *names]


class HandoverForm(GovukForm):
    """Who has each post next, all from one day on."""

    hides_optional = True  # of a post's two fields one is to be filled in

    starts_on = DayField(
        label="From which day?",
        help_text="The first day of the others. Earlier days stay as they are.",
    )
    ends_membership = forms.BooleanField(
        label="End the membership the day before", required=False
    )

    def __init__(
        self, *args: Any, plan: Plan, leaver: Leaver, today: date, **options: Any
    ) -> None:
        self.plan = plan
        self.leaver = leaver
        self.today = today
        super().__init__(*args, **options)

    def prepare_fields(self) -> None:
        """Two fields a post: a member, or the name of somebody without an account."""
        members = self.plan.memberships.current(self.today).values("person")
        people = User.objects.filter(pk__in=members, is_active=True).exclude(
            pk=self.leaver.account_id
        )
        self.members = {person.email: person for person in people}
        choices = [
            ("", "Choose one"),
            (VACANT, "Nobody: it is vacant"),
            *((email, person.full_name) for email, person in self.members.items()),
        ]
        for held in self.leaver.posts:
            label = f"{held.post}, {held.kind_label.lower()}"
            self.fields[to_field(held)] = forms.ChoiceField(
                label=label, choices=choices, required=False
            )
            self.fields[name_field(held)] = forms.CharField(
                label=f"{label}: or a person without an account",
                required=False,
                max_length=150,
            )
        membership = self.leaver.membership
        if membership is None or membership.ends_on:
            del self.fields["ends_membership"]
        else:
            self.order_fields([name for name in self.fields if name[:4] != "ends"])

    def clean_starts_on(self) -> date | None:
        """Not a day to come."""
        return not_after(self.cleaned_data["starts_on"], self.today)

    def clean(self) -> dict:
        """Exactly one answer to who has each post."""
        data = super().clean() or self.cleaned_data
        for held in self.leaver.posts:
            member, name = data.get(to_field(held)), data.get(name_field(held))
            if member and name:
                self.add_error(name_field(held), ONE_ANSWER)
            elif not (member or name or self.has_error(to_field(held))):
                self.add_error(
                    to_field(held), f"Say who has {held.post}, or that it is vacant"
                )
        return data

    def handover(self) -> Handover:
        """The clean values as the workflow takes them."""
        ends = self.cleaned_data.get("ends_membership")
        return Handover(
            name=self.leaver.name,
            account_id=self.leaver.account_id,
            starts_on=self.cleaned_data["starts_on"],
            posts=tuple(self._handed()),
            membership=self.leaver.membership if ends else None,
        )

    def _handed(self) -> Iterator[HandedPost]:
        for held in self.leaver.posts:
            account = self.members.get(self.cleaned_data[to_field(held)])
            name = account.full_name if account else self.cleaned_data[name_field(held)]
            yield HandedPost(held.post, held.kind, name=name, account=account)


def to_field(held: HeldPost) -> str:
    """The name of the field that takes the member."""
    return f"to-{held.post.slug}-{held.kind}"


def name_field(held: HeldPost) -> str:
    """The name of the field that takes a name without an account."""
    return f"name-{held.post.slug}-{held.kind}"
