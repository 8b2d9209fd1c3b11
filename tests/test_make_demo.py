"""The fictional council: made anew the same, complete, and true to its own rows."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from tests.make_demo.bank import AS_OF
from tests.make_demo.council import make_council
from tests.make_demo.files import write_files
from tests.workflow.told import due_date_agrees
from tracker.choices import ChallengeOutcome, HoldingKind, Role, Step
from tracker.dates import last_ended_period
from tracker.models import (
    Action,
    Challenge,
    Decision,
    DueCheck,
    DueDateChange,
    Meeting,
    Moderation,
    Plan,
    PlanMembership,
    Post,
    ProgressUpdate,
    Recommendation,
    StatusChange,
    User,
    Verification,
    Visit,
)
from tracker.reports.measure_counts import measure_counts
from tracker.workflow.fixtures import LoadReport, RowResult, load_fixtures, read_as_of
from tracker.workflow.moved_periods import in_whole_months

FIXTURES = settings.BASE_DIR / "fixtures"
DEMO = FIXTURES / "demo"
# Days move with the calendar, so no sentence may name one.
NAMES_A_DATE = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October"
    r"|November|December|20\d\d)\b"
)
PROSE = (
    "text",
    "quote",
    "did",
    "difference",
    "next_steps",
    "reason",
    "decision_reason",
    "title",
    "what",
    "question",
    "note",
)


def texts(folder: Path) -> dict[str, str]:
    """The text of each file below a folder, by its name."""
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.json"))
    }


def rows(name: str) -> list[dict]:
    """The fields of the rows of one file."""
    content = json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    return [row["fields"] for row in content]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> LoadReport:
    """The council in the database, loaded once for the tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_fixtures(DEMO)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_files_are_those_that_make_demo_writes(tmp_path):
    make_council()

    write_files(tmp_path)

    written = texts(tmp_path)
    assert written == {name: texts(FIXTURES)[name] for name in written}
    assert {name for name in texts(FIXTURES) if name.startswith("demo")} == set(written)


@pytest.mark.django_db
def test_demo_half_a_year_on_calls_its_visits_by_their_years():
    load_fixtures(DEMO, shift_days=182)

    visits = Visit.objects.order_by("starts_on").values_list("reference", "starts_on")
    assert [(reference, day.year) for reference, day in visits] == [
        ("V-2022-01", 2022),
        ("V-2025-01", 2025),
        ("V-2026-01", 2026),
        ("V-2026-02", 2026),
        ("V-2026-03", 2026),
    ]
    assert Verification.objects.count() == 18


@pytest.mark.django_db
def test_demo_half_a_year_on_calls_its_meetings_by_their_years():
    load_fixtures(DEMO, shift_days=182)

    meetings = Meeting.objects.order_by("held_on").values_list("reference", "held_on")
    assert [(reference, day.year) for reference, day in meetings] == [
        (f"B-2026-{number:02}", 2026) for number in range(1, 7)
    ] + [("B-2027-01", 2027)]
    assert Decision.objects.filter(meeting__reference="B-2026-05").count() == 4


@pytest.mark.parametrize("shift_days", [7, 161, 203, 364])
def test_demo_periods_stay_whole_months_wherever_they_are_moved(shift_days):
    shift = timedelta(days=shift_days)
    ended = []
    for row in rows("measure_values"):
        moved = in_whole_months(row, AS_OF, shift)
        first = date.fromisoformat(moved["starts_on"]) + shift
        last = date.fromisoformat(moved["ends_on"]) + shift
        assert (first.day, (last + timedelta(days=1)).day) == (1, 1)
        ended.append(last)

    assert max(ended) == last_ended_period(AS_OF + shift, 1).ends_on


@pytest.mark.parametrize(
    ("name", "count"),
    [
        pytest.param("visits", 4, id="visits"),
        pytest.param("recommendations", 29, id="recommendations"),
        pytest.param("actions", 60, id="actions"),
        pytest.param("posts", 8, id="posts"),
        pytest.param("organisations", 3, id="organisations"),
        pytest.param("workstreams", 5, id="workstreams"),
        pytest.param("themes", 8, id="themes"),
        pytest.param("recurrences", 6, id="recurrences"),
        pytest.param("declined_recurrences", 2, id="declined recurrences"),
        pytest.param("gaps", 2, id="gaps"),
        pytest.param("verifications", 18, id="verifications"),
        pytest.param("due_checks", 23, id="checks that fall due"),
        pytest.param("due_date_changes", 12, id="date requests"),
        pytest.param("meetings", 7, id="meetings"),
        pytest.param("challenges", 12, id="challenges"),
        pytest.param("decisions", 12, id="decisions"),
        pytest.param("measures", 13, id="measures"),
        pytest.param("measure_values", 254, id="values of measures"),
    ],
)
def test_demo_has_as_many(name, count):
    assert len(rows(name)) == count


def test_demo_tells_twelve_months_of_updates():
    months = Counter(row["made_on"][:7] for row in rows("progress_updates"))

    assert len(months) == 13
    assert min(months) == "2025-06"
    assert max(row["made_on"] for row in rows("progress_updates")) == "2026-06-12"


def test_demo_says_its_day():
    assert read_as_of(DEMO) == AS_OF


@pytest.mark.parametrize(
    "path", sorted(DEMO.glob("*.json")), ids=lambda path: path.stem
)
def test_demo_names_no_date_in_a_sentence(path):
    content = json.loads(path.read_text(encoding="utf-8"))
    sentences = [
        row["fields"].get(name, "")
        for row in content
        if isinstance(row, dict)
        for name in PROSE
    ]

    assert [text for text in sentences if NAMES_A_DATE.search(text)] == []


@pytest.mark.django_db
def test_demo_loads_whole(loaded):
    names = [path for path in DEMO.glob("*.json") if path.name != "as_of.json"]
    count = sum(len(json.loads(path.read_text(encoding="utf-8"))) for path in names)

    assert loaded.count(RowResult.CREATED) == count
    assert Plan.objects.get().is_fictional


@pytest.mark.django_db
def test_demo_is_lively_on_its_day(loaded):
    actions = Action.objects.all()

    assert actions.overdue(AS_OF).count() == 10
    assert actions.due_soon(AS_OF).count() == 7
    assert actions.never_checked().count() == 33
    states = Recommendation.objects.with_state(actions.as_now(), AS_OF)
    assert Counter(states.values_list("state", flat=True)) == {
        "unanswered": 3,
        "answered": 21,
        "delivered": 3,
        "verified": 1,
        "confirmed": 1,
    }


@pytest.mark.django_db
def test_demo_owner_has_an_overdue_action_that_a_visit_checked(loaded):
    owner = User.objects.get(email="owner@demo.example")

    posts = Post.objects.held_by(owner, AS_OF)
    late = Action.objects.filter(owner_post__in=posts, checks__isnull=False)

    assert posts.count() == 2
    assert late.overdue(AS_OF).distinct().count() == 4


@pytest.mark.django_db
def test_demo_has_a_vacant_post_a_deputy_and_a_partner_without_account(loaded):
    vacant = Post.objects.vacant(AS_OF).get()
    posts = Post.objects.with_people(AS_OF)
    nurse = posts.get(organisation__kind="partner")

    assert vacant.title == "Principal social worker"
    assert (nurse.holder_name, nurse.holder_account) == ("Grace Whitlock", None)
    assert posts.filter(holdings__kind=HoldingKind.DEPUTY).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("owner", Role.VIEWER),
        ("moderator", Role.MODERATOR),
        ("manager", Role.PLAN_MANAGER),
        ("board", Role.BOARD_MEMBER),
        ("viewer", Role.VIEWER),
        ("admin", Role.VIEWER),
    ],
)
def test_demo_has_an_account_for_each_role(loaded, name, role):
    person = User.objects.get(email=f"{name}@demo.example")

    assert person.memberships.get().role == role
    assert person.is_superuser == person.is_staff == (name == "admin")
    assert not person.has_usable_password()


@pytest.mark.django_db
def test_demo_copies_agree_with_their_rows(loaded):
    differing = []
    for action in Action.objects.prefetch_related("status_changes", "owner_changes"):
        steps = list(action.status_changes.all())
        froms = [step.from_status for step in steps]
        tos = [step.to_status for step in steps]
        owners = [row.to_post_id for row in action.owner_changes.all()]
        agrees = (
            froms == ["", *tos[:-1]]
            and tos[-1] == action.status
            and (owners or [None])[-1] == action.owner_post_id
            and due_date_agrees(action)
        )
        if not agrees:
            differing.append(action.reference)

    assert differing == []


@pytest.mark.django_db
def test_demo_steps_follow_the_table(loaded):
    ways = {
        ("", "not_started"),
        *((start, end) for starts, end in Step.ways.values() for start in starts),
    }

    steps = set(StatusChange.objects.values_list("from_status", "to_status"))

    assert steps - ways == set()


@pytest.mark.django_db
def test_demo_moderates_about_two_thirds_of_the_updates(loaded):
    results = Counter(Moderation.objects.values_list("result", flat=True))

    share = results.total() / ProgressUpdate.objects.count()
    assert 0.6 < share < 0.72
    assert min(results["corrected"], results["returned"]) > 9
    assert results["agreed"] > 2 * (results["corrected"] + results["returned"])


@pytest.mark.django_db
def test_demo_copies_of_people_are_those_of_their_parents(loaded):
    authors = Moderation.objects.exclude(author=F("update__author"))
    wrong = [
        str(row)
        for row in Verification.objects.select_related("action")
        if row.delivered_by_id
        != row.action.status_changes.filter(
            to_status="delivered", changed_on__lte=row.verified_on
        )
        .last()
        .by_id
    ]

    assert (list(authors), wrong) == ([], [])


@pytest.mark.django_db
def test_demo_verifies_each_step_that_says_so(loaded):
    """A step a second person took stands beside what that person saw."""
    steps = StatusChange.objects.filter(
        Q(to_status="verified") | Q(from_status__in=["delivered", "verified"])
    ).exclude(to_status="sustained")
    seen = set(
        Verification.objects.exclude(result__in=["partly", "too_early"]).values_list(
            "action", "verified_on", "verified_by", "reason"
        )
    )

    said = set(steps.values_list("action", "changed_on", "by", "reason"))

    assert len(said) == 12
    assert said - seen == set()


@pytest.mark.django_db
def test_demo_has_checks_that_fell_due_and_checks_to_come(loaded):
    waiting = DueCheck.objects.waiting()

    overdue = waiting.filter(look_on__lt=AS_OF)
    too_early = Verification.objects.filter(
        result="too_early", review_by__lt=AS_OF, action__status="delivered"
    )
    assert [str(check) for check in overdue] == [
        "A-008: check at 6 months",
        "A-010: check at 6 months",
    ]
    assert waiting.count() == 13
    assert [str(row) for row in too_early] == ["A-013 verification 1"]


@pytest.mark.django_db
def test_demo_has_one_relapse(loaded):
    steps = StatusChange.objects.filter(from_status="verified", to_status="in_progress")

    action = steps.get().action
    results = action.verifications.values_list("kind", "result")
    assert (action.reference, action.status) == ("A-004", "in_progress")
    assert list(results) == [("delivery", "evidenced"), ("six_months", "not_evidenced")]


@pytest.mark.django_db
def test_demo_moves_due_dates_and_keeps_the_first(loaded):
    decisions = Counter(DueDateChange.objects.values_list("decision", flat=True))
    twice = Action.objects.moved_twice(AS_OF)
    moved = Action.objects.exclude(due_on=F("first_due_on"))

    assert decisions == {"approved": 8, "refused": 2, "": 2}
    assert [action.reference for action in twice] == ["A-002", "A-012", "A-057"]
    assert [action.reference for action in moved] == [
        "A-002",
        "A-012",
        "A-032",
        "A-043",
        "A-057",
    ]


@pytest.mark.django_db
def test_demo_asks_for_days_to_come_once_the_action_has_begun(loaded):
    odd = [
        str(row)
        for row in DueDateChange.objects.select_related("action")
        if row.new_on < row.asked_on
        or row.asked_on < row.action.status_changes.last().changed_on
    ]

    assert odd == []


@pytest.mark.django_db
def test_demo_has_challenges_and_decisions_in_every_state(loaded):
    challenges = Challenge.objects.with_state(AS_OF)
    outcomes = challenges.exclude(closing=None).values_list("closing__outcome")
    decisions = Decision.objects.with_state(AS_OF)

    assert Counter(row.state for row in challenges) == {
        "open": 3,
        "answered": 2,
        "closed": 7,
    }
    assert {outcome for (outcome,) in outcomes} == set(ChallengeOutcome.values)
    assert Counter(row.state for row in decisions) == {
        "stands": 5,
        "done": 3,
        "to_do": 2,
        "overdue": 1,
        "corrected": 1,
    }


@pytest.mark.django_db
def test_demo_decisions_did_what_they_say(loaded):
    dates = Decision.objects.exclude(date_change=None)
    closed = Decision.objects.get(effect="action_closed")

    assert [
        (row.date_change.decision, row.date_change.meeting, row.date_change.decided_on)
        for row in dates
    ] == [("approved", row.meeting, row.decided_on) for row in dates]
    assert dates.count() == DueDateChange.objects.exclude(meeting=None).count() == 3
    step = closed.action.status_changes.last()
    assert (step.to_status, step.changed_on) == ("closed", closed.decided_on)


@pytest.mark.django_db
def test_demo_accounts_are_members_of_reading(loaded):
    Plan.objects.create(slug="reading", name="Reading", accountable_body="A council")

    load_fixtures(FIXTURES / "demo_members")

    roles = PlanMembership.objects.filter(plan__slug="reading")
    managers = roles.filter(role=Role.PLAN_MANAGER)
    assert roles.count() == 6
    assert managers.get().person.email == "manager@demo.example"


@pytest.mark.django_db
def test_demo_measures_stand_in_every_way_on_its_day(loaded):
    plan = Plan.objects.get()

    counts = measure_counts(plan=plan, on=AS_OF)

    assert counts.by_status == {
        "off_target": 5,
        "within_tolerance": 4,
        "on_target": 2,
        "no_target": 1,
        "no_data": 1,
    }
    assert (counts.contradicted, counts.due) == (2, 2)
