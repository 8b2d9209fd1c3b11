"""An Ofsted report or letter to a draft: from the file as it is, or from its text.

Pure: bytes or text go in, a draft comes out, and nothing is stored.
"""

from tracker.intake.draft import ReportDraft, ReportRefusedError


def read_pdf(data: bytes) -> ReportDraft:
    """The draft of a PDF.

    Raises ReportRefusedError, with a sentence, for a file that is no PDF, is damaged,
    protected, scanned, too long, or not of Ofsted. Bounded in time and memory.
    """
    raise ReportRefusedError("PDF files cannot be read yet.")


def read_text(text: str) -> ReportDraft:
    """The draft of a letter whose text was pasted; it is all one page.

    Raises ReportRefusedError, with a sentence, for no text, too much of it, or text
    that is not of Ofsted.
    """
    raise ReportRefusedError("Pasted text cannot be read yet.")
