"""Packs: what a meeting is shown, as one document a preset."""
