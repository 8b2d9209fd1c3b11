"""What every page knows."""

from tracker.edge.context_processors import site


def test_every_page_knows_the_name_of_the_service(settings, rf):
    settings.SERVICE_NAME = "Northmere plan"

    assert site(rf.get("/")) == {"service_name": "Northmere plan"}
