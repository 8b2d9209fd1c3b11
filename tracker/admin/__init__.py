"""The back office; writes go through workflow."""
