"""The pages of a PDF, read by `pdf_text` in a process of its own, or a refusal.

A file that a stranger made cannot take this process down, nor time or memory
without a limit, nor see its secrets.
"""

import json
import os
import subprocess
import sys

from tracker.intake.draft import ReportRefusedError
from tracker.intake.layout import Page
from tracker.intake.lines import Piece

MOST_BYTES = 20 * 1024 * 1024
MOST_SECONDS = 10
FEWEST_CHARACTERS_A_PAGE = 30  # on average; with fewer the pages are pictures
START_BYTES = 1024  # where a PDF says that it is one

EMPTY = "The file is empty. Choose the PDF that Ofsted published."
NO_PDF = (
    "The file is not a PDF. Choose the PDF that Ofsted published, or paste the text of "
    "the letter."
)
LARGE = (
    "The PDF is too large to read. Choose the file that Ofsted published, unchanged."
)
SLOW = (
    "The PDF took too long to read. Choose the file that Ofsted published, or paste the "
    "text of the letter."
)
SCANNED = (
    "The PDF holds pictures of pages and no text, as a scanner makes them. Choose the "
    "file that Ofsted published, or paste the text of the letter."
)
REFUSALS = {
    "broken": (
        "The PDF is damaged or incomplete and cannot be opened. Download it again and "
        "choose the new file."
    ),
    "locked": (
        "The PDF is protected with a password. Save a copy without one and choose that."
    ),
    "long": (
        "The PDF has {count} pages; at most {most} are read, and a report of Ofsted has "
        "fewer. Choose the report alone."
    ),
    "large": LARGE,
}


def pages_of(data: bytes) -> list[Page]:
    """Each page: its height and its pieces of text.

    Raises ReportRefusedError, with a sentence, for what is no PDF, is broken, locked,
    too large or too long, or holds no text.
    """
    if not data:
        raise ReportRefusedError(EMPTY)
    if len(data) > MOST_BYTES:
        raise ReportRefusedError(LARGE)
    if b"%PDF-" not in data[:START_BYTES]:
        raise ReportRefusedError(NO_PDF)
    pages = _read_apart(data)
    letters = sum(len(piece.text) for _, pieces in pages for piece in pieces)
    if letters < FEWEST_CHARACTERS_A_PAGE * max(len(pages), 1):
        raise ReportRefusedError(SCANNED)
    return pages


def _read_apart(data: bytes) -> list[Page]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tracker.intake.pdf_text"],
            input=data,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except subprocess.TimeoutExpired as error:
        raise ReportRefusedError(SLOW) from error
    if done.returncode:  # the system ended it at one of its limits
        raise ReportRefusedError(LARGE)
    result = json.loads(done.stdout)
    if reason := result.get("refused"):
        raise ReportRefusedError(REFUSALS[reason].format(**result))
    return [
        (height, [Piece(*piece) for piece in pieces])
        for height, pieces in result["pages"]
    ]
