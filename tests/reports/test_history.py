import pytest

from tests.factories import (
    TODAY,
    ActionFactory,
    AnswerFactory,
    FindingFactory,
    PlanFactory,
    PlanMembershipFactory,
    PostFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    SourceFactory,
    UserFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.models import Change, change_set
from tracker.reports.history import (
    FieldChange,
    change_rows,
    kind_of_record,
    kinds_of_records,
)
from tracker.reports.history_names import names_in, names_of

pytestmark = pytest.mark.django_db


def rows_of(record):
    """The history of one record, the newest first, in words."""
    return list(change_rows(Change.objects.of(record).select_related("by")))


def test_change_is_told_field_by_field_in_words():
    action = ActionFactory(title="Train managers")
    post = PostFactory(plan=action.plan, title="Head of safeguarding")
    mary = UserFactory(full_name="Mary Manager")
    action.title = "Train all managers"
    action.status = "in_progress"
    action.due_on = None
    action.owner_post = post

    with change_set(by=mary, why="Agreed at the board."):
        action.save()

    row = rows_of(action)[0]
    assert row.who == "Mary Manager"
    assert row.happened == "Changed"
    assert row.record_kind == "Action"
    assert row.reference == action.reference
    assert row.fields == [
        FieldChange("Title", "Train managers", "Train all managers"),
        FieldChange("Status", "Not started", "In progress"),
        FieldChange("Owner post", "", "Head of safeguarding"),
        FieldChange("Due", "30 September 2026", ""),
    ]
    assert row.in_one_text == (
        "Title: Train managers → Train all managers\n"
        "Status: Not started → In progress\n"
        "Owner post: nothing → Head of safeguarding\n"
        "Due: 30 September 2026 → nothing"
    )


def test_new_row_tells_only_what_was_said():
    membership = PlanMembershipFactory(person__full_name="Vera Viewer")

    row = rows_of(membership)[0]

    assert row.happened == "Created"
    assert row.record_kind == "Plan membership"
    assert row.reference == ""
    assert row.fields == [
        FieldChange("Person", "", "Vera Viewer"),
        FieldChange("Role", "", "Viewer"),
        FieldChange("First day", "", "6 January 2025"),
    ]


def test_removed_row_tells_what_stood_there():
    answer = AnswerFactory(plan=PlanFactory())
    action, part = answer.action, answer.part
    change_of_answer = Change.objects.of(answer)
    answer.delete()

    row = next(change_rows(change_of_answer.select_related("by")))

    assert row.happened == "Removed"
    assert row.in_one_text == (
        f"Action: {action.reference}\n"
        f"Part: {part.recommendation.reference} part 1\n"
        "Basis: Explicit"
    )


def test_name_of_a_row_that_is_gone_is_not_invented():
    recommendation = RecommendationFactory(parts=["Plans", "Reviews"])
    answer = AnswerFactory(part=recommendation.parts.last())
    part = answer.part
    changes = Change.objects.of(answer)
    answer.delete()
    part.delete()

    row = next(change_rows(changes.select_related("by")))

    assert FieldChange("Part", "(no longer there)", "") in row.fields


@pytest.mark.parametrize(
    ("actor", "who"), [("", "system"), ("load_facts", "system (load_facts)")]
)
def test_command_is_named_where_no_person_wrote(actor, who):
    with change_set(actor=actor):
        plan = PlanFactory()

    assert rows_of(plan)[0].who == who


def test_quotes_yes_and_no_and_further_quotes_are_words():
    source = SourceFactory()
    visit = VisitFactory(
        plan=source.plan,
        source=source,
        is_published=True,
        more_quotes=[{"source": "004", "locator": "¶4", "quote": "Too slow."}],
    )

    said = {each.label: each.after for each in rows_of(visit)[0].fields}

    assert said["Published"] == "Yes"
    assert said["Source"] == f"{source.code} {source.title}"
    assert said["More quotes"] == "004, ¶4: “Too slow.”"
    assert said["First day"] == "21 April 2026"
    assert "Plan" not in said


def test_model_that_is_gone_is_still_told():
    change = Change(
        model="oldmodel",
        record="X-1 Old",
        kind="changed",
        before={"old_name": 1},
        after={"old_name": 2},
        actor="system",
    )

    (row,) = change_rows([change])

    assert row.record_kind == "Oldmodel"
    assert row.fields == [FieldChange("Old name", "1", "2")]


def test_instant_is_told_by_the_local_clock():
    change = Change(
        model="user",
        record="Vera Viewer",
        kind="created",
        after={"joined_at": "2026-06-15T09:30:00Z", "is_staff": False},
        actor="system",
    )

    (row,) = change_rows([change])

    assert [(each.label, each.after) for each in row.fields] == [
        ("May use the back office", "No"),
        ("Joined at", "15 June 2026 at 10:30"),
    ]


def test_kinds_of_records_are_those_of_a_plan():
    kinds = dict(kinds_of_records())

    assert kinds["visitcheck"] == "Visit check"
    assert "user" not in kinds
    assert "change" not in kinds
    assert kind_of_record("action") == "Action"


def test_every_row_that_history_points_at_has_a_name():
    plan = PlanFactory()
    update = ProgressUpdateFactory(plan=plan)
    check = VisitCheckFactory(plan=plan)
    of_recommendation = VisitCheckFactory(
        recommendation=RecommendationFactory(plan=plan)
    )
    finding = FindingFactory(plan=plan)
    elsewhere = ActionFactory()

    names = names_in(plan)

    assert names["plan", plan.pk] == plan.name
    assert names["user", update.author_id] == update.author.full_name
    assert names["progressupdate", update.pk] == "A-001 update 1"
    assert names["visitcheck", check.pk] == f"{check.visit.reference} on A-002"
    assert names["visitcheck", of_recommendation.pk].endswith(" on R-001")
    assert names["finding", finding.pk] == "F-001"
    assert ("action", elsewhere.pk) not in names
    assert names_of([]) == {}


@pytest.mark.parametrize("count", [1, 50])
def test_names_come_from_one_query(django_assert_num_queries, count):
    plan = PlanFactory()
    ActionFactory.create_batch(count, plan=plan, owned=True, starts_on=TODAY)
    changes = Change.objects.filter(plan=plan).select_related("by")

    with django_assert_num_queries(2):
        rows = list(change_rows(changes))

    assert len(rows) >= count
