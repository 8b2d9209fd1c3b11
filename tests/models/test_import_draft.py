"""Drafts of files: numbered in the plan, confirmed by a person on a day."""

from datetime import date

import pytest

from tests.factories import ImportDraftFactory, UserFactory, unsaved
from tests.models.rules import assert_accepted, assert_refused
from tracker.models import Change, ImportDraft

pytestmark = pytest.mark.django_db

WHOLE = "A confirmation has a day and a person."


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


def test_number_is_the_plans_own():
    first = ImportDraftFactory()

    assert ImportDraftFactory(plan=first.plan).number == 2
    assert ImportDraftFactory().number == 1


def test_open_and_confirmed_part_the_drafts():
    waiting = ImportDraftFactory()
    done = ImportDraftFactory(plan=waiting.plan, confirmed=True)

    assert list(ImportDraft.objects.open()) == [waiting]
    assert list(ImportDraft.objects.confirmed()) == [done]


def test_history_does_not_repeat_the_sheet():
    ImportDraftFactory(
        made_by=UserFactory(), rows=[{"Action": "Train"}], result={"done": []}
    )

    change = Change.objects.get(model="importdraft")
    assert {"rows", "result"} & {*change.after} == set()
    assert change.record == "Import 1: actions.xlsx"
