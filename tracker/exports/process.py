"""Drawing in a process of its own, with limits on time and memory."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from tracker.exports.worker import MOST_MEGABYTES, TOO_LARGE, Job

MOST_SECONDS = 60
PACKAGES = Path(__file__).resolve().parents[2]

logger = logging.getLogger(__name__)


class NotDrawnError(Exception):
    """Nothing was drawn; the text is a sentence for the person who waits."""


def drawn_by(module: str, job: Job, seconds: float = MOST_SECONDS) -> bytes:
    """What the module draws of a job, as a program of its own.

    It gets nothing but the job: no settings, no keys. Raises NotDrawnError.
    """
    try:
        done = subprocess.run(  # noqa: S603  nothing of the command comes from outside
            [sys.executable, "-P", "-m", module],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=seconds,
            env={"PYTHONPATH": str(PACKAGES), "PATH": os.defpath},
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        message = f"It took longer than {MOST_SECONDS} seconds, so it was stopped. Ask for less, or for the Excel file."
        raise NotDrawnError(message) from slow
    if done.returncode == TOO_LARGE:
        message = f"It needed more than {MOST_MEGABYTES} MB of memory, so it was stopped. Ask for less, or for the Excel file."
        raise NotDrawnError(message)
    if done.returncode:
        logger.error("%s stopped: %s", module, done.stderr.decode(errors="replace"))
        message = "The file could not be made. What went wrong is in the log."
        raise NotDrawnError(message)
    return done.stdout
