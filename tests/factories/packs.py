"""Issued packs, notes beside them, words of reports."""

from datetime import date

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from tests.factories.base import InPlanFactory, count_up, reference
from tests.factories.governance import MeetingFactory
from tests.factories.plans import OrganisationFactory, PlanFactory, UserFactory
from tests.factories.visits import VisitFactory
from tracker.choices import PackPreset
from tracker.models import Pack, PackNote, PackText
from tracker.models.pack import hash_of
from tracker.reports.document import Document
from tracker.reports.document.stored import to_json


class PackFactory(InPlanFactory):
    """A board pack without sections."""

    plan = SubFactory(PlanFactory)
    reference = reference("P", "packs")
    preset = PackPreset.BOARD
    title = "Board pack"
    shows_on = date(2026, 5, 8)
    since_on = date(2026, 2, 8)
    issued_by = SubFactory(UserFactory)
    content = LazyAttribute(
        lambda row: to_json(
            Document(
                title=row.title,
                body="Northmere Council",
                plan=row.reference,
                on=row.shows_on,
                sections=(),
            )
        ).decode()
    )
    sha256 = LazyAttribute(lambda row: hash_of(row.content))

    class Meta:
        model = Pack

    class Params:
        at_meeting = Trait(
            meeting=SubFactory(MeetingFactory, plan=SelfAttribute("..plan"))
        )
        of_visit = Trait(
            preset=PackPreset.VISIT,
            visit=SubFactory(VisitFactory, plan=SelfAttribute("..plan")),
        )
        of_partner = Trait(
            preset=PackPreset.PARTNER,
            organisation=SubFactory(OrganisationFactory, plan=SelfAttribute("..plan")),
        )


class PackNoteFactory(InPlanFactory):
    """A note beside a pack."""

    pack = SubFactory(PackFactory, plan=SelfAttribute("..plan"))
    number = count_up("pack", "notes")
    text = LazyAttribute(lambda row: f"Seven, not six, were overdue. ({row.number})")
    written_on = date(2026, 5, 20)
    written_by = SubFactory(UserFactory)

    class Meta:
        model = PackNote

    class Params:
        plan = SubFactory(PlanFactory)


class PackTextFactory(InPlanFactory):
    """Words for one place of a committee report."""

    meeting = SubFactory(MeetingFactory, plan=SelfAttribute("..plan"))
    preset = PackPreset.COMMITTEE
    key = "p-1-2"
    text = "The service accepts what was found."

    class Meta:
        model = PackText

    class Params:
        plan = SubFactory(PlanFactory)
