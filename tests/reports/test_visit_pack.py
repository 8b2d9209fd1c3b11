"""What an inspector is handed: which areas, and what is told of each, in words."""

from dataclasses import asdict
from datetime import date

import pytest

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    EvidenceFactory,
    ModerationFactory,
    PlanFactory,
    PostFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    RecurrenceFactory,
    SourceFactory,
    ThemeFactory,
    UserFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tracker.reports.visit_pack import (
    ALL_OPEN,
    LOOKED_AT,
    PackCheck,
    PackPart,
    pack_day,
    visit_pack,
)
from tracker.reports.visit_pack_actions import PackEvidence, PackVoice

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 15)


@pytest.fixture
def plan():
    return PlanFactory(name="Improvement plan")


@pytest.fixture
def before(plan):
    """The visit before, in April."""
    return VisitFactory(plan=plan, published=True)


@pytest.fixture
def visit(plan, before):
    """A visit being prepared, in a week."""
    return VisitFactory(plan=plan, starts_on=date(2026, 6, 22), is_published=False)


def answering(row, number=1, **values):
    """An action that answers a part of the recommendation."""
    action = ActionFactory(plan=row.plan, **values)
    AnswerFactory(action=action, part=row.parts.get(number=number))
    return action


def pack_of(visit, on=ON):
    return visit_pack(plan=visit.plan, visit=visit, on=on)


def references(pack):
    """The areas of a pack."""
    return [area.reference for area in pack.areas]


# Which areas


def test_pack_of_a_visit_being_prepared_has_all_open_required_areas(
    plan, before, visit
):
    RecommendationFactory(visit=before)
    RecommendationFactory(visit=before, kind="shortfall")
    met = RecommendationFactory(visit=before)
    answering(met, verified=True)
    VisitCheckFactory(visit=before, recommendation=met, progress="met")
    RecommendationFactory(visit=visit)
    RecommendationFactory(plan=plan, own_finding=True)
    RecommendationFactory(
        visit=VisitFactory(plan=plan, starts_on=date(2026, 5, 5), is_published=False)
    )

    pack = pack_of(visit)

    assert references(pack) == ["R-001"]
    assert pack.chosen == ALL_OPEN


def test_pack_of_a_visit_with_checks_has_what_it_looked_at(before, visit):
    looked, answered, skipped, untouched = RecommendationFactory.create_batch(
        4, visit=before
    )
    action = answering(answered)
    answering(untouched)
    VisitCheckFactory(visit=visit, recommendation=looked)
    VisitCheckFactory(visit=visit, action=action)
    VisitCheckFactory(visit=visit, recommendation=skipped, progress="not_in_scope")

    pack = pack_of(visit)

    assert references(pack) == ["R-001", "R-002"]
    assert pack.chosen == LOOKED_AT


def test_pack_of_a_visit_that_found_all_out_of_scope_has_what_is_open(before, visit):
    row = RecommendationFactory(visit=before)
    VisitCheckFactory(visit=visit, recommendation=row, progress="not_in_scope")

    assert pack_of(visit).chosen == ALL_OPEN


def test_pack_without_anything_says_so(visit):
    pack = pack_of(visit)

    assert (pack.areas, pack.plan) == ((), "Improvement plan")
    assert pack.title == f"Visit pack: {visit}"


@pytest.mark.parametrize(
    ("is_published", "today", "on"),
    [
        pytest.param(False, ON, ON, id="being prepared: today"),
        pytest.param(False, date(2026, 7, 1), date(2026, 7, 1), id="still a draft"),
        pytest.param(True, date(2026, 7, 1), date(2026, 6, 22), id="its first day"),
        pytest.param(True, ON, ON, id="never a day to come"),
    ],
)
def test_pack_is_for_the_day(visit, is_published, today, on):
    visit.is_published = is_published

    assert pack_day(visit, today) == on


# What is told of an area


def test_area_with_its_parts_its_state_and_what_it_takes_up(plan, before, visit):
    earlier = RecommendationFactory(
        visit=VisitFactory(plan=plan, starts_on=date(2025, 3, 3), published=True),
        text="Plans.",
        kind="shortfall",
    )
    row = RecommendationFactory(visit=before, parts=["Plans", "Reviews"])
    part = row.parts.get(number=1)
    part.theme = ThemeFactory(plan=plan, name="Planning")
    part.save()
    RecurrenceFactory(later=row, earlier=earlier, kind="narrows")
    answering(row, delivered=True)
    answering(row, closed=True)

    (area,) = pack_of(visit).areas

    assert (area.text, area.kind) == (row.text, "Area for improvement")
    assert area.raised_by == "V-2026-01 Monitoring visit, 21 to 22 April 2026"
    assert (area.state, area.state_words) == ("unanswered", "Unanswered")
    assert area.takes_up == (
        "Narrows: R-001 Plans. (V-2025-03 Monitoring visit, 3 to 4 March 2025)",
    )
    assert area.parts == (
        PackPart(1, "Plans", "Planning", ("A-001", "A-002")),
        PackPart(2, "Reviews", "", ()),
    )
    assert [action.status_words for action in area.actions] == ["Delivered", "Closed"]


def test_last_check_is_of_an_earlier_visit_that_looked(plan, before, visit):
    row = RecommendationFactory(visit=before)
    source = SourceFactory(plan=plan, code="A04")
    second = VisitFactory(plan=plan, starts_on=date(2026, 5, 5), published=True)
    for where, values in (
        (before, {"quote": "Plans are uneven.", "source": source, "locator": "¶4"}),
        (second, {"progress": "not_in_scope"}),
        (visit, {"progress": "met"}),
    ):
        VisitCheckFactory(visit=where, recommendation=row, **values)

    (area,) = pack_of(visit, date(2026, 7, 1)).areas

    assert area.last_check == PackCheck(
        visit="V-2026-01 Monitoring visit, 21 to 22 April 2026",
        said=("Progress: some",),
        quote="Plans are uneven.",
        place="Ofsted, source A04, ¶4",
    )


def test_published_visit_does_not_speak_in_its_own_pack(plan, before):
    row = RecommendationFactory(
        visit=VisitFactory(plan=plan, starts_on=date(2025, 3, 3), published=True)
    )
    VisitCheckFactory(visit=before, recommendation=row)

    (area,) = pack_of(before).areas

    assert area.last_check is None


def test_check_that_states_nothing_says_that(before, visit):
    row = RecommendationFactory(visit=before)
    VisitCheckFactory(visit=before, recommendation=row, progress="not_stated")

    (area,) = pack_of(visit).areas

    assert area.last_check.said == ("Progress not stated",)


# What is told of an action


def told(visit, on=ON):
    """The one action of the one area."""
    (area,) = pack_of(visit, on).areas
    (action,) = area.actions
    return action


def test_action_with_owner_words_voices_and_evidence(plan, before, visit):
    row = RecommendationFactory(visit=before)
    post = PostFactory(plan=plan, title="Head of help")
    PostHoldingFactory(post=post, name="Olive Owner")
    action = answering(row, in_progress=True, owner_post=post, due_on=date(2026, 9, 30))
    olive, mo = UserFactory(full_name="Olive Owner"), UserFactory(full_name="Mo")
    first = ProgressUpdateFactory(
        action=action, made_on=date(2026, 5, 1), rating="green", author=olive
    )
    ModerationFactory(
        update=first,
        moderator=mo,
        moderated_on=date(2026, 5, 3),
        rating="amber",
        result="corrected",
        reason="Not yet.",
    )
    ProgressUpdateFactory(
        action=action,
        made_on=date(2026, 6, 1),
        rating="green",
        author=olive,
        did="All were trained.",
        difference="Plans are better.",
    )
    ProgressUpdateFactory(action=action, made_on=date(2026, 6, 20), did="Later.")
    VisitCheckFactory(visit=before, action=action, progress="limited")
    EvidenceFactory(action=action, title="Audit of plans", added_on=date(2026, 5, 1))
    EvidenceFactory(action=action, title="Later", added_on=date(2026, 6, 20))

    found = told(visit)

    assert (found.reference, found.title) == ("A-001", action.title)
    assert (found.status, found.status_words) == ("in_progress", "In progress")
    assert found.owner == "Head of help (Olive Owner)"
    assert found.due == "Due 30 September 2026"
    assert (found.done, found.difference) == ("All were trained.", "Plans are better.")
    assert found.voices == (
        PackVoice("Owner", "Green", "1 June 2026, Olive Owner", "green"),
        PackVoice("Moderator", "Amber", "3 May 2026, Mo", "amber"),
        PackVoice(
            "Inspectors",
            "Progress: limited",
            "V-2026-01 Monitoring visit, 21 to 22 April 2026",
        ),
    )
    assert found.gaps == (
        "On update 1: the owner was one step more hopeful than the moderator.",
        "The owner is two steps more hopeful than the inspectors were.",
    )
    assert found.evidence == (
        PackEvidence(1, "Audit of plans", "Audit", date(2026, 5, 1)),
    )


def test_action_of_which_nobody_has_spoken(before, visit):
    answering(RecommendationFactory(visit=before), due_on=None)

    found = told(visit)

    assert (found.owner, found.due, found.done) == ("No owner", "No due date", "")
    assert [voice.words for voice in found.voices] == [
        "Has said nothing yet",
        "Has said nothing yet",
        "No earlier visit has checked this",
    ]
    assert (found.gaps, found.evidence) == ((), ())


def test_action_whose_post_is_vacant_and_whose_update_was_returned(plan, before, visit):
    row = RecommendationFactory(visit=before)
    action = answering(
        row, in_progress=True, owner_post=PostFactory(plan=plan, title="Head of help")
    )
    update = ProgressUpdateFactory(action=action, made_on=date(2026, 6, 1))
    ModerationFactory(
        update=update,
        moderator=UserFactory(full_name="Mo"),
        moderated_on=date(2026, 6, 3),
        result="returned",
        rating="",
        reason="Say more.",
    )

    found, day_before = told(visit), told(visit, date(2026, 6, 2))

    assert found.owner == "Head of help (vacant)"
    assert found.voices[1] == PackVoice(
        "Moderator", "Returned the last update", "3 June 2026, Mo"
    )
    assert day_before.voices[1].words == "Has said nothing yet"


def test_recorded_action_is_told_by_its_claim(before, visit):
    answering(
        RecommendationFactory(visit=before),
        recorded=True,
        owner_words="the director",
        due_words="by the autumn",
    )

    found = told(visit)

    assert found.status == ""
    assert found.status_words == "Planned on 19 January 2022 (said by: The council)"
    assert (found.owner, found.due) == ("the director", "Due by the autumn")


def test_changes_are_told_since_the_visit_before(plan, before, visit):
    row = RecommendationFactory(visit=before)
    action = answering(row, delivered=True, owned=True)
    ProgressUpdateFactory(action=action, made_on=date(2026, 4, 2))
    ProgressUpdateFactory(action=action, made_on=date(2026, 5, 2))

    pack = pack_of(visit)

    assert pack.since == date(2026, 4, 22)
    assert pack.since_words == (
        "Changes are told since V-2026-01 Monitoring visit, 21 to 22 April 2026, "
        "which ended on 22 April 2026."
    )
    assert told(visit).changes == ("In progress to delivered, 1 May 2026", "1 update")


def test_new_action_and_new_owner_are_changes(plan, before, visit):
    row = RecommendationFactory(visit=before)
    post = PostFactory(plan=plan, title="Head of help")
    answering(row, owner_post=post, standing__taken_up_on=date(2026, 5, 2))

    assert told(visit).changes == (
        "New: not started, 2 May 2026",
        "Owner: Head of help, 2 May 2026",
    )


def test_first_visit_has_no_changes_before_it(plan):
    visit = VisitFactory(plan=plan, starts_on=date(2026, 6, 22), is_published=False)
    own = RecommendationFactory(plan=plan, own_finding=True)
    answering(own, in_progress=True)
    VisitCheckFactory(visit=visit, recommendation=own)

    pack = pack_of(visit)

    assert pack.since is None
    assert pack.since_words.startswith("No earlier visit is recorded")
    assert told(visit).changes == ()


def test_action_stands_as_it_stood_on_the_day(before, visit):
    answering(RecommendationFactory(visit=before), verified=True)

    days = [date(2026, 4, 23), date(2026, 5, 1), ON]

    assert [told(visit, on).status for on in days] == [
        "in_progress",
        "delivered",
        "verified",
    ]


def test_pack_is_plain_data(before, visit):
    row = RecommendationFactory(visit=before)
    ProgressUpdateFactory(action=answering(row, in_progress=True))

    kinds = set(kinds_in(asdict(pack_of(visit))))

    assert kinds <= {str, int, bool, date, type(None)}


def kinds_in(value):
    """The kinds of all values below a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from kinds_in(each)
    else:
        yield type(value)


@pytest.mark.parametrize("count", [1, 50])
def test_pack_in_fourteen_queries(before, visit, count, django_assert_num_queries):
    for _ in range(count):
        row = RecommendationFactory(visit=before)
        action = answering(row, in_progress=True, owned=True)
        ProgressUpdateFactory(action=action)
        EvidenceFactory(action=action)
        VisitCheckFactory(visit=before, recommendation=row)

    with django_assert_num_queries(14):
        pack = pack_of(visit)

    assert len(pack.areas) == count
