"""Takes too much memory."""

import time

from tracker.exports.worker import work


def eat(job):
    eaten = b"x" * 400_000_000
    time.sleep(5)
    return eaten[:1]


work(eat)
