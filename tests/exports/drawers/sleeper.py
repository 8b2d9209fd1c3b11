"""Takes too long."""

import time

from tracker.exports.worker import work


def sleep(job):
    time.sleep(20)
    return b""


work(sleep)
