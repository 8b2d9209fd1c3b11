"""Drawing: tags for GOV.UK components, dates, statuses; no queries."""
