"""Makes the files anew, from an empty database that is thrown away."""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.make_demo.council import make_council  # noqa: E402  after setup
from tests.make_demo.files import write_files  # noqa: E402

call_command("migrate", verbosity=0)
make_council()
for name, count in write_files(Path(__file__).parents[2] / "fixtures").items():
    sys.stdout.write(f"{name}: {count}\n")
