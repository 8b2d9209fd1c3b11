"""The spreadsheet that comes in: read once, named safely, summed; or refused."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import ActionFactory, PlanFactory
from tests.intake.sheets import made, saved
from tracker.forms import imports
from tracker.forms.imports import ConfirmImportForm, WorkbookForm

pytestmark = pytest.mark.django_db

NHS = "NHS 943 476 5919"


def form_of(content, plan=None, name="actions.xlsx", **typed):
    """The form with a file chosen."""
    plan = plan or PlanFactory()
    return WorkbookForm(typed, {"file": SimpleUploadedFile(name, content)}, plan=plan)


def test_file_is_read_with_a_safe_name_and_its_hash():
    plan = ActionFactory().plan
    content = saved(plan)

    form = form_of(content, plan, name="../My\u202elist.XLSX")

    assert form.is_valid()
    file = form.cleaned_data["file"]
    assert (file.name, file.sha256) == (
        "Mylist.xlsx",
        hashlib.sha256(content).hexdigest(),
    )
    assert [(row.number, row.reference) for row in file.rows] == [(2, "A-001")]


def test_file_that_does_not_say_its_plan_is_read():
    assert form_of(made([{"Action": "Train"}])).is_valid()


def test_file_that_is_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(imports, "LARGEST_BYTES", 10)
    monkeypatch.setattr(imports, "read_actions", None)

    assert form_of(made()).errors == {"file": [imports.TOO_LARGE]}


def test_cells_with_a_number_of_a_child_are_named_the_first_few():
    rows = [{"Action": NHS}] * (imports.MOST_NAMED + 1)

    (sentence,) = form_of(made(rows)).errors["not_about_a_child"]

    assert sentence.count("seems to hold an NHS number") == imports.MOST_NAMED
    assert sentence.startswith("“Row 2, Action” seems to hold an NHS number")


def test_number_that_is_not_a_childs_is_confirmed():
    form = form_of(made([{"Action": NHS}]), not_about_a_child="on")

    assert form.is_valid()
    assert form.confirmed == "Confirmed: the text is not about a child."


def test_why_is_asked_before_anything_is_saved():
    assert ConfirmImportForm({}).errors == {"why": ["Enter why it is changed"]}
