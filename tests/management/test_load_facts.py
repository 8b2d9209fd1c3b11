import json

import pytest
from django.core.management import CommandError, call_command

from tracker.models import Change, Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading(settings, tmp_path):
    """An empty folder in the place of the Reading record."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "fixtures" / "reading"
    folder.mkdir(parents=True)
    return folder


def test_load_facts_says_how_many_of_each(reading, capsys):
    fields = {"slug": "reading", "name": "Reading", "accountable_body": "A council"}
    row = {"model": "tracker.plan", "fields": fields}
    (reading / "plan.json").write_text(json.dumps([row]), encoding="utf-8")

    call_command("load_facts")
    call_command("load_facts")

    assert capsys.readouterr().out == "plans: 1 created\nplans: 1 unchanged\n"
    assert Plan.objects.get().name == "Reading"
    assert Change.objects.get().actor == "load_facts"


def test_load_facts_stops_at_a_broken_file(reading):
    (reading / "plan.json").write_text("[", encoding="utf-8")

    with pytest.raises(CommandError, match=r"plan\.json is not JSON"):
        call_command("load_facts")
