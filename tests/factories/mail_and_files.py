"""Mails about actions, and files that were read."""

from datetime import date

from django.core.files.base import ContentFile
from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from tests.factories.actions import ActionFactory
from tests.factories.base import InPlanFactory, count_up
from tests.factories.plans import PlanFactory, UserFactory
from tests.factories.visits import VisitFactory
from tests.reviews import PAGES, a_review
from tracker.choices import ImportKind, ReminderKind
from tracker.models import ImportDraft, Reminder

CHANGE_SET = "6f1c1d5e-0000-4000-8000-000000000001"


class ReminderFactory(InPlanFactory):
    """The mail to a person on the day an action is due."""

    action = SubFactory(ActionFactory, plan=SelfAttribute("..plan"))
    person = SubFactory(UserFactory)
    kind = ReminderKind.DUE_TODAY
    about_on = date(2026, 6, 15)
    sent_on = SelfAttribute("about_on")

    class Meta:
        model = Reminder

    class Params:
        plan = SubFactory(PlanFactory)
        asked = Trait(kind=ReminderKind.ASKED, asked_by=SubFactory(UserFactory))


class ImportDraftFactory(InPlanFactory):
    """A spreadsheet that was read and waits, without rows; `report` is a PDF."""

    plan = SubFactory(PlanFactory)
    number = count_up("plan", "import_drafts")
    file_name = "actions.xlsx"
    sha256 = LazyAttribute(lambda row: f"{row.number:064x}")
    made_by = SubFactory(UserFactory)
    made_on = date(2026, 6, 15)
    visit = None

    class Meta:
        model = ImportDraft

    class Params:
        report = Trait(
            kind=ImportKind.REPORT,
            file_name="report.pdf",
            file=LazyAttribute(lambda row: ContentFile(b"%PDF-", name="report.pdf")),
            review=a_review().as_data(),
            pages=list(PAGES),
        )
        confirmed = Trait(
            confirmed_by=SubFactory(UserFactory),
            confirmed_on=date(2026, 6, 16),
            change_set=CHANGE_SET,
        )
        brought_in = Trait(
            report=True,
            confirmed=True,
            review={},
            visit=SubFactory(VisitFactory, plan=SelfAttribute("..plan")),
            result={
                "joined": False,
                "recommendations": [],
                "grades": [],
                "gaps": [],
                "dropped": 0,
                "known": [],
            },
        )
