"""Says how much of a folder of Ofsted reports is read right."""

import json
import os
from pathlib import Path
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError

from tracker.intake.expected import FIELDS, score
from tracker.management.commands.import_report import read_file

ROW = "{0:42} {1:>6} {2:>9} {3:>9} {4:>8} {5:>8}  {6}"


class Command(BaseCommand):
    """Compares the drafts of a folder with what a person read in its reports."""

    help = (
        "Reads every report that FOLDER/expected.json names and says how many fields, "
        "grades and areas are right. The folder's default is OFSTED_REPORTS."
    )

    def add_arguments(self, parser):
        """The folder, and which reports of it."""
        parser.add_argument(
            "folder", type=Path, nargs="?", default=os.environ.get("OFSTED_REPORTS")
        )
        parser.add_argument(
            "--only",
            nargs="+",
            metavar="FILE",
            help="Only these reports of the folder.",
        )

    def handle(self, *, folder, only, **_options):
        """Score each report, then the folder."""
        reports = [
            report
            for report in self.expected(folder)
            if not only or report["file"] in only
        ]
        columns = ("report", "fields", "grades", "areas", "invented", "seconds", "")
        self.stdout.write(ROW.format(*columns))
        scores = []
        for report in reports:
            start = perf_counter()
            draft = read_file(Path(folder) / report["file"])
            seconds = perf_counter() - start
            scores.append(score(draft, report))
            self.tell(report["file"], scores[-1:], f"{seconds:.2f}")
        self.tell(f"{len(reports)} reports", scores, "")

    def expected(self, folder):
        """What a person read in each report."""
        if folder is None:
            raise CommandError("Name the folder, or set OFSTED_REPORTS to it.")
        try:
            text = (Path(folder) / "expected.json").read_text(encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{folder} holds no expected.json.") from error
        return json.loads(text)

    def tell(self, name, scores, seconds):
        """One line: right of all."""
        row = ROW.format(
            name,
            f"{sum(each.fields_right for each in scores)}/{len(FIELDS) * len(scores)}",
            of(scores, "judgements"),
            of(scores, "areas"),
            sum(each.invented for each in scores),
            seconds,
            ", ".join(name for each in scores for name in each.wrong_fields),
        )
        self.stdout.write(row.rstrip())


def of(scores, name):
    """How many are right, of how many."""
    right = sum(getattr(each, f"{name}_right") for each in scores)
    return f"{right}/{sum(getattr(each, name) for each in scores)}"
