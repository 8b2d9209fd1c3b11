"""Issued packs: the list, one of them as it was shown, its files and its notes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tracker.choices import PackPreset
from tracker.forms.packs import PackNoteForm, PackTextsForm
from tracker.forms.stale import compare
from tracker.models import Meeting, Pack, PackText, Plan
from tracker.permissions import Verb, may
from tracker.reports.pack.committee_places import PLACES
from tracker.reports.packs import (
    BrokenPackError,
    issued_pack,
    packs_of,
    recorded_later,
    stored_document,
)
from tracker.views.fetch import get_plan, today
from tracker.views.listing import page_of
from tracker.views.pack_files import download, drawn_response, on_page
from tracker.views.submit import carried_out
from tracker.workflow.packs import note_pack, write_texts


@require_safe
def pack_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The packs that were issued, the latest first."""
    plan = get_plan(request, slug)
    page, page_note = page_of(request, packs_of(plan))
    context = {"plan": plan, "section": "report", "page": page, "page_note": page_note}
    return render(request, "tracker/pack/list.html", context)


@require_safe
def pack_detail(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """One pack as it was shown, with the notes that were written since."""
    plan = get_plan(request, slug)
    page = issued_pack(get_pack(plan, ref))
    context = {
        "plan": plan,
        "section": "report",
        "page": page,
        **on_page(page.document),
        "may_edit": may(request.user, Verb.EDIT_PLAN, plan),
    }
    return render(request, "tracker/pack/detail.html", context)


@require_safe
def pack_file(request: HttpRequest, slug: str, ref: str, suffix: str) -> HttpResponse:
    """One pack as a file; JSON is the very bytes that were issued."""
    plan = get_plan(request, slug)
    pack = get_pack(plan, ref)
    above = redirect("tracker:pack-detail", slug, ref)
    name = f"{plan.slug}-{pack.reference}-{pack.preset}"
    try:
        document = stored_document(pack)
    except BrokenPackError:
        return above
    if suffix == "json":
        return download(pack.content.encode(), name, suffix)
    return drawn_response(request, document, name, suffix, above)


@require_safe
def pack_later(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """What the pack would say today of the same day: entries that were dated back."""
    plan = get_plan(request, slug)
    pack = get_pack(plan, ref)
    try:
        later = recorded_later(pack)
    except BrokenPackError:
        return redirect("tracker:pack-detail", slug, ref)
    context = {"plan": plan, "section": "report", "pack": pack, "later": later}
    return render(request, "tracker/pack/later.html", context)


@require_http_methods(["GET", "POST"])
def pack_note(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Say what turned out wrong in a pack; the pack stays as it was."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    pack = get_pack(plan, ref)
    form = PackNoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: note_pack(
            pack=pack, text=form.cleaned_data["text"], by=request.user, on=today()
        ),
    ):
        messages.success(request, f"The note stands above {ref}.")
        return redirect("tracker:pack-detail", slug, ref)
    context = {"plan": plan, "section": "report", "pack": pack, "form": form}
    return render(request, "tracker/pack/note.html", context)


@require_http_methods(["GET", "POST"])
def pack_texts(
    request: HttpRequest, slug: str, preset: str, meeting: str
) -> HttpResponse:
    """Write the parts of a report that no record can fill, for one meeting."""
    plan = get_plan(request, slug, Verb.EDIT_PLAN)
    if preset not in PLACES:
        message = "This report has nothing to write."
        raise Http404(message)
    held = get_object_or_404(plan.meetings.select_related("board"), reference=meeting)
    form = texts_form(held, preset, request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = carried_out(
            form,
            lambda: write_texts(
                meeting=held,
                preset=preset,
                texts=form.written(),
                versions=form.opened_with(),
            ),
        )
        if kept is not None:
            messages.success(request, "What you wrote was kept.")
            page = reverse("tracker:report-preview", args=[slug, preset])
            return redirect(f"{page}?meeting={meeting}")
        if getattr(form, "stale", None):
            stored = texts_form(held, preset)
            compare(form, stored, form.stale)  # type: ignore[attr-defined]
            form.take_versions(stored)
    context = {
        "plan": plan,
        "section": "report",
        "form": form,
        "meeting": held,
        "preset": PackPreset(preset),
    }
    return render(request, "tracker/pack/texts.html", context)


def get_pack(plan: Plan, ref: str) -> Pack:
    """A pack of the plan."""
    rows = Pack.objects.select_related(
        "meeting__board", "issued_by", "visit", "organisation", "earlier"
    )
    pack = get_object_or_404(rows, plan=plan, reference=ref)
    pack.plan = plan
    return pack


def texts_form(
    meeting: Meeting, preset: str, data: QueryDict | None = None
) -> PackTextsForm:
    """The places of a report, filled with what was written for the meeting."""
    rows = {
        row.key: row for row in PackText.objects.filter(meeting=meeting, preset=preset)
    }
    return PackTextsForm(
        data,
        places=PLACES[PackPreset(preset)],
        texts={key: row.text for key, row in rows.items()},
        versions={key: row.version for key, row in rows.items()},
    )
