"""Loads what the public documents say of Reading."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.models import change_set
from tracker.workflow.fixtures import FixtureError, RowResult, load_fixtures


class Command(BaseCommand):
    """Loads the Reading plan; safe to run again, also after people have worked."""

    help = "Loads the Reading record from fixtures/reading; repeating it is harmless."

    def handle(self, **_options):
        """Load, and say how many of each."""
        why = "Read from the five public documents."
        try:
            with change_set(actor="load_facts", why=why):
                report = load_fixtures(settings.BASE_DIR / "fixtures" / "reading")
        except FixtureError as error:
            raise CommandError(str(error)) from error
        for model, counts in report.results.items():
            name = apps.get_model(model)._meta.verbose_name_plural
            said = ", ".join(f"{counts[r]} {r}" for r in RowResult if counts[r])
            self.stdout.write(f"{name}: {said}")
