"""Documents, visits, what they found and what they require."""

from datetime import date, timedelta
from typing import Any

from factory import (
    LazyAttribute,
    Maybe,
    SelfAttribute,
    SubFactory,
    Trait,
    post_generation,
)

from tests.factories.base import InPlanFactory, count_up, reference
from tests.factories.plans import PlanFactory, UserFactory
from tracker.choices import (
    Basis,
    CheckProgress,
    FindingKind,
    Framework,
    Grade,
    RecommendationKind,
    RecurrenceKind,
    SourceKind,
    StatutoryLimit,
    VisitKind,
    VisitNoteKind,
    Voice,
)
from tracker.models import (
    CheckFinding,
    ClosureDay,
    DeclinedRecurrence,
    Finding,
    Gap,
    Judgement,
    Recommendation,
    RecommendationPart,
    Recurrence,
    Source,
    TimeLimitChange,
    Visit,
    VisitCheck,
    VisitNote,
)


class SourceFactory(InPlanFactory):
    """An inspectorate's letter."""

    plan = SubFactory(PlanFactory)
    code = LazyAttribute(lambda row: f"{row.plan.sources.count():03d}")
    title = "Letter of a monitoring visit"
    kind = SourceKind.INSPECTORATE_LETTER
    publisher = "Ofsted"
    published_on = date(2026, 5, 18)

    class Meta:
        model = Source


class VisitFactory(InPlanFactory):
    """A monitoring visit of two days, published; a draft where it is said."""

    plan = SubFactory(PlanFactory)
    kind = VisitKind.MONITORING_VISIT
    framework = Framework.ILACS
    starts_on = date(2026, 4, 21)
    ends_on = LazyAttribute(lambda row: row.starts_on + timedelta(days=1))
    reference = LazyAttribute(
        lambda row: f"V-{row.starts_on.year}-{row.plan.visits.count() + 1:02d}"
    )

    is_published = True

    class Meta:
        model = Visit

    class Params:
        draft = Trait(is_published=False)
        published = Trait(is_published=True, letter_published_on=date(2026, 5, 18))
        inspection = Trait(kind=VisitKind.FULL_INSPECTION)


class JudgementFactory(InPlanFactory):
    """A grade for one area."""

    visit = SubFactory(VisitFactory, plan=SelfAttribute("..plan"))
    area = LazyAttribute(lambda row: f"Area {row.visit.judgements.count() + 1}")
    grade = Grade.REQUIRES_IMPROVEMENT_TO_BE_GOOD

    class Meta:
        model = Judgement

    class Params:
        plan = SubFactory(PlanFactory)


class GapFactory(InPlanFactory):
    """Something known to exist but not held."""

    plan = SubFactory(PlanFactory)
    reference = reference("G", "gaps")
    what = "The letter of the second visit"

    class Meta:
        model = Gap

    class Params:
        filled = Trait(
            filled_on=date(2026, 6, 1),
            filled_by=SubFactory(UserFactory),
            filled_visit=SubFactory(VisitFactory, plan=SelfAttribute("..plan")),
        )


class FindingFactory(InPlanFactory):
    """A concern that Ofsted stated at a visit."""

    plan = SubFactory(PlanFactory)
    visit = SubFactory(VisitFactory, plan=SelfAttribute("..plan"))
    reference = reference("F", "findings")
    kind = FindingKind.CONCERN
    text = "Supervision is irregular."
    voice = Voice.OFSTED

    class Meta:
        model = Finding

    class Params:
        strength = Trait(kind=FindingKind.STRENGTH, text="Managers know their service.")


class RecommendationFactory(InPlanFactory):
    """An area for improvement with one part: `parts` is a number or texts."""

    plan = SubFactory(PlanFactory)
    visit = SubFactory(VisitFactory, plan=SelfAttribute("..plan"))
    reference = reference("R", "recommendations")
    kind = RecommendationKind.AREA_FOR_IMPROVEMENT
    text = LazyAttribute(lambda row: f"The quality of supervision ({row.reference}).")
    voice = Voice.OFSTED

    class Meta:
        model = Recommendation

    class Params:
        own_finding = Trait(
            kind=RecommendationKind.OWN_FINDING, visit=None, voice=Voice.COUNCIL
        )

    @post_generation
    def parts(self, create: bool, extracted: Any, **_options: Any) -> None:
        """One part with the recommendation's own text, unless told otherwise."""
        if not create:
            return
        texts = [self.text] if extracted is None else extracted
        if isinstance(texts, int):
            texts = [
                f"Part {number + 1} of {self.reference}" for number in range(texts)
            ]
        for text in texts:
            RecommendationPartFactory(recommendation=self, text=text)


class RecommendationPartFactory(InPlanFactory):
    """One thing that a recommendation asks for."""

    recommendation = SubFactory(
        RecommendationFactory, plan=SelfAttribute("..plan"), parts=0
    )
    number = count_up("recommendation", "parts")
    text = LazyAttribute(lambda row: f"Part {row.number}")

    class Meta:
        model = RecommendationPart

    class Params:
        plan = SubFactory(PlanFactory)


class RecurrenceFactory(InPlanFactory):
    """A later recommendation that takes up an earlier one."""

    earlier = SubFactory(RecommendationFactory, plan=SelfAttribute("..plan"))
    later = SubFactory(RecommendationFactory, plan=SelfAttribute("..plan"))
    kind = RecurrenceKind.RECURS
    basis = Basis.STATED
    linked_on = date(2026, 5, 18)

    class Meta:
        model = Recurrence

    class Params:
        plan = SubFactory(PlanFactory)


class DeclinedRecurrenceFactory(InPlanFactory):
    """A later recommendation that was found not to take up the earlier one."""

    earlier = SubFactory(RecommendationFactory, plan=SelfAttribute("..plan"))
    later = SubFactory(RecommendationFactory, plan=SelfAttribute("..plan"))
    declined_on = date(2026, 6, 1)

    class Meta:
        model = DeclinedRecurrence

    class Params:
        plan = SubFactory(PlanFactory)


class VisitCheckFactory(InPlanFactory):
    """A visit that found some progress on an action, or on the recommendation given."""

    visit = SubFactory(VisitFactory, plan=SelfAttribute("..plan"))
    recommendation = None
    action = Maybe(
        "recommendation",
        yes_declaration=None,
        no_declaration=SubFactory(
            "tests.factories.actions.ActionFactory", plan=SelfAttribute("..plan")
        ),
    )
    progress = CheckProgress.SOME

    class Meta:
        model = VisitCheck

    class Params:
        plan = SubFactory(PlanFactory)


class CheckFindingFactory(InPlanFactory):
    """A finding of the same visit that a check rests on."""

    check_made = SubFactory(VisitCheckFactory, plan=SelfAttribute("..plan"))
    finding = SubFactory(
        FindingFactory,
        visit=SelfAttribute("..check_made.visit"),
        plan=SelfAttribute("..plan"),
    )

    class Meta:
        model = CheckFinding

    class Params:
        plan = SubFactory(PlanFactory)


class VisitNoteFactory(InPlanFactory):
    """A correction of a published visit; a reply where a finding's is wanted."""

    visit = SubFactory(VisitFactory, plan=SelfAttribute("..plan"))
    number = count_up("visit", "notes")
    kind = VisitNoteKind.CORRECTION
    text = "The letter was corrected: three teams, not two."
    noted_on = date(2026, 6, 1)
    by = SubFactory(UserFactory)

    class Meta:
        model = VisitNote

    class Params:
        plan = SubFactory(PlanFactory)
        reply = Trait(
            kind=VisitNoteKind.REPLY,
            text="Two managers have joined since.",
            finding=SubFactory(
                FindingFactory,
                visit=SelfAttribute("..visit"),
                plan=SelfAttribute("..plan"),
            ),
            speaker="Ann Director",
            post=SubFactory(
                "tests.factories.plans.PostFactory", plan=SelfAttribute("..plan")
            ),
        )


class ClosureDayFactory(InPlanFactory):
    """A royal holiday that the calendar does not know."""

    plan = SubFactory(PlanFactory)
    day = date(2026, 6, 19)
    reason = "Royal holiday, proclaimed on 1 June 2026"

    class Meta:
        model = ClosureDay


class TimeLimitChangeFactory(InPlanFactory):
    """Another day for the statement of action."""

    visit = SubFactory(
        VisitFactory,
        plan=SelfAttribute("..plan"),
        inspection=True,
        received_on=date(2026, 5, 18),
    )
    limit = StatutoryLimit.ACTION_STATEMENT
    due_on = date(2026, 9, 15)
    reason = "Ofsted agreed to a later day in its letter of 1 June."
    changed_on = date(2026, 6, 2)
    by = SubFactory(UserFactory)

    class Meta:
        model = TimeLimitChange

    class Params:
        plan = SubFactory(PlanFactory)
