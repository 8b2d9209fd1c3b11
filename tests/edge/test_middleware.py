"""One change set per request, which says who wrote."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse

from tests.factories import UserFactory, WorkstreamFactory
from tracker.edge.middleware import ChangeSetMiddleware
from tracker.models import Change, change_set

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream():
    return WorkstreamFactory(name="Practice")


@pytest.fixture
def answer(rf, stream):
    """Answers a request by writing twice; returns the changes it left."""

    def write(_request):
        for word in ("Practice and people", "Practice"):
            stream.name = word
            stream.save()
        return HttpResponse()

    def send(method, person):
        start = Change.objects.order_by("-pk").first().pk
        request = getattr(rf, method)("/")
        request.user = person
        response = ChangeSetMiddleware(write)(request)
        assert response.status_code == 200
        return list(Change.objects.filter(pk__gt=start).order_by("pk"))

    return send


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_all_that_one_request_writes_is_one_change_set_of_its_person(answer, method):
    person = UserFactory()

    first, second = answer(method, person)

    assert first.change_set == second.change_set
    assert (first.by, second.by) == (person, person)
    assert (first.actor, first.why) == ("", "")


def test_two_requests_are_two_change_sets(answer):
    person = UserFactory()

    sets = {change.change_set for _ in range(2) for change in answer("post", person)}

    assert len(sets) == 2


def test_what_is_written_without_a_person_names_the_sign_in_pages(answer):
    changes = answer("post", AnonymousUser())

    assert {(change.by, change.actor) for change in changes} == {
        (None, "sign-in pages")
    }


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_opens_no_change_set(answer, method):
    first, second = answer(method, UserFactory())

    assert first.change_set != second.change_set
    assert (first.by, first.actor) == (None, "system")


def test_change_set_ends_with_its_request_even_when_the_page_fails(rf, stream):
    def fail(_request):
        raise RuntimeError

    request = rf.post("/")
    request.user = UserFactory()
    with pytest.raises(RuntimeError):
        ChangeSetMiddleware(fail)(request)

    stream.name = "Afterwards"
    stream.save()

    assert Change.objects.order_by("-pk").first().by is None


def test_page_may_say_why_inside(rf, stream):
    person = UserFactory()

    def write(_request):
        with change_set(why="The board asked for it"):
            stream.name = "Other"
            stream.save()
        return HttpResponse()

    request = rf.post("/")
    request.user = person
    ChangeSetMiddleware(write)(request)

    change = Change.objects.order_by("-pk").first()
    assert (change.by, change.why) == (person, "The board asked for it")
