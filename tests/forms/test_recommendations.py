import pytest
from django.http import QueryDict

from tests.factories import (
    RecommendationFactory,
    SourceFactory,
    ThemeFactory,
    VisitFactory,
)
from tracker.forms.recommendations import EditRecommendationForm, RecommendationForm
from tracker.workflow.recommendations import PartWording

pytestmark = pytest.mark.django_db


def edit_form(recommendation, typed=None, **options):
    """The form about the recommendation; unbound unless something is typed."""
    data = None
    if typed is not None:
        data = QueryDict(mutable=True)
        data.update(typed)
    return EditRecommendationForm(
        data, plan=recommendation.plan, recommendation=recommendation, **options
    )


def test_choices_are_those_of_the_plan():
    visit = VisitFactory()
    source = SourceFactory(plan=visit.plan)
    theme = ThemeFactory(plan=visit.plan)
    VisitFactory()
    SourceFactory()
    ThemeFactory()

    form = RecommendationForm(plan=visit.plan)

    assert list(form.fields["visit"].queryset) == [visit]
    assert list(form.fields["source"].queryset) == [source]
    assert form.fields["theme"].choices == [
        ("", "No theme"),
        (theme.slug, theme.name),
    ]


def test_form_shows_the_recommendation_as_it_stands():
    recommendation = RecommendationFactory(parts=["Plans", "Reviews"])

    form = edit_form(recommendation)

    assert form["visit"].value() == recommendation.visit.reference
    assert form["text"].value() == recommendation.text
    assert form["part_1"].value() == "Plans"
    assert form["part_2"].value() == "Reviews"
    assert form["version"].value() == 1
    assert list(form.fields)[-4:] == ["parts", "theme", "why", "version"]


def test_parts_are_those_that_stand_then_the_new_ones():
    recommendation = RecommendationFactory(parts=["Plans", "Reviews", "Audits"])
    theme = ThemeFactory(plan=recommendation.plan, slug="audit")
    typed = {
        "part_1": "All plans",
        "theme_1": "audit",
        "part_2": "",
        "parts": "Learning\n\n Visits ",
        "theme": "",
        "why": "Clearer",
        "version": "1",
    }

    form = edit_form(recommendation, typed, has_fixed_words=True)

    assert form.is_valid(), form.errors
    assert form.part_wordings() == [
        PartWording("All plans", theme, 1),
        PartWording("Audits", None, 3),  # added after the form was opened: it stays
        PartWording("Learning"),
        PartWording("Visits"),
    ]
    assert form.wording() is None
    assert form["part_3"].value() == "Audits"
