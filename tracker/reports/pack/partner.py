"""What one organisation is told of its own actions."""

from dataclasses import replace

from tracker.reports.document import Document, Section, Table
from tracker.reports.pack.action_lists import LIVE, live_table
from tracker.reports.pack.exceptions import overdue_table
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.front import as_at
from tracker.reports.pack.glossary import glossary_section


def partner_pack(facts: PackFacts) -> Document:
    """The live actions that posts of the organisation own, the late ones apart."""
    asked = facts.asked
    body = asked.organisation
    if body is None:
        message = "A partner pack names an organisation."
        raise ValueError(message)
    own = {a.reference for a in facts.actions if a.organisation == body.slug}
    late, live = (
        _only(own, table) for table in (overdue_table(facts), live_table(facts))
    )
    return Document(
        title=f"Actions of {body.name}",
        subtitle=as_at(facts),
        body=asked.plan.accountable_body,
        plan=asked.plan.name,
        on=facts.on,
        sections=(
            Section(key="overdue", heading="Overdue", blocks=(late,)),
            Section(
                key="live", heading="All live actions", blocks=(live,), landscape=True
            ),
            glossary_section(),
        ),
        main_table=LIVE,
    )


def _only(own: set[str], table: Table) -> Table:
    """The rows of a table that are about these actions."""
    rows = tuple(row for row in table.rows if getattr(row[0], "label", "") in own)
    return replace(table, rows=rows)
