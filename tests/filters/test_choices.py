import django_filters
import pytest
from django.http import QueryDict

from tests.factories import TODAY, PlanFactory
from tracker.filters.base import PlanFilterSet
from tracker.filters.choices import RowChoiceFilter
from tracker.models import Visit

pytestmark = pytest.mark.django_db


class YearFilter(PlanFilterSet):
    """A filter with one list of the plan's own."""

    q = django_filters.CharFilter()
    year = RowChoiceFilter(
        label="Year", field_name="starts_on__year", lookup_expr="exact"
    )

    class Meta:
        model = Visit
        fields: tuple = ()

    def __init__(self, *args, read, **options):
        super().__init__(*args, **options)
        self.filters["year"].offer(read)


@pytest.fixture
def reads():
    """Each time the choices were read."""
    return []


def year_filter(reads, query):
    """The filter, for a query."""

    def read():
        reads.append(1)
        return [("2026", "2026")]

    rows = Visit.objects.all()
    return YearFilter(QueryDict(query), rows, plan=PlanFactory(), on=TODAY, read=read)


def test_choices_are_not_read_where_nothing_asks_for_them(reads):
    filterset = year_filter(reads, "q=x")

    assert filterset.is_valid()
    assert reads == []


def test_choices_are_read_once(reads):
    filterset = year_filter(reads, "year=2026")

    assert filterset.is_valid()
    assert filterset.narrowing == [("Year", "2026")]
    assert '<option value="">Any</option>' in str(filterset.form["year"])
    assert reads == [1]


def test_value_that_is_not_offered_is_refused(reads):
    assert not year_filter(reads, "year=1999").is_valid()
