"""What a file of actions would do: new, changed, unchanged, or refused and why."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import (
    TODAY,
    ActionFactory,
    AnswerFactory,
    PlanFactory,
    PostFactory,
    RecommendationFactory,
    WorkstreamFactory,
)
from tests.intake.sheets import edited, read, saved
from tracker.models import Change
from tracker.workflow import import_rows
from tracker.workflow.import_cells import NONE_SUCH, FileRow
from tracker.workflow.import_rows import dry_run

pytestmark = pytest.mark.django_db

# NUL is in no form; "_x005F_" is written by our writer so that no reader can tell
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60
).filter(lambda text: "_x005F_" not in text)
NEW = {
    "Action": "Write a guide",
    "Output": "A guide",
    "Outcome": "Practice is clear",
    "Owner": "Head of safeguarding",
    "Answers": "R-001.1",
}


@pytest.fixture
def plan():
    """A plan with one action that answers R-001.1, and a second post."""
    plan = PlanFactory()
    post = PostFactory(plan=plan, title="Head of safeguarding")
    PostFactory(plan=plan, title="Head of early help")
    WorkstreamFactory(plan=plan, name="Front door")
    action = ActionFactory(
        plan=plan,
        owner_post=post,
        title="Train managers",
        output="A course",
        outcome="Supervision is regular",
    )
    recommendation = RecommendationFactory(plan=plan, parts=2)
    AnswerFactory(action=action, part=recommendation.parts.get(number=1))
    return plan


def rows_of(content):
    return [FileRow(row.number, row.cells, tuple(row.errors)) for row in read(content)]


def run(plan, cells=(), content=None):
    """What the plan's own list would do, with these cells edited."""
    content = content or saved(plan)
    return dry_run(plan=plan, rows=rows_of(edited(content, dict(cells))), on=TODAY)


def added(plan, **values):
    """What a new row below the list would do."""
    row = {**NEW, **values}
    return run(plan, {(column, 3): value for column, value in row.items()})


def refused(told):
    return [(cell.row, cell.column, cell.value, cell.reason) for cell in told.refused]


def changes(told):
    """The changes of each changed row."""
    return [
        (change.column, change.before, change.after)
        for row in told.changed
        for change in row.changes
    ]


# Nothing edited


def test_saved_list_brought_back_changes_nothing(plan):
    ActionFactory(plan=plan, recorded=True, workstream=plan.workstreams.get())
    ActionFactory(plan=plan, undated=True)
    ActionFactory(plan=plan, closed=True)

    told = run(plan)

    assert (told.count, told.unchanged, told.refused, told.ignored) == (0, 4, [], [])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=TEXT, output=TEXT, outcome=TEXT, impact=TEXT, name=TEXT)
def test_any_text_comes_back_as_it_was(title, output, outcome, impact, name):
    plan = PlanFactory()
    ActionFactory(
        plan=plan,
        title=title,
        output=output,
        outcome=outcome,
        impact=impact,
        workstream=WorkstreamFactory(plan=plan, name=name),
    )

    told = dry_run(plan=plan, rows=rows_of(saved(plan)), on=TODAY)

    assert (told.count, told.unchanged, told.refused) == (0, 1, [])


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=TEXT.map(str.strip).filter(bool))
def test_any_text_typed_in_excel_comes_back_as_it_was_typed(text):
    action = ActionFactory()
    row = rows_of(saved(action.plan))[0]
    typed = FileRow(2, {**row.cells, "Impact": text})

    told = dry_run(plan=action.plan, rows=[typed], on=TODAY)

    kept = [change.after for changed in told.changed for change in changed.changes]
    bare = import_rows.unguarded(text)
    assert kept == ([bare] if bare else [])


# Edited


def test_edited_cells_are_told_field_by_field(plan):
    told = run(
        plan,
        {
            ("Action", 2): "Train all managers",
            ("Impact", 2): "Children see one worker",
            ("Workstream", 2): "front door",
            ("Owner", 2): "Head of early help",
            ("Answers", 2): "R-001.2",
        },
    )

    assert changes(told) == [
        ("Action", "Train managers", "Train all managers"),
        ("Impact", "", "Children see one worker"),
        ("Workstream", "", "Front door"),
        ("Owner", "Head of safeguarding", "Head of early help"),
        ("Answers", "R-001.1", "R-001.2"),
    ]
    (row,) = told.changed
    assert (row.title, row.wording.title) == ("Train managers", "Train all managers")
    assert row.owner.title == "Head of early help"
    assert (told.unchanged, told.refused) == (0, [])


def test_only_another_owner_leaves_the_words_alone(plan):
    (row,) = run(plan, {("Owner", 2): "Head of early help"}).changed

    assert row.wording is None
    assert row.owner.title == "Head of early help"


def test_workstream_is_emptied(plan):
    action = ActionFactory(plan=plan, workstream=plan.workstreams.get(), owned=True)

    told = run(plan, {("Workstream", 3): None})

    (row,) = told.changed
    assert (row.action, row.wording.workstream) == (action, None)


def test_guarded_formula_comes_back_without_its_apostrophe(plan):
    action = plan.actions.get()
    action.impact = "=SUM(A1)"
    action.save()

    assert run(plan, {("Impact", 2): "'=SUM(A1)"}).unchanged == 1
    assert changes(run(plan, {("Impact", 2): "'=SUM(A2)"})) == [
        ("Impact", "=SUM(A1)", "=SUM(A2)")
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Action", " Train managers "),
        ("Owner", "HEAD OF SAFEGUARDING"),
        ("Answers", "r-001.1"),
    ],
)
def test_same_thing_spelt_otherwise_is_no_change(plan, column, value):
    assert run(plan, {(column, 2): value}).unchanged == 1


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Reference", "A-777", import_rows.UNKNOWN_ACTION),
        ("Action", None, "This cannot be empty."),
        (
            "Action",
            "x" * 301,
            "Ensure this value has at most 300 characters (it has 301).",
        ),
        ("Outcome", None, "This cannot be empty."),
        ("Owner", None, "This cannot be empty."),
        ("Owner", "Nobody", NONE_SUCH),
        ("Workstream", "Nothing", NONE_SUCH),
        ("Answers", None, "This cannot be empty."),
        ("Answers", "R-777.1", "The plan has no R-777.1."),
        ("Due date", "31/12/2026", import_rows.DATE_MOVES_BY_REQUEST),
        ("Due date", None, import_rows.DATE_MOVES_BY_REQUEST),
        ("Output", "=A1", "The cell holds a formula. Put its value there instead."),
    ],
)
def test_cell_that_is_not_taken_is_refused_with_its_reason(plan, column, value, reason):
    told = run(plan, {(column, 2): value})

    shown = {"31/12/2026": "2026-12-31", None: ""}.get(value, value)
    assert refused(told) == [(2, column, shown, reason)]
    assert (told.count, told.unchanged, told.refused_count) == (0, 0, 1)


def test_row_with_one_refused_cell_is_left_out_whole(plan):
    told = run(plan, {("Action", 2): "Train all", ("Owner", 2): "Nobody"})

    assert (told.changed, refused(told)) == ([], [(2, "Owner", "Nobody", NONE_SUCH)])


def test_all_refused_cells_of_a_row_are_told(plan):
    told = run(plan, {("Owner", 2): "Nobody", ("Due date", 2): "01/01/2027"})

    assert [cell.column for cell in told.refused] == ["Owner", "Due date"]
    assert told.refused_count == 1


def test_action_that_was_changed_meanwhile_is_refused(plan):
    content = saved(plan)
    action = plan.actions.get()
    action.impact = "Children see one worker"
    action.save()

    told = run(plan, {("Action", 2): "Train all managers"}, content)

    assert refused(told) == [(2, "Version", "1", import_rows.CHANGED_MEANWHILE)]


def test_action_changed_meanwhile_that_the_file_repeats_is_unchanged(plan):
    content = saved(plan)
    action = plan.actions.get()
    action.starts_on = TODAY
    action.save()

    assert run(plan, content=content).unchanged == 1


def test_recorded_action_is_worded_but_given_to_nobody(plan):
    ActionFactory(plan=plan, recorded=True, owner_post=plan.posts.first())

    worded = run(plan, {("Impact", 3): "Children see one worker"})
    given_away = run(plan, {("Owner", 3): "Head of safeguarding"})

    assert len(worded.changed) == 1
    assert refused(given_away) == [
        (3, "Owner", "Head of safeguarding", import_rows.TAKE_UP_FIRST)
    ]


def test_action_that_stands_twice_is_refused_the_second_time(plan):
    told = run(plan, {("Reference", 3): "A-001", ("Action", 3): "Other"})

    assert refused(told) == [(3, "Reference", "A-001", "Row 2 says this already.")]
    assert told.unchanged == 1


def test_status_and_rating_are_told_and_not_taken(plan):
    told = run(plan, {("Status", 2): "Verified", ("Rating", 2): "Green"})

    assert [(row.number, change) for row, change in told.ignored] == [
        (2, import_rows.CellChange("Status", "Not started", "Verified")),
        (2, import_rows.CellChange("Rating", "Grey", "Green")),
    ]
    assert (told.count, told.unchanged) == (0, 1)


# New


def test_new_row_has_its_words_owner_date_and_answers(plan):
    told = added(plan, **{"Due date": "30/11/2026", "Workstream": "Front door"})

    (row,) = told.new
    assert (row.row, row.wording.title, row.wording.impact) == (3, "Write a guide", "")
    assert row.wording.workstream == plan.workstreams.get()
    assert [str(part.number) for part in row.wording.parts] == ["1"]
    assert row.promise.owner_post.title == "Head of safeguarding"
    assert row.promise.due_on.isoformat() == "2026-11-30"
    assert (told.unchanged, told.refused) == (1, [])


def test_new_row_may_have_no_due_date(plan):
    (row,) = added(plan).new

    assert row.promise.due_on is None


@pytest.mark.parametrize("column", ["Action", "Output", "Outcome", "Owner", "Answers"])
def test_new_row_needs(plan, column):
    told = added(plan, **{column: None})

    assert refused(told) == [(3, column, "", "This cannot be empty.")]


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("TRAIN managers", "A-001 already says this."),
        ("x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_new_row_is_held_to_the_rules_of_actions(plan, title, reason):
    told = added(plan, Action=title)

    assert refused(told) == [(3, "Action", title, reason)]


def test_new_rows_that_say_the_same_are_one(plan):
    row = {**NEW, "Action": "write a GUIDE"}
    cells = {(column, 4): value for column, value in row.items()}
    cells |= {(column, 3): value for column, value in NEW.items()}

    told = run(plan, cells)

    assert [new.row for new in told.new] == [3]
    assert refused(told) == [(4, "Action", "write a GUIDE", "Row 3 says this already.")]


# The whole


def test_dry_run_writes_nothing(plan):
    before = Change.objects.count()

    added(plan, Action="Other")
    run(plan, {("Action", 2): "Other"})

    assert Change.objects.count() == before


@pytest.mark.parametrize("count", [1, 50])
def test_dry_run_asks_six_times_however_many_rows(
    plan, count, django_assert_num_queries
):
    ActionFactory.create_batch(count, plan=plan, owned=True)
    cells = {("Impact", number): "Other" for number in range(2, count + 3)}
    cells |= {(column, count + 4): value for column, value in NEW.items()}
    rows = rows_of(edited(saved(plan), cells))

    with django_assert_num_queries(6):
        told = dry_run(plan=plan, rows=rows, on=TODAY)

    assert (len(told.changed), len(told.new)) == (count + 1, 1)
