"""Drafts of files: numbered in the plan, confirmed by a person on a day."""

from datetime import date

import pytest

from tests.factories import (
    ImportDraftFactory,
    PlanFactory,
    UserFactory,
    VisitFactory,
    unsaved,
)
from tests.models.rules import assert_accepted, assert_refused, assert_said
from tracker.models import Change, ImportDraft

pytestmark = pytest.mark.django_db

WHOLE = "A confirmation has a day and a person."
TO_VISIT = "A report that was brought in leads to its visit."


@pytest.mark.parametrize("confirmed", [False, True])
def test_draft_waits_or_is_confirmed(confirmed):
    draft = unsaved(ImportDraftFactory, confirmed=confirmed)

    assert_accepted(draft)
    assert draft.is_confirmed == confirmed


@pytest.mark.parametrize("missing", ["confirmed_by", "confirmed_on", "change_set"])
def test_confirmation_is_whole(missing):
    draft = unsaved(ImportDraftFactory, confirmed=True, **{missing: None})

    assert_refused(draft, WHOLE)


def test_confirmation_is_not_before_the_file():
    draft = unsaved(ImportDraftFactory, confirmed=True, confirmed_on=date(2026, 6, 14))

    assert_refused(draft, "The confirmation is before the file.")


def test_report_is_kept_with_its_document():
    assert_refused(
        unsaved(ImportDraftFactory, report=True, file=""),
        "A report is kept with its document.",
    )


def test_spreadsheet_is_not_kept():
    draft = unsaved(ImportDraftFactory, file="report.pdf")

    assert_refused(draft, "A report is kept with its document.")


def test_report_leads_to_a_visit_once_it_was_brought_in():
    assert_accepted(unsaved(ImportDraftFactory, brought_in=True))
    assert_refused(unsaved(ImportDraftFactory, brought_in=True, visit=None), TO_VISIT)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"report": True}, id="report that waits"),
        pytest.param({"confirmed": True}, id="spreadsheet"),
    ],
)
def test_nothing_else_leads_to_a_visit(values):
    draft = ImportDraftFactory()
    visit = VisitFactory(plan=draft.plan)

    assert_refused(
        unsaved(ImportDraftFactory, plan=draft.plan, visit=visit, **values), TO_VISIT
    )


def test_visit_is_of_the_same_plan():
    draft = unsaved(ImportDraftFactory, plan=PlanFactory(), brought_in=True)
    draft.visit = VisitFactory()

    assert_said(draft, "Choose a visit of the same plan.")


def test_document_is_named_by_its_hash_and_not_by_its_sender():
    draft = ImportDraftFactory(report=True, sha256="ab" * 32)

    assert draft.file.name == f"{draft.plan.slug}/imports/ab/{'ab' * 32}"


def test_reports_and_spreadsheets_are_told_apart():
    report = ImportDraftFactory(report=True)
    workbook = ImportDraftFactory(plan=report.plan)

    assert list(ImportDraft.objects.reports()) == [report]
    assert list(ImportDraft.objects.workbooks()) == [workbook]


def test_number_is_the_plans_own():
    first = ImportDraftFactory()

    assert ImportDraftFactory(plan=first.plan).number == 2
    assert ImportDraftFactory().number == 1


def test_open_and_confirmed_part_the_drafts():
    waiting = ImportDraftFactory()
    done = ImportDraftFactory(plan=waiting.plan, confirmed=True)

    assert list(ImportDraft.objects.open()) == [waiting]
    assert list(ImportDraft.objects.confirmed()) == [done]


def test_history_does_not_repeat_what_was_read():
    ImportDraftFactory(
        made_by=UserFactory(),
        rows=[{"Action": "Train"}],
        review={"areas": []},
        pages=["Page"],
        result={"done": []},
    )

    change = Change.objects.get(model="importdraft")
    assert {"rows", "review", "pages", "result"} & {*change.after} == set()
    assert change.record == "Import 1: actions.xlsx"
