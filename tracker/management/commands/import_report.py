"""Shows what is read of one Ofsted report or letter; saves nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tracker.intake.draft import ReportDraft, ReportRefusedError
from tracker.intake.expected import FIELDS, as_expected
from tracker.intake.report import read_pdf, read_text


def read_file(path: Path) -> ReportDraft:
    """The draft of a file: a .txt file is read as pasted text, any other as a PDF.

    Raises CommandError, with a sentence, for a file that cannot be read.
    """
    try:
        if path.suffix.lower() == ".txt":
            return read_text(path.read_text(encoding="utf-8"))
        return read_pdf(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is no text in UTF-8. Save it as such.") from error
    except ReportRefusedError as error:
        raise CommandError(f"{path}: {error}") from error


class Command(BaseCommand):
    """Reads a report as the import page does, and shows the draft."""

    help = (
        "Shows the draft that is read of an Ofsted report (PDF) or of a letter's text "
        "(.txt). Nothing is saved."
    )

    def add_arguments(self, parser):
        """The file, and how to show it."""
        parser.add_argument("file", type=Path, help="The PDF, or the text as .txt.")
        parser.add_argument(
            "--json", action="store_true", help="With the keys of expected.json."
        )

    def handle(self, *, file, **options):
        """Read it and show it."""
        draft = {"file": file.name, **as_expected(read_file(file))}
        lines = self.as_json(draft) if options["json"] else self.as_lines(draft)
        self.stdout.write(lines)

    def as_json(self, draft):
        """The draft as JSON."""
        return json.dumps(draft, ensure_ascii=False, indent=1)

    def as_lines(self, draft):
        """The draft for a person to read."""
        lines = [f"{name}: {draft[name] or 'not found'}" for name in FIELDS]
        lines += [f"{row['area']}: {row['grade']}" for row in draft["judgements"]]
        lines += [
            f"p. {row['page']} {row['kind']} {row['number'] or '-'} {row['text']}"
            for row in draft["areas"]
        ]
        return "\n".join([*lines, draft["notes"]]).rstrip()
