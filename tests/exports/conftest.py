"""One report in every format, drawn once for all who look into it."""

import pytest
from django.test.utils import override_settings

from tests.conftest import CACHE_IN_MEMORY
from tests.reports.sample_document import hostile, sample
from tracker.exports.render import FORMATS, render


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The sample report by the suffix of its format."""
    with override_settings(CACHES=CACHE_IN_MEMORY):
        return {suffix: render(sample(), suffix) for suffix in FORMATS}


@pytest.fixture(scope="session")
def hostile_files() -> dict[str, bytes]:
    """A report full of texts that mean harm, or that are odd."""
    with override_settings(CACHES=CACHE_IN_MEMORY):
        return {suffix: render(hostile(), suffix) for suffix in FORMATS}
