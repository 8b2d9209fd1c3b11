"""A report kept as a draft: once, corrected piece by piece, by one person at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories import ImportDraftFactory, PlanFactory, UserFactory
from tests.reviews import GRADES, PAGES, TEXTS, VISIT, a_report, a_review, words_of
from tracker.models import Change, ImportDraft, StaleRecordError
from tracker.workflow.report_drafts import (
    add_area,
    correct_area,
    drop_area,
    edit_grades,
    edit_visit,
    review_of,
    save_report,
    split_area,
)
from tracker.workflow.report_review import ReviewedPart

pytestmark = pytest.mark.django_db

PARTS = (ReviewedPart("Plans", "plans"), ReviewedPart("Reviews"))


@pytest.fixture
def draft():
    return ImportDraftFactory(report=True)


def again(draft):
    return ImportDraft.objects.get(pk=draft.pk)


def test_report_is_kept_with_its_document_and_changes_nothing_else(today):
    plan, by = PlanFactory(), UserFactory()

    draft = save_report(plan=plan, report=a_report(), by=by, on=today)

    draft = again(draft)
    assert (draft.number, draft.kind, draft.file_name) == (1, "report", "report.pdf")
    assert (draft.made_by, draft.made_on, draft.version) == (by, today, 1)
    with draft.file.open() as document:
        assert document.read() == b"%PDF-1.7 made up %%EOF"
    assert draft.pages == list(PAGES)
    assert review_of(draft) == a_review()
    assert not plan.visits.exists()
    assert not plan.recommendations.exists()


def test_same_document_is_one_draft_in_a_plan(today):
    plan, by = PlanFactory(), UserFactory()
    first = save_report(plan=plan, report=a_report(), by=by, on=today)

    later = today + timedelta(days=1)
    again = save_report(plan=plan, report=a_report(), by=UserFactory(), on=later)
    other = save_report(plan=PlanFactory(), report=a_report(), by=by, on=today)

    assert again == first
    assert other != first
    assert ImportDraft.objects.count() == 2


def test_document_that_was_brought_in_is_not_kept_again(today):
    report = a_report()
    done = ImportDraftFactory(brought_in=True, sha256=report.sha256)

    assert (
        save_report(plan=done.plan, report=report, by=UserFactory(), on=today) == done
    )


def test_spreadsheet_of_the_same_hash_is_no_report(today):
    report = a_report()
    workbook = ImportDraftFactory(sha256=report.sha256)

    draft = save_report(plan=workbook.plan, report=report, by=UserFactory(), on=today)

    assert (draft.number, draft.kind) == (2, "report")


EDITS = {
    "visit": lambda draft, version: edit_visit(
        draft=draft, version=version, visit=replace(VISIT, authority="Aldermere")
    ),
    "grades": lambda draft, version: edit_grades(
        draft=draft, version=version, grades=[]
    ),
    "added": lambda draft, version: add_area(
        draft=draft, version=version, words=words_of("Help for young carers")
    ),
    "corrected": lambda draft, version: correct_area(
        draft=draft, version=version, number=2, words=words_of("Supervision")
    ),
    "dropped": lambda draft, version: drop_area(draft=draft, version=version, number=2),
    "split": lambda draft, version: split_area(
        draft=draft, version=version, number=1, parts=PARTS, theme="plans"
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_edit_leaves_a_version_and_a_line_of_history(draft, name):
    EDITS[name](draft, 1)

    changes = list(Change.objects.of(draft).values_list("before", "after"))
    assert again(draft).version == 2
    assert changes[0] == (
        {"last_edit": ""},
        {
            "last_edit": {
                "visit": "The visit",
                "grades": "The grades",
                "added": "An area was added",
                "split": "Area 1",
            }.get(name, "Area 2")
        },
    )


def test_same_piece_twice_is_a_version_each(draft):
    EDITS["corrected"](draft, 1)
    EDITS["dropped"](draft, 2)

    assert again(draft).version == 3


@pytest.mark.parametrize("name", EDITS)
def test_edit_of_an_older_version_is_refused_and_changes_nothing(draft, name):
    EDITS["visit"](draft, 1)
    before = again(draft).review

    with pytest.raises(StaleRecordError) as stale:
        EDITS[name](draft, 1)

    assert stale.value.current == draft
    assert again(draft).review == before


@pytest.mark.parametrize("name", EDITS)
def test_edit_after_it_was_brought_in_is_refused(name):
    draft = ImportDraftFactory(brought_in=True)

    with pytest.raises(ValidationError) as refused:
        EDITS[name](draft, 1)

    assert refused.value.messages == [
        "This report was brought in already, on 16 June 2026."
    ]


def test_edits_change_their_piece_alone(draft):
    version = 1
    for edit in EDITS.values():
        version = edit(draft, version).version

    review = review_of(again(draft))
    assert review.visit == replace(VISIT, authority="Aldermere")
    assert review.grades == ()
    first, second, third = review.areas
    assert (first.parts, first.theme, first.words.text) == (PARTS, "plans", TEXTS[0])
    assert (second.words.text, second.is_dropped) == ("Supervision", True)
    assert second.as_read.text == TEXTS[1]
    assert (third.words.text, third.as_read) == ("Help for young carers", None)


def test_area_is_dropped_and_put_back(draft):
    EDITS["dropped"](draft, 1)
    assert review_of(again(draft)).kept == [a_review().areas[0]]

    EDITS["dropped"](draft, 2)
    assert review_of(again(draft)) == a_review()


def test_grades_are_replaced(draft):
    grades = [replace(GRADES[0], grade="outstanding")]

    edit_grades(draft=draft, version=1, grades=grades)

    assert review_of(again(draft)).grades == tuple(grades)


def test_area_that_is_not_there_is_refused(draft):
    with pytest.raises(ValidationError, match="no such area"):
        drop_area(draft=draft, version=1, number=9)
