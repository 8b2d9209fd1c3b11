"""Random walks through an action's life, by several people, never reach what is forbidden.

Each walk takes steps that are allowed and steps that are not, on days to come and
days that are past. A refusal leaves the record as it was; after every step the
record is asked whether it is still one that product.md allows.
"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.factories import ActionFactory, UserFactory
from tests.workflow.doing import check_of, deliver, look_again, update, verify
from tests.workflow.told import copies_agree, due_date_agrees
from tracker.choices import (
    ActionStatus,
    CloseReason,
    DateDecision,
    ModerationResult,
    Rating,
    Step,
    VerificationKind,
    VerificationResult,
)
from tracker.dates import add_months
from tracker.models import Action, Change, DueCheck, change_set
from tracker.workflow.due_dates import DateRequest, decide_due_date, request_due_date
from tracker.workflow.life import close_action, reopen_action
from tracker.workflow.moderation import ModerationEntry, moderate_update
from tracker.workflow.steps import Closing

BEGIN = date(2026, 6, 15)
FIRST_DUE = date(2026, 9, 30)
END = date(2100, 1, 1)
WAYS = {
    ("", "not_started"),
    *((start, end) for starts, end in Step.ways.values() for start in starts),
}
RESULTS = VerificationResult.values

person = st.integers(0, 2)
# Mostly soon after, now and then too early.
later = st.one_of(st.integers(0, 40), st.integers(-30, 400))
soon = st.integers(-20, 20)


def partly(action, by, on):
    """Find it partly evidenced."""
    verify(action, by, on, "partly")


def sustain(action, by, on):
    """Find it evidenced at 12 months."""
    look_again(check_of(action, VerificationKind.TWELVE_MONTHS), by, on)


def come_back(action, by, on):
    """Reopen it."""
    version = Action.objects.get(pk=action.pk).version
    reopen_action(action=action, version=version, reason="Again.", by=by, on=on)


# Which of the three does it, and how many days after the step before.
WHO_AND_WHEN = {
    update: (0, 7),
    deliver: (0, 60),
    partly: (1, 7),
    verify: (1, 7),
    sustain: (2, 400),
    come_back: (2, 7),
}
BEGINNINGS = (
    (),
    (update,),
    (update, deliver),
    (update, deliver, verify),
    (update, deliver, verify, sustain),
    (update, deliver, partly, come_back, deliver),
    (update, deliver, verify, come_back, deliver, verify),
)


class Life(RuleBasedStateMachine):
    """One action and three people, each of whom tries everything."""

    reached: set[str] = set()

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.people = UserFactory.create_batch(3)
        self.action = ActionFactory(due_on=FIRST_DUE)
        self.other = ActionFactory(plan=self.action.plan)
        self.day = BEGIN
        self.is_asked = False  # whether the record was asked since the last write

    def teardown(self):
        """Leave nothing to the next walk."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def attempt(self, do, who, on):
        """Do it; if it is refused, nothing is written."""
        changes = Change.objects.count()
        by = self.people[who]
        try:
            with change_set(by=by):
                do(by, on)
        except ValidationError:
            assert Change.objects.count() == changes
        else:
            self.day = max(self.day, on)
            self.is_asked = False

    def stored(self):
        """The action as it stands."""
        return Action.objects.get(pk=self.action.pk)

    @initialize(beginning=st.integers(0, 6))
    def begin(self, beginning):
        """Some walks begin further on, so that they get to the end and round again."""
        for go_on in BEGINNINGS[beginning]:
            who, days = WHO_AND_WHEN[go_on]
            self.day += timedelta(days=days)
            go_on(self.action, self.people[who], self.day)

    @rule(who=person, days=later, rating=st.sampled_from(Rating.values))
    def tell(self, who, days, rating):
        on = self.day + timedelta(days=days)
        said = {"did": f"Told on {on}", "rating": rating}
        self.attempt(lambda by, on: update(self.action, by, on, **said), who, on)

    @rule(who=person, days=later)
    def deliver(self, who, days):
        on = self.day + timedelta(days=days)
        self.attempt(lambda by, on: deliver(self.action, by, on), who, on)

    @rule(who=person, days=later, result=st.sampled_from(RESULTS), again=later)
    def verify(self, who, days, result, again):
        on = self.day + timedelta(days=days)
        look_on = on + timedelta(days=again) if result == "too_early" else None
        self.attempt(
            lambda by, on: verify(self.action, by, on, result, review_by=look_on),
            who,
            on,
        )

    @rule(
        who=person,
        which=st.integers(0, 5),
        days=soon,
        result=st.sampled_from(RESULTS),
        again=later,
    )
    def look_again(self, who, which, days, result, again):
        """Answer one of the checks, also of those that wait no longer."""
        checks = list(DueCheck.objects.filter(action=self.action).order_by("-pk"))
        if not checks:
            return
        check = checks[which % len(checks)]
        on = max(self.day, check.due_on) + timedelta(days=days)
        look_on = on + timedelta(days=again) if result == "too_early" else None
        self.attempt(
            lambda by, on: look_again(check, by, on, result, review_by=look_on),
            who,
            on,
        )

    @rule(
        who=person,
        days=later,
        code=st.sampled_from(CloseReason.values),
        names_another=st.booleans(),
        reason=st.sampled_from(["", "It ended."]),
    )
    def close(self, who, days, code, names_another, reason):
        other = self.other if names_another else None
        closing = Closing(code, reason, other)
        self.attempt(
            lambda by, on: close_action(
                action=self.action,
                version=self.stored().version,
                closing=closing,
                by=by,
                on=on,
            ),
            who,
            self.day + timedelta(days=days),
        )

    @rule(who=person, days=later)
    def reopen(self, who, days):
        self.attempt(
            lambda by, on: reopen_action(
                action=self.action,
                version=self.stored().version,
                reason="It came back.",
                by=by,
                on=on,
            ),
            who,
            self.day + timedelta(days=days),
        )

    @rule(who=person, days=soon, new_in=later)
    def ask(self, who, days, new_in):
        request = DateRequest(
            self.day + timedelta(days=new_in), "workforce", "Two managers left."
        )
        self.attempt(
            lambda by, on: request_due_date(
                action=self.action, request=request, by=by, on=on
            ),
            who,
            self.day + timedelta(days=days),
        )

    @rule(who=person, days=soon, decision=st.sampled_from(DateDecision.values))
    def decide(self, who, days, decision):
        change = self.action.due_date_changes.last()
        if change:
            self.attempt(
                lambda by, on: decide_due_date(
                    change=change, decision=decision, reason="So.", by=by, on=on
                ),
                who,
                self.day + timedelta(days=days),
            )

    @rule(
        who=person,
        days=soon,
        result=st.sampled_from(ModerationResult.values),
        rating=st.sampled_from(Rating.values),
    )
    def moderate(self, who, days, result, rating):
        said = self.action.updates.last()
        if said:
            self.attempt(
                lambda by, on: moderate_update(
                    update=said,
                    entry=ModerationEntry(result, rating, "So."),
                    by=by,
                    on=on,
                ),
                who,
                self.day + timedelta(days=days),
            )

    @invariant()
    def record_is_one_that_is_allowed(self):
        if not self.is_asked:
            self.copies_are_those_of_the_last_rows()
            self.steps_follow_the_table_and_each_other()
            self.nothing_is_verified_or_sustained_by_itself()
            self.nobody_marks_their_own()
            self.days_only_go_forward()
            self.checks_wait_only_for_what_was_delivered_last()
        self.is_asked = True

    def copies_are_those_of_the_last_rows(self):
        stored = self.stored()
        self.reached.add(stored.status)
        assert copies_agree(stored, END)
        assert due_date_agrees(stored)
        assert stored.first_due_on == FIRST_DUE

    def steps_follow_the_table_and_each_other(self):
        rows = list(self.action.status_changes.order_by("pk"))
        for before, after in pairwise(rows):
            assert after.from_status == before.to_status
            assert after.changed_on >= before.changed_on
        for row in rows:
            assert (row.from_status, row.to_status) in WAYS
            assert (row.to_status == ActionStatus.CLOSED) == bool(row.close_reason)

    def nothing_is_verified_or_sustained_by_itself(self):
        seen = list(self.action.verifications.order_by("number"))
        evidenced = [row for row in seen if row.result == "evidenced"]
        delivered = verified = None
        for step in self.action.status_changes.order_by("pk"):
            of_the_day = [
                row
                for row in evidenced
                if (row.verified_on, row.verified_by_id)
                == (step.changed_on, step.by_id)
            ]
            if step.to_status == ActionStatus.DELIVERED:
                delivered = step
                said = self.action.updates.filter(
                    made_on=step.changed_on, author=step.by_id
                )
                assert said.exclude(difference="").exists()
                assert self.action.evidence.exists()
            elif step.to_status == ActionStatus.VERIFIED:
                verified = step
                assert of_the_day
                assert step.by_id != delivered.by_id
            elif step.to_status == ActionStatus.SUSTAINED:
                assert step.by_id != delivered.by_id
                assert step.changed_on >= add_months(verified.changed_on, 12)
                assert any(rests_on_a_year(row) for row in of_the_day)

    def nobody_marks_their_own(self):
        for row in self.action.verifications.all():
            assert row.delivered_by_id != row.verified_by_id
        for row in self.action.due_date_changes.all():
            assert row.decided_by_id != row.asked_by_id
            assert not row.decided_on or row.decided_on >= row.asked_on
        for said in self.action.updates.select_related("moderation"):
            moderation = getattr(said, "moderation", None)
            if moderation:
                assert moderation.author_id == said.author_id
                assert moderation.moderator_id != said.author_id
                assert moderation.moderated_on >= said.made_on

    def days_only_go_forward(self):
        looked = [row.verified_on for row in self.action.verifications.all()]
        asked = [
            day
            for row in self.action.due_date_changes.all()
            for day in (row.asked_on, row.decided_on)
            if day
        ]
        assert looked == sorted(looked)
        assert asked == sorted(asked)

    def checks_wait_only_for_what_was_delivered_last(self):
        waiting = DueCheck.objects.waiting().filter(action=self.action)
        delivered = self.action.status_changes.filter(to_status="delivered").last()
        for check in waiting.select_related("after"):
            assert self.stored().status in ActionStatus.delivered_statuses
            assert check.after.recorded_at >= delivered.recorded_at


def rests_on_a_year(row):
    """Whether a verification answers the 12-month check, or a further one after it."""
    while row.kind == VerificationKind.FURTHER:
        row = row.due_check.after
    return row.kind == VerificationKind.TWELVE_MONTHS


@pytest.mark.django_db
def test_no_walk_reaches_what_is_forbidden():
    Life.reached = set()

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=30,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert Life.reached == set(ActionStatus.values)
