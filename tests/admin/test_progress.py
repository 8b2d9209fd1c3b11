"""Updates in the back office: added by who is signed in, never changed."""

from datetime import date

import pytest

from tests.admin.pages import address, as_opened, errors_of, send
from tests.factories import ActionFactory, EvidenceFactory, ProgressUpdateFactory
from tracker.models import Action, Change, Evidence, ProgressUpdate

pytestmark = pytest.mark.django_db


def typed_for(action, **values):
    """What somebody types of an action."""
    return {
        "action": action.pk,
        "made_on": "2026-06-10",
        "did": "All managers were trained.",
        "percent": "40",
        "rating": "green",
        **values,
    }


def test_add_update_starts_the_action_and_names_its_author(
    client, people, staff_manager
):
    action = ActionFactory(plan=people.plan)
    client.force_login(staff_manager)

    send(client, address(ProgressUpdate, "add"), **typed_for(action))

    update = ProgressUpdate.objects.get()
    assert (update.author, update.number) == (staff_manager, 1)
    assert update.made_on == date(2026, 6, 10)
    action.refresh_from_db()
    assert action.status == "in_progress"


def test_add_update_opens_with_the_action_of_the_link(boss):
    action = ActionFactory()

    page = boss.get(address(ProgressUpdate, "add") + f"?action={action.pk}")

    assert page.context["adminform"].form["action"].value() == str(action.pk)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        pytest.param(
            {"made_on": "2099-01-01"}, "made_on", "a day in the past", id="to come"
        ),
        pytest.param({"percent": "101"}, "percent", "100", id="too much"),
        pytest.param({"did": ""}, "did", "required", id="nothing done"),
        pytest.param({"rating": "blue"}, "rating", "valid choice", id="no rating"),
    ],
)
def test_add_update_with_wrong_words_is_refused(boss, typed, field, words):
    action = ActionFactory()

    response = send(boss, address(ProgressUpdate, "add"), **typed_for(action, **typed))

    assert words in str(errors_of(response)[field])
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [("recorded", "is only recorded from a document"), ("closed", "takes no updates")],
)
def test_add_update_of_an_action_that_takes_none_is_refused_in_words(
    boss, status, words
):
    action = ActionFactory(**{status: True})

    response = send(boss, address(ProgressUpdate, "add"), **typed_for(action))

    assert words in str(errors_of(response))
    assert "All managers were trained." in response.content.decode()


def test_add_update_correcting_one_of_another_action_is_refused_in_words(boss):
    other = ProgressUpdateFactory()

    response = send(
        boss,
        address(ProgressUpdate, "add"),
        **typed_for(ActionFactory(), corrects=other.pk),
    )

    assert errors_of(response) == {
        "corrects": ["Choose an earlier update of the same action."]
    }


@pytest.mark.parametrize(
    ("factory", "model"),
    [(ProgressUpdateFactory, ProgressUpdate), (EvidenceFactory, Evidence)],
)
def test_what_was_said_is_not_changed_by_a_crafted_request(boss, factory, model):
    row = factory()
    before = model.objects.values().get()

    response = boss.post(
        address(model, "change", row.pk),
        {"did": "Nothing", "title": "Nothing", "percent": "0", "seen_version": "1"},
    )

    assert response.status_code == 403
    assert model.objects.values().get() == before


def test_evidence_page_has_no_link_to_the_stored_file(boss):
    evidence = EvidenceFactory(stored=True)

    page = boss.get(address(Evidence, "change", evidence.pk)).content.decode()

    assert evidence.sha256 in page
    assert evidence.file.name not in page


def test_text_with_a_number_of_a_child_is_held_back_here_too(boss):
    action = ActionFactory(in_progress=True, title="Train managers")
    path = address(Action, "change", action.pk)
    typed = {"title": "Train 943 476 5919", "why": "Agreed."}

    held = send(boss, path, **typed)
    tick = typed | {"not_about_a_child": "on"}
    saved = boss.post(path, as_opened(held) | tick)

    assert list(errors_of(held)) == ["not_about_a_child"]
    assert saved.status_code == 302
    change = Change.objects.of(action).first()
    assert change.why == "Agreed. Confirmed: the text is not about a child."
