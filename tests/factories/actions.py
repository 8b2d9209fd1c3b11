"""Actions, what they answer, and what is said of them."""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from factory import (
    LazyAttribute,
    SelfAttribute,
    Sequence,
    SubFactory,
    Trait,
    post_generation,
)

from tests.factories.base import InPlanFactory, count_up, reference
from tests.factories.plans import PlanFactory, PostFactory, UserFactory
from tests.factories.visits import RecommendationFactory
from tracker.choices import (
    ActionStatus,
    Claim,
    CloseReason,
    DatePrecision,
    EvidenceKind,
    Rating,
    Voice,
)
from tracker.models import (
    Action,
    Answer,
    Evidence,
    OwnerChange,
    ProgressUpdate,
    StatusChange,
)

TAKEN_UP_ON = date(2026, 3, 2)
# The steps to each status, with the days after the action was taken up.
LIFE = {
    ActionStatus.NOT_STARTED: 0,
    ActionStatus.IN_PROGRESS: 14,
    ActionStatus.DELIVERED: 60,
    ActionStatus.VERIFIED: 75,
    ActionStatus.SUSTAINED: 90,
}
FILE = b"%PDF-1.7\n%%EOF\n"


def steps_to(status: str, taken_up_on: date) -> list[tuple[date, str]]:
    """The days and statuses that lead to a status."""
    if status == ActionStatus.CLOSED:
        return [
            *steps_to(ActionStatus.NOT_STARTED, taken_up_on),
            (taken_up_on + timedelta(days=90), status),
        ]
    names = list(LIFE)[: list(LIFE).index(ActionStatus(status)) + 1]
    return [(taken_up_on + timedelta(days=LIFE[name]), name) for name in names]


class ActionFactory(InPlanFactory):
    """An action not started, due in September, without an owner.

    Its StatusChange and OwnerChange rows lead to its status and owner post:
    `standing__taken_up_on` and `standing__by` say when and who,
    `standing=[(day, status), …]` gives the steps, `standing=False` writes none.
    """

    plan = SubFactory(PlanFactory)
    reference = reference("A", "actions")
    title = LazyAttribute(lambda row: f"Improve supervision ({row.reference})")
    status = ActionStatus.NOT_STARTED
    due_on = date(2026, 9, 30)
    first_due_on = SelfAttribute("due_on")
    due_precision = DatePrecision.DAY

    class Meta:
        model = Action

    class Params:
        recorded = Trait(
            status="",
            due_on=None,
            due_words="",
            due_precision=DatePrecision.UNKNOWN,
            first_due_on=None,
            claim=Claim.PLANNED,
            claim_on=date(2022, 1, 19),
            claim_voice=Voice.COUNCIL,
        )
        in_progress = Trait(status=ActionStatus.IN_PROGRESS)
        delivered = Trait(status=ActionStatus.DELIVERED)
        verified = Trait(status=ActionStatus.VERIFIED)
        sustained = Trait(status=ActionStatus.SUSTAINED)
        closed = Trait(status=ActionStatus.CLOSED)
        overdue = Trait(status=ActionStatus.IN_PROGRESS, due_on=date(2026, 6, 3))
        due_soon = Trait(status=ActionStatus.IN_PROGRESS, due_on=date(2026, 7, 1))
        undated = Trait(
            due_on=None,
            due_words="by the autumn",
            due_precision=DatePrecision.SEASON,
        )
        owned = Trait(owner_post=SubFactory(PostFactory, plan=SelfAttribute("..plan")))

    @post_generation
    def standing(
        self,
        create: bool,
        extracted: Any,
        *,
        by: Any = None,
        taken_up_on: date = TAKEN_UP_ON,
        **_options: Any,
    ) -> None:
        """The dated rows that the status and the owner post are copies of."""
        if not create or extracted is False:
            return
        steps = extracted or (steps_to(self.status, taken_up_on) if self.status else ())
        person = by or (UserFactory() if steps or self.owner_post else None)
        before = ""
        for day, status in steps:
            StatusChangeFactory(
                action=self,
                changed_on=day,
                from_status=before,
                to_status=status,
                by=person,
            )
            before = status
        if self.owner_post:
            OwnerChangeFactory(
                action=self, changed_on=taken_up_on, to_post=self.owner_post, by=person
            )


class AnswerFactory(InPlanFactory):
    """An action that answers the one part of a recommendation."""

    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"))
    part = LazyAttribute(lambda row: RecommendationFactory(plan=row.plan).parts.get())

    class Meta:
        model = Answer

    class Params:
        plan = SubFactory(PlanFactory)


class StatusChangeFactory(InPlanFactory):
    """A step of an action that a person says; the action itself stays as it is."""

    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"), standing=False)
    changed_on = TAKEN_UP_ON
    from_status = ""
    to_status = ActionStatus.NOT_STARTED
    close_reason = LazyAttribute(
        lambda row: (
            CloseReason.NOT_PROCEEDING if row.to_status == ActionStatus.CLOSED else ""
        )
    )
    by = SubFactory(UserFactory)

    class Meta:
        model = StatusChange

    class Params:
        plan = SubFactory(PlanFactory)


class OwnerChangeFactory(InPlanFactory):
    """A new owner that a person says; the action itself stays as it is."""

    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"))
    changed_on = TAKEN_UP_ON
    to_post = SubFactory(PostFactory, plan=SelfAttribute("..plan"))
    by = SubFactory(UserFactory)

    class Meta:
        model = OwnerChange

    class Params:
        plan = SubFactory(PlanFactory)


class ProgressUpdateFactory(InPlanFactory):
    """An update of an action in progress, half done and Amber."""

    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"), in_progress=True)
    number = count_up("action", "updates")
    made_on = date(2026, 6, 1)
    author = SubFactory(UserFactory)
    did = "All managers were trained."
    percent = 50
    rating = Rating.AMBER

    class Meta:
        model = ProgressUpdate

    class Params:
        plan = SubFactory(PlanFactory)


class EvidenceFactory(InPlanFactory):
    """A link to an audit; with `stored` a small PDF file."""

    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"), in_progress=True)
    number = count_up("action", "evidence")
    title = Sequence(lambda n: f"Supervision audit {n:04d}")
    kind = EvidenceKind.AUDIT
    link = "https://documents.example/supervision-audit"
    added_on = date(2026, 6, 1)
    added_by = SubFactory(UserFactory)

    class Meta:
        model = Evidence

    class Params:
        plan = SubFactory(PlanFactory)
        stored = Trait(
            link="",
            file=LazyAttribute(lambda row: ContentFile(FILE, name="audit.pdf")),
            file_name="audit.pdf",
            content_type="application/pdf",
            size=len(FILE),
            sha256=hashlib.sha256(FILE).hexdigest(),
        )
