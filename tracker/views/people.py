"""People of a plan: its posts and who holds them, its members and their roles."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from tracker.edge.invitations import set_password_link
from tracker.exports.columns import Table, rows
from tracker.exports.mail import Invitation, invitation_mail, sent
from tracker.exports.people_columns import POST_COLUMNS
from tracker.forms.people import EndMembershipForm, HolderForm, MemberForm, PostForm
from tracker.forms.stale import compare
from tracker.models import Plan, PlanMembership, Post, PostHolding, User
from tracker.permissions import Verb, may
from tracker.reports.people import people_report, posts_on
from tracker.views.days import asked_day
from tracker.views.fetch import get_plan, today
from tracker.views.listing import file_response
from tracker.views.submit import carried_out
from tracker.workflow.people import add_member, create_post, end_membership, set_holder

MOST_MEMBERSHIPS = 100_000  # a number above it is a mistyped address


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Posts with their holders on a day, and members with their roles."""
    plan = get_plan(request, slug)
    asked = asked_day(request, default=plan.day(today()))
    context = {
        "plan": plan,
        "section": "people",
        "asked": asked,
        "today": today(),
        "report": people_report(plan, on=asked.on, today=today()),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
    }
    return render(request, "tracker/people/list.html", context)


@require_safe
def people_export(
    request: HttpRequest, slug: str, suffix: str
) -> StreamingHttpResponse:
    """The posts of the page as a file; members are not for a file that travels."""
    plan = get_plan(request, slug)
    on = asked_day(request, default=plan.day(today())).on
    about = [("Plan", plan.name), ("Posts on", f"{on:%-d %B %Y}")]
    if plan.is_fictional:
        about.append(("Note", "Fictional plan: the council and people are made up."))
    table = Table("Posts", POST_COLUMNS, rows(posts_on(plan, on), POST_COLUMNS), about)
    return file_response(table, f"{plan.slug}-posts-{on}", suffix)


@require_http_methods(["GET", "POST"])
def post_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a post, then say who holds it."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        return form_page(request, "post_create", PostForm(plan=plan), plan)
    form = PostForm(request.POST, plan=plan)
    if form.is_valid():
        post = carried_out(
            form,
            lambda: create_post(
                plan=plan,
                title=form.cleaned_data["title"],
                organisation=form.chosen_organisation(),
            ),
        )
        if post:
            messages.success(request, f"{post} was added. Say who holds it.")
            return redirect("tracker:holder-create", plan.slug, post.slug)
    return form_page(request, "post_create", form, plan)


@require_http_methods(["GET", "POST"])
def holder_create(request: HttpRequest, slug: str, post: str) -> HttpResponse:
    """Say who holds or deputises for a post from a day on."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    held = get_object_or_404(plan.posts.select_related("organisation"), slug=post)
    if request.method == "GET":
        start = {"kind": "holder", "starts_on": today()}
        form = HolderForm(post=held, today=today(), initial=start)
        return form_page(request, "holder_create", form, plan, **on_record(held))
    form = HolderForm(request.POST, post=held, today=today())
    if form.is_valid():
        holding = carried_out(
            form, lambda: set_holder(post=held, holding=form.holding())
        )
        if holding:
            messages.success(request, in_words(holding))
            return redirect_to_people(plan, holding.starts_on)
    return form_page(request, "holder_create", form, plan, **on_record(held))


@require_http_methods(["GET", "POST"])
def member_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a person in; who has not chosen a password yet is invited by mail."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        form = MemberForm(initial={"starts_on": today()})
        return form_page(request, "member_create", form, plan)
    form = MemberForm(request.POST)
    if form.is_valid():
        membership = carried_out(
            form, lambda: add_member(plan=plan, member=form.member())
        )
        if membership:
            role = membership.get_role_display().lower()
            messages.success(request, f"{membership.person} was added as {role}.")
            invite(request, plan, membership.person)
            return redirect("tracker:people", plan.slug)
    return form_page(request, "member_create", form, plan)


@require_POST
def member_invite(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Send the invitation again, to who has not chosen a password yet."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    person = get_membership(plan, number).person
    if person.has_usable_password():
        messages.info(request, f"{person} has already chosen a password.")
    invite(request, plan, person)
    return redirect("tracker:people", plan.slug)


@require_http_methods(["GET", "POST"])
def member_end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a membership its last day."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    membership = get_membership(plan, number)
    if request.method == "GET":
        initial = EndMembershipForm.initial_of(membership, today())
        form = EndMembershipForm(initial=initial)
        return form_page(request, "member_end", form, plan, membership=membership)
    form = EndMembershipForm(request.POST)
    if form.is_valid():
        ended = carried_out(
            form,
            lambda: end_membership(
                membership=membership,
                version=form.cleaned_data["version"],
                ends_on=form.cleaned_data["ends_on"],
            ),
        )
        if ended:
            said = f"{ended.ends_on:%-d %B %Y}"
            messages.success(request, f"The last day of {ended.person} is {said}.")
            return redirect("tracker:people", plan.slug)
        show_both_versions(form)
    return form_page(request, "member_end", form, plan, membership=membership)


def show_both_versions(form: EndMembershipForm) -> None:
    """After a stale save, put what is stored now beside what was typed."""
    current = getattr(form, "stale", None)
    if current:
        initial = EndMembershipForm.initial_of(current, today())
        compare(form, EndMembershipForm(initial=initial), current)


def in_words(holding: PostHolding) -> str:
    """An entry as a sentence."""
    kind = holding.get_kind_display().lower()
    name = holding.name or "nobody"
    return f"{holding.post}: {kind} from {holding.starts_on:%-d %B %Y} is {name}."


def on_record(post: Post) -> dict[str, object]:
    """A post with all its entries so far, the latest first."""
    return {
        "post": post,
        "holdings": post.holdings.order_by("-starts_on", "kind", "pk"),
    }


def get_membership(plan: Plan, number: int) -> PlanMembership:
    """The plan's membership of that number, in the order of joining; 404 for none."""
    rows_of_plan = plan.memberships.select_related("person", "plan").order_by("pk")
    known = 0 < number <= MOST_MEMBERSHIPS
    membership = rows_of_plan[number - 1 : number].first() if known else None
    if membership is None:
        raise Http404
    return membership


def invite(request: HttpRequest, plan: Plan, person: User) -> None:
    """Mail a link to choose a password, and say on the page what became of it."""
    if person.has_usable_password():
        return
    mail = invitation_mail(
        Invitation(
            name=person.full_name,
            email=person.email,
            link=set_password_link(request, person),
            plan=plan.name,
            invited_by=str(request.user),
        )
    )
    if sent(mail):
        messages.success(request, f"An invitation was sent to {person.email}.")
        return
    messages.warning(
        request,
        f"The invitation to {person.email} could not be sent. The account and the "
        "role stay: choose “Send again” beside the name. If that "
        "fails too, ask an administrator to look at the mail settings.",
    )


def redirect_to_people(plan: Plan, day: date) -> HttpResponse:
    """Back to the page, for a day on which the new entry shows."""
    response = redirect("tracker:people", plan.slug)
    if day > plan.day(today()):
        response["Location"] += f"?on={day}"
    return response


def form_page(
    request: HttpRequest, page: str, form: forms.Form, plan: Plan, **more: object
) -> HttpResponse:
    """The page of one form about people."""
    context = {"plan": plan, "section": "people", "form": form, **more}
    return render(request, f"tracker/people/{page}.html", context)
