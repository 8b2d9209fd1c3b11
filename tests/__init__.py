"""The tests mirror the code: tests/models for tracker/models, and so on."""
