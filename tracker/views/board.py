"""The board's pages: the overview, boards and meetings, and who came."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tracker.exports.board_columns import MEETING_COLUMNS
from tracker.filters.board import MeetingFilter
from tracker.forms.meetings import (
    AttendanceForm,
    BoardForm,
    EditMeetingForm,
    MeetingForm,
)
from tracker.forms.stale import compare
from tracker.models import Board, Meeting, Plan
from tracker.permissions import Verb, may
from tracker.reports.board_pages import board_overview, listed_meetings, meeting_page
from tracker.reports.packs import packs_of
from tracker.views.fetch import get_plan, today
from tracker.views.listing import PlanList, export_list, list_context
from tracker.views.submit import carried_out
from tracker.workflow.boards import (
    create_board,
    create_meeting,
    edit_board,
    edit_meeting,
    record_attendance,
)


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The next meeting, what waits for the board, and what it did."""
    plan = get_plan(request, slug)
    on = plan.day(today())
    context = {
        "plan": plan,
        "section": "board",
        "on": on,
        "page": board_overview(plan=plan, on=on),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
        "may_raise": may(request.user, Verb.RAISE_CHALLENGE, plan),
    }
    return render(request, "tracker/board/overview.html", context)


@require_http_methods(["GET", "POST"])
def board_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a board to the plan."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if request.method == "GET":
        return form_page(
            request, plan, BoardForm(), "Add a board", button="Add the board"
        )
    form = BoardForm(request.POST)
    if form.is_valid() and carried_out(
        form, lambda: create_board(plan=plan, entry=form.entry())
    ):
        messages.success(request, f"{form.cleaned_data['name']} was added.")
        return redirect("tracker:board", slug)
    return form_page(request, plan, form, "Add a board", button="Add the board")


@require_http_methods(["GET", "POST"])
def board_update(request: HttpRequest, slug: str, board: str) -> HttpResponse:
    """Change a board's name, how often it meets or who chairs it."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    record = get_object_or_404(Board, plan=plan, slug=board)
    if request.method == "GET":
        form = BoardForm(initial=BoardForm.initial_of(record))
        return form_page(request, plan, form, "Edit the board")
    form = BoardForm(request.POST)
    if form.is_valid() and carried_out(
        form,
        lambda: edit_board(
            board=record, version=form.cleaned_data["version"], entry=form.entry()
        ),
    ):
        messages.success(request, f"{form.cleaned_data['name']} was changed.")
        return redirect("tracker:board", slug)
    show_both_versions(form, {})
    return form_page(request, plan, form, "Edit the board")


MEETING_LIST = PlanList("Meetings", "meeting", "tracker:meeting-list", MEETING_COLUMNS)


def meeting_filter(request: HttpRequest, plan: Plan) -> MeetingFilter:
    """The plan's meetings as the address narrows and sorts them."""
    on = plan.day(today())
    return MeetingFilter(request.GET, listed_meetings(plan), plan=plan, on=on)


@require_safe
def meeting_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of a plan's boards, filtered and sorted, fifty a page."""
    plan = get_plan(request, slug)
    context = list_context(request, meeting_filter(request, plan), MEETING_LIST) | {
        "section": "board",
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
    }
    return render(request, "tracker/board/meetings.html", context)


@require_safe
def meeting_export(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    """What the list shows, as a file."""
    filterset = meeting_filter(request, get_plan(request, slug))
    return export_list(request, filterset, MEETING_LIST, suffix)


@require_safe
def meeting_detail(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One meeting: when and where, who came, what was asked and decided."""
    plan = get_plan(request, slug)
    meeting = get_meeting(plan, ref)
    on = plan.day(today())
    context = {
        "plan": plan,
        "section": "board",
        "page": meeting_page(meeting=meeting, on=on),
        "packs": packs_of(plan, meeting),
        "is_held": meeting.held_on <= today() and not meeting.is_called_off,
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
        "may_raise": may(request.user, Verb.RAISE_CHALLENGE, plan),
    }
    return render(request, "tracker/board/meeting.html", context)


@require_http_methods(["GET", "POST"])
def meeting_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a meeting; a plan without a board first needs one."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    boards = list(plan.boards.all()[:2])
    if not boards:
        messages.info(request, "Add the board first, then its meetings.")
        return redirect("tracker:board-create", slug)
    if request.method == "GET":
        start = {"board": boards[0].slug} if len(boards) == 1 else {}
        form = MeetingForm(plan=plan, initial=start)
        return form_page(request, plan, form, "Add a meeting", button="Add the meeting")
    form = MeetingForm(request.POST, plan=plan)
    if form.is_valid():
        added = carried_out(form, lambda: create_meeting(plan=plan, entry=form.entry()))
        if added:
            messages.success(request, f"{added.reference} was added.")
            return redirect("tracker:meeting-detail", slug, added.reference)
    return form_page(request, plan, form, "Add a meeting", button="Add the meeting")


@require_http_methods(["GET", "POST"])
def meeting_update(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Move a meeting, call it off or word it anew, and say why."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    meeting = get_meeting(plan, ref)
    options = {"plan": plan}
    if request.method == "GET":
        start = EditMeetingForm.initial_of(meeting)
        form = EditMeetingForm(initial=start, **options)
        return form_page(request, plan, form, "Edit the meeting", meeting)
    form = EditMeetingForm(request.POST, **options)
    if form.is_valid() and carried_out(
        form,
        lambda: edit_meeting(
            meeting=meeting,
            version=form.cleaned_data["version"],
            entry=form.entry(),
            why=form.cleaned_data["why"],
        ),
    ):
        messages.success(request, f"{ref} was changed.")
        return redirect("tracker:meeting-detail", slug, ref)
    show_both_versions(form, options)
    return form_page(request, plan, form, "Edit the meeting", meeting)


@require_http_methods(["GET", "POST"])
def meeting_attendance(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say who came to a meeting and who sent apologies."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    meeting = get_meeting(plan, ref)
    if request.method == "GET":
        form = AttendanceForm(initial=AttendanceForm.initial_of(meeting))
        return form_page(request, plan, form, "Who was there", meeting)
    form = AttendanceForm(request.POST)

    def write() -> bool:
        record_attendance(meeting=meeting, guests=form.guests(), on=today())
        return True

    if form.is_valid() and carried_out(form, write):
        messages.success(request, "Who was there is saved.")
        return redirect("tracker:meeting-detail", slug, ref)
    return form_page(request, plan, form, "Who was there", meeting)


def get_meeting(plan: Plan, ref: str) -> Meeting:
    """A meeting of a plan that the person may see."""
    rows = Meeting.objects.select_related("board", "source")
    meeting = get_object_or_404(rows, plan=plan, reference=ref)
    meeting.plan = plan
    return meeting


def show_both_versions(form: forms.Form, options: dict) -> None:
    """After a stale save, put what is stored now beside what was typed."""
    current = getattr(form, "stale", None)
    if current:
        stored = type(form)(initial=form.initial_of(current), **options)
        compare(form, stored, current)


def form_page(
    request: HttpRequest,
    plan: Plan,
    form: forms.Form,
    heading: str,
    meeting: Meeting | None = None,
    button: str = "Save",
) -> HttpResponse:
    """The page of one form about a board or a meeting."""
    back = {"href": reverse("tracker:board", args=[plan.slug]), "text": "Board"}
    if meeting:
        page = reverse("tracker:meeting-detail", args=[plan.slug, meeting.reference])
        back = {"href": page, "text": meeting.reference}
    context = {
        "plan": plan,
        "section": "board",
        "form": form,
        "heading": heading,
        "caption": meeting and f"{meeting.board}, {meeting.when}",
        "back": back,
        "button": button,
    }
    return render(request, "tracker/board/form.html", context)
