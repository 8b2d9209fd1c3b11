"""Accounts, members, organisations, posts and their holders."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from tracker.admin import access
from tracker.admin.base import AppendedAdmin, RecordAdmin
from tracker.admin.forms import RecordForm, RowForm
from tracker.admin.inlines import AddedInline, RecordInline
from tracker.admin.invitations import invite
from tracker.forms.rules import not_after
from tracker.models import Organisation, PlanMembership, Post, PostHolding, User
from tracker.permissions import Verb, may
from tracker.reports.handover import OpenWork, open_work
from tracker.workflow.people import Holding, invite_account, set_holder

ACCOUNT_FIELDS = (
    "email",
    "full_name",
    "is_active",
    "closes_with_work",
    "password_page",
)


class AccountForm(RecordForm):
    """An account; addresses are kept in small letters.

    One whose person has open work is closed only once that was seen.
    """

    closes_with_work = forms.BooleanField(
        label="Close the account all the same",
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict:
        """Show what would stay behind before an account is closed."""
        data = super().clean() or self.cleaned_data
        if self.initial.get("is_active") and data.get("is_active") is False:
            work = open_work(self.instance, access.today())
            if work:
                self._show(work)
        return data

    def _show(self, work: OpenWork) -> None:
        self.fields["closes_with_work"].widget = forms.CheckboxInput()
        if self.cleaned_data.get("closes_with_work"):
            self.confirm("Confirmed: the account is closed with open work.")
            return
        self.add_error("closes_with_work", list(lines_of(work, self.request)))

    def clean_email(self) -> str:
        """The address as it is kept."""
        return self.cleaned_data["email"].lower()


def lines_of(work: OpenWork, request: HttpRequest) -> Iterator[str]:
    """What would stay behind, and where to hand it over."""
    yield "This person has open work. Hand it over first, or tick this."
    for post in work.posts:
        count = post.open_actions
        yield format_html(
            '<a href="{}">{}</a> ({}): {} open action{}.',
            place_to_hand_over(post, request),
            post,
            post.plan,
            count,
            "" if count == 1 else "s",
        )
    if work.requests:
        yield f"Requests for a new due date that wait: {work.requests}."
    if work.returned:
        yield f"Updates that were returned: {work.returned}."


def place_to_hand_over(post: Post, request: HttpRequest) -> str:
    """The handover page for who manages the plan; for others the post's own page."""
    plan = access.plans_of(request).get(post.plan_id)
    if plan and may(request.user, Verb.EDIT_PLAN, plan):
        return reverse("tracker:handover", args=[plan.slug])
    return reverse("admin:tracker_post_change", args=[post.pk])


class NewAccountForm(AccountForm):
    """A new account: its person chooses the password."""

    filled_later = frozenset({"password"})


class AccountMembershipInline(RecordInline):
    """The plans the person belongs to."""

    model = PlanMembership
    fields = ("plan", "role", "starts_on", "ends_on")
    selects = ("plan", "person")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Those of plans that the reader sees."""
        return access.visible(request, super().get_queryset(request))


@admin.register(User)
class AccountAdmin(RecordAdmin, UserAdmin):
    """Accounts are added by e-mail and invited; nobody gives rights above their own."""

    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    list_display = ("full_name", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("full_name", "email")
    ordering = ("full_name", "email")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ACCOUNT_FIELDS}),
        ("Rights", {"fields": ("is_staff", "is_superuser")}),
        ("Dates", {"fields": ("joined_at", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "full_name")}),)
    readonly_fields = ("password_page", "joined_at", "last_login")
    inlines = (AccountMembershipInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Staff keep accounts."""
        return request.user.is_staff

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Accounts that open no more than one's own."""
        if obj is None:
            return request.user.is_staff
        return access.may_change_account(request, obj)

    def check_write(self, form: RecordForm) -> None:
        """Accounts belong to no plan; who may be changed has been asked."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """Rights in the back office are given by a superuser."""
        shown = super().get_readonly_fields(request, obj)
        return (
            shown if request.user.is_superuser else (*shown, "is_staff", "is_superuser")
        )

    @admin.display(description="password")
    def password_page(self, account: User) -> str:
        """Whether there is one, and where to set another."""
        said = "Chosen." if account.has_usable_password() else "Not chosen yet."
        path = reverse("admin:auth_user_password_change", args=[account.pk])
        return format_html('{} <a href="{}">Set a password</a>', said, path)

    def add(self, request: HttpRequest, obj: User, form: RecordForm) -> User:
        """Make the account and mail a link to choose its password."""
        account = invite_account(email=obj.email, full_name=obj.full_name)
        invite(request, account)
        return account


@admin.register(PlanMembership)
class PlanMembershipAdmin(RecordAdmin):
    """One role of one person in one plan, from a first day to a last one."""

    list_display = ("person", "plan", "role", "starts_on", "ends_on")
    list_filter = ("role", ("plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("person__full_name", "person__email")
    autocomplete_fields = ("person",)
    fixed = ("plan", "person", "role", "starts_on")
    selects = ("plan", "person")
    may_write = staticmethod(access.administers)


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    """Bodies whose posts own actions."""

    list_display = ("name", "kind", "plan")
    list_filter = ("kind", ("plan", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fixed = ("plan", "slug")
    selects = ("plan",)
    may_write = staticmethod(access.administers)


class HoldingFields(forms.ModelForm):
    """Who holds a post from a day on; an account brings its name."""

    def clean_starts_on(self) -> Any:
        """Not a day to come."""
        return not_after(self.cleaned_data["starts_on"], access.today())

    def clean(self) -> dict:
        """Take the name of the account where none was typed."""
        data = super().clean() or self.cleaned_data
        if data.get("account") and not data.get("name"):
            data["name"] = data["account"].full_name
        return data


class HoldingRowForm(HoldingFields, RowForm):
    """An entry below its post."""


class HoldingForm(HoldingFields, RecordForm):
    """An entry on its own page."""


def add_holding(row: PostHolding) -> PostHolding:
    """Store an entry, the way the People page does."""
    holding = Holding(row.kind, row.starts_on, row.name, row.account)
    return set_holder(post=row.post, holding=holding)


class HoldingInline(AddedInline):
    """Holders and deputies so far; another one may be added."""

    model = PostHolding
    form = HoldingRowForm
    fields = ("kind", "starts_on", "name", "account")
    autocomplete_fields = ("account",)
    ordering = ("kind", "-starts_on")
    selects = ("post", "account")
    may_write = staticmethod(access.administers)


@admin.register(Post)
class PostAdmin(RecordAdmin):
    """Jobs that own actions."""

    list_display = ("title", "organisation", "plan")
    list_filter = (("plan", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("title", "slug", "organisation__name")
    autocomplete_fields = ("organisation",)
    prepopulated_fields = {"slug": ("title",)}
    fixed = ("plan", "slug")
    selects = ("plan", "organisation")
    inlines = (HoldingInline,)
    may_write = staticmethod(access.administers)

    def add_row(self, row: Any) -> None:
        """Store an entry, the way the People page does."""
        add_holding(row)


@admin.register(PostHolding)
class PostHoldingAdmin(AppendedAdmin):
    """Entries of who held which post; they are added, never changed."""

    form = HoldingForm
    list_display = ("post", "kind", "name", "account", "starts_on", "is_corrected")
    list_filter = (
        "kind",
        "is_corrected",
        ("post__plan", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("post__title", "name")
    fields = ("post", "kind", "starts_on", "name", "account")
    autocomplete_fields = ("post", "account")
    selects = ("post", "account")
    may_write = staticmethod(access.administers)

    def add(self, request: HttpRequest, obj: PostHolding, form: Any) -> PostHolding:
        """Store an entry, the way the People page does."""
        return add_holding(obj)
