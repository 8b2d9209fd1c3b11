"""The parts of a committee report that no record can fill."""

from tracker.choices import PackPreset
from tracker.reports.pack.texts import Place

HEADER = (
    Place("agenda-item", "", "Agenda item"),
    Place("lead-councillor", "", "Lead councillor"),
    Place("portfolio", "", "Portfolio"),
    Place("service", "", "Service"),
    Place("wards", "", "Wards"),
)
SUMMARY = Place("p-1-2", "1.2", "What the service accepts, in two or three sentences.")
ACTIONS = (
    Place("p-2-1", "2.1", "What the committee is asked to recognise."),
    Place("p-2-2", "2.2", "What the committee is asked to agree."),
    Place(
        "p-2-3",
        "2.3",
        "Check this standing recommendation.",
        "That the committee receives an update on Ofsted's findings each time the "
        "letter of a further visit has been published.",
    ),
)
POSITION = (
    Place("p-4-1", "4.1", "Who oversees the plan, and how it was made."),
    Place("p-4-2", "4.2", "How the plan is being renewed, where it is."),
)
OPTIONS = (
    Place("p-4-9", "4.9", "What is proposed for the board that oversees the plan."),
    Place("p-4-10", "4.10", "How often and by whom progress is reported."),
    Place("p-4-11", "4.11", "When the committee next receives a report."),
)
STRATEGY = (Place("p-5-1", "5.1", "Which priorities of the council this serves."),)
COMMUNITY = (
    Place("p-6-1", "6.1", "Where the public can read the inspectors' words."),
    Place("p-6-2", "6.2", "How children, families and partners were involved."),
)
EQUALITY = (Place("p-7-1", "7.1", "Whether an assessment is needed, and why."),)
LEGAL = (Place("p-8-1", "8.1", "Advice of the legal service."),)
FINANCE = (Place("p-9-1", "9.1", "What it costs and how that is met."),)

ALL = (
    *HEADER,
    SUMMARY,
    *ACTIONS,
    *POSITION,
    *OPTIONS,
    *STRATEGY,
    *COMMUNITY,
    *EQUALITY,
    *LEGAL,
    *FINANCE,
)
# By the preset whose words they are
PLACES = {PackPreset.COMMITTEE: ALL}
