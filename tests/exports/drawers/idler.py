"""Takes its time, so that it is looked at."""

import time

from tracker.exports.worker import work


def idle(job):
    time.sleep(0.3)
    return b"done"


work(idle)
