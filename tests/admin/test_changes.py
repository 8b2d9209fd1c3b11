"""History in the back office: read of a record and of a plan, never written."""

import pytest

from tests.admin.pages import address
from tests.factories import ActionFactory, PlanFactory, ThemeFactory, UserFactory
from tracker.models import Change, Theme, change_set

pytestmark = pytest.mark.django_db


def test_history_of_a_row_says_who_what_and_why(boss):
    theme = ThemeFactory(name="Supervision")
    with change_set(by=UserFactory(full_name="Mary Manager"), why="As in the letter"):
        theme.name = "Supervision of staff"
        theme.save()

    page = " ".join(
        boss.get(address(Theme, "history", theme.pk)).content.decode().split()
    )

    assert "<td>Mary Manager</td> <td>Changed</td> <td>As in the letter</td>" in page
    assert "Name: Supervision → Supervision of staff" in page


def test_change_is_told_in_words(boss):
    theme = ThemeFactory(name="Supervision")
    change = Change.objects.of(theme).get()

    page = boss.get(address(Change, "change", change.pk)).content.decode()

    assert "Name: Supervision" in page


@pytest.mark.parametrize("count", [1, 50])
def test_history_of_a_row_asks_the_same_number_of_questions(
    boss, count, django_assert_num_queries
):
    theme = ThemeFactory()
    for number in range(count):
        with change_set(by=UserFactory()):
            theme.name = f"Name {number}"
            theme.save()

    with django_assert_num_queries(5):
        boss.get(address(Theme, "history", theme.pk))


def test_history_keeps_to_the_plans_one_sees(client, people, staff_viewer):
    mine = Change.objects.of(ActionFactory(plan=people.plan)).get()
    PlanFactory()
    client.force_login(staff_viewer)

    listed = client.get(address(Change, "changelist")).context["cl"].result_list

    assert mine in listed
    assert {change.plan for change in listed} == {people.plan}


def test_history_is_not_changed_by_a_crafted_request(boss):
    change = Change.objects.of(PlanFactory()).get()
    path = address(Change, "change", change.pk)

    assert boss.post(path, {"why": "Other"}).status_code == 403
    assert Change.objects.get(pk=change.pk).why == ""
