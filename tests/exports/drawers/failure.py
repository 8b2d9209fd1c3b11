"""Fails."""

from tracker.exports.worker import work


def fail(job):
    raise ValueError("the paper is wet")


work(fail)
