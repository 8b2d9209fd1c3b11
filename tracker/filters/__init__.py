"""The list pages' filters: they declare, the querysets do the work."""
