"""What a process that draws does: read a job, draw, hand over; and stay small.

The libraries of charts and PDFs keep what they drew in memory and may hang a process
that forks; so each file is drawn in a process of its own, which ends with it.
"""

import json
import os
import re
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOST_MEGABYTES = 300
SECONDS_BETWEEN_LOOKS = 0.05
TOO_LARGE = 3  # exit code
STATUS = Path("/proc/self/status")

Job = dict[str, Any]


def work(draw: Callable[[Job], bytes]) -> None:
    """Draw the job that stands on standard input as JSON; the result goes out."""
    threading.Thread(target=_watch_memory, daemon=True).start()
    result = draw(json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(result)


def megabytes() -> int:
    """The most memory that this process has had so far.

    Linux counts in `getrusage` also what the process had that started this one.
    """
    if STATUS.exists():
        kilobytes = re.search(r"VmHWM:\s+(\d+)", STATUS.read_text())
        return int(kilobytes[1]) // 1024 if kilobytes else 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)


def _watch_memory() -> None:
    """End the process once it is too large. Limits of the system would count what
    the engine of the charts only reserves, which is many times what it uses."""
    while megabytes() <= MOST_MEGABYTES:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(TOO_LARGE)
