"""Every address of the site, by method and person; a new one fails until it is here."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories import (
    ActionFactory,
    BoardFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionFactory,
    DueDateChangeFactory,
    EvidenceFactory,
    FindingFactory,
    GapFactory,
    ImportDraftFactory,
    JudgementFactory,
    MeasureValueFactory,
    MeetingFactory,
    PackFactory,
    ProgressUpdateFactory,
    RecommendationFactory,
    RecurrenceFactory,
    VisitCheckFactory,
    VisitFactory,
)
from tests.people import PlanPeople, plan_with_people

pytestmark = pytest.mark.django_db

WHO = (
    "anonymous",
    "stranger",
    "former",
    "viewer",
    "board_member",
    "moderator",
    "owner",
    "deputy",
    "manager",
    "superuser",
)
SIGN_IN = 302  # what is closed to those not signed in leads to the sign-in
SIGN_IN_PAGES = ("/accounts/login/?next=/", "/admin/login/?next=/")


def answers(anonymous: int, outside: int, **inside: int) -> dict[str, int]:
    """A status for each person; `others` is that of the members not named."""
    others = inside.pop("others")
    return {
        **dict.fromkeys(WHO, others),
        "anonymous": anonymous,
        "stranger": outside,
        "former": outside,
        **inside,
    }


NO_METHOD = answers(SIGN_IN, 405, others=405)
EVERYONE = answers(SIGN_IN, 200, others=200)
MEMBERS = answers(SIGN_IN, 404, others=200)
MANAGER = answers(SIGN_IN, 404, others=403, manager=200)
OWNERS = answers(SIGN_IN, 404, others=403, owner=200, deputy=200, manager=200)
EVIDENCE = answers(SIGN_IN, 404, others=200, viewer=403, superuser=403)
SENT_BACK = {**MANAGER, "manager": 302}
# Moderators and managers look at what others wrote, delivered and asked for.
SECOND = answers(SIGN_IN, 404, others=403, moderator=200, manager=200)
SUPERUSER = answers(SIGN_IN, 404, others=403, superuser=200)
BOARD = answers(SIGN_IN, 404, others=403, board_member=200, manager=200)
# Who has one plan is led straight to it, who has none is told whom to ask.
PLANS = answers(SIGN_IN, 200, others=302)

READ = {"GET": MEMBERS, "HEAD": MEMBERS, "POST": NO_METHOD, "DELETE": NO_METHOD}
FORM = {"GET": MANAGER, "POST": MANAGER, "PUT": NO_METHOD, "DELETE": NO_METHOD}


# Name, what the address is made of besides the plan, and the answers by method; an
# empty form is sent.
PAGES = {
    "my-work": (None, {**READ, "GET": EVERYONE, "HEAD": EVERYONE}),
    "plan-list": (None, {**READ, "GET": PLANS, "HEAD": PLANS}),
    "health": (
        None,
        {
            "GET": dict.fromkeys(WHO, 200),
            "HEAD": dict.fromkeys(WHO, 200),
            "POST": dict.fromkeys(WHO, 405),
        },
    ),
    "plan-detail": ([], READ),
    "recommendation-list": ([], READ),
    "recommendation-export": (["csv"], READ),
    "recommendation-create": ([], FORM),
    "recommendation-detail": (["R-001"], READ),
    "recommendation-update": (["R-001"], FORM),
    "coverage": ([], READ),
    "coverage-export": (["csv"], READ),
    "recurrence-create": (["R-001"], FORM),
    "recurrence-remove": (["R-001", "R-002"], FORM),
    # Why not is optional: it is kept at once, and the person led back.
    "recurrence-decline": (["R-001", "R-003"], {**FORM, "POST": SENT_BACK}),
    "action-list": ([], READ),
    "action-export": (["xlsx"], READ),
    "action-create": ([], FORM),
    "action-detail": (["A-001"], READ),
    "action-update": (["A-001"], FORM),
    "action-take-up": (["A-002"], FORM),
    "action-owner": (["A-001"], FORM),
    "update-create": (["A-001"], {**FORM, "GET": OWNERS, "POST": OWNERS}),
    "evidence-detail": (["A-001", 1], {**READ, "GET": EVIDENCE, "HEAD": EVIDENCE}),
    # Nothing is chosen: back to the list, with a word.
    "action-bulk": ([], {**FORM, "GET": SENT_BACK, "POST": SENT_BACK}),
    "action-ask": (["A-001"], {**FORM, "POST": SENT_BACK}),
    "due-date-request": (["A-001"], {**FORM, "GET": OWNERS, "POST": OWNERS}),
    "due-date-decide": (["A-001", 1], {**FORM, "GET": SECOND, "POST": SECOND}),
    "action-deliver": (["A-001"], {**FORM, "GET": OWNERS, "POST": OWNERS}),
    "action-verify": (["A-003"], {**FORM, "GET": SECOND, "POST": SECOND}),
    "action-close": (["A-001"], FORM),
    "action-reopen": (["A-003"], FORM),
    "update-moderate": (["A-001", 1], {**FORM, "GET": SECOND, "POST": SECOND}),
    "evidence-withdraw": (["A-001", 1], FORM),
    "moderation-queue": ([], {**READ, "GET": SECOND, "HEAD": SECOND}),
    "import-list": (
        [],
        {**READ, "GET": MANAGER, "HEAD": MANAGER},
    ),
    "import-workbook": ([], FORM),
    "import-draft": ([1], FORM),
    "import-report": ([], FORM),
    "import-visit": ([2], FORM),
    "import-grades": ([2], FORM),
    "import-area-create": ([2], FORM),
    "import-area": ([2, 1], FORM),
    "import-parts": ([2, 1], FORM),
    "import-area-drop": ([2, 1], {"GET": NO_METHOD, "POST": SENT_BACK}),
    "import-page": ([2, 1], {**READ, "GET": MANAGER, "HEAD": MANAGER}),
    # A document is its plan managers' alone until it was brought in.
    "import-file": ([2], {**READ, "GET": MANAGER, "HEAD": MANAGER}),
    "import-confirm": ([2], FORM),
    "gap-fill": (["G-001"], FORM),
    "gap-reopen": (["G-002"], FORM),
    "redact": ([], {**FORM, "GET": SUPERUSER, "POST": SUPERUSER}),
    "visit-list": ([], READ),
    "visit-export": (["csv"], READ),
    "visit-detail": (["V-2026-01"], READ),
    "board": ([], READ),
    "board-create": ([], FORM),
    "board-update": (["improvement"], FORM),
    "meeting-list": ([], READ),
    "meeting-export": (["csv"], READ),
    "meeting-create": ([], FORM),
    "meeting-detail": (["B-2026-01"], READ),
    "meeting-update": (["B-2026-01"], FORM),
    # Nobody named is nobody recorded: back to the meeting.
    "meeting-attendance": (["B-2026-01"], {**FORM, "POST": SENT_BACK}),
    "decision-create": (["B-2026-01"], FORM),
    "challenge-list": ([], READ),
    "challenge-export": (["xlsx"], READ),
    "challenge-create": ([], {**FORM, "GET": BOARD, "POST": BOARD}),
    "challenge-detail": (["C-001"], READ),
    "challenge-reply": (["C-001"], {**FORM, "GET": OWNERS, "POST": OWNERS}),
    "challenge-close": (["C-001"], {**FORM, "GET": BOARD, "POST": BOARD}),
    "decision-list": ([], READ),
    "decision-export": (["csv"], READ),
    "decision-detail": (["D-001"], READ),
    "decision-done": (["D-001"], {**FORM, "GET": OWNERS, "POST": OWNERS}),
    "measure-list": ([], READ),
    "measure-export": (["csv"], READ),
    "measure-create": ([], FORM),
    # Nothing was typed: back to what is due, with a word.
    "measure-enter": ([], {**FORM, "POST": SENT_BACK}),
    "measure-detail": (["M-001"], READ),
    "measure-update": (["M-001"], FORM),
    "value-create": (["M-001"], FORM),
    "value-correct": (["M-001", 1], FORM),
    "visit-pack": (["V-2025-01"], READ),
    "recurrence-matrix": ([], READ),
    "recurrence-export": (["csv"], READ),
    "visit-create": ([], FORM),
    "visit-update": (["V-2026-02"], FORM),
    "visit-receive": (["V-2026-01"], FORM),
    "finding-create": (["V-2026-02"], FORM),
    "finding-update": (["V-2026-02", "F-001"], FORM),
    "finding-remove": (["V-2026-02", "F-001"], {**FORM, "POST": SENT_BACK}),
    "judgement-create": (["V-2026-02"], FORM),
    "judgement-update": (["V-2026-02", 1], FORM),
    "judgement-remove": (["V-2026-02", 1], {**FORM, "POST": SENT_BACK}),
    "check-list": (["V-2026-02"], {**FORM, "POST": SENT_BACK}),
    "check-rest": (["V-2026-02"], FORM),
    "check-update": (["V-2026-02", "A-001"], FORM),
    "check-remove": (["V-2026-02", "A-001"], {**FORM, "POST": SENT_BACK}),
    "visit-publish": (["V-2026-02"], {**FORM, "POST": SENT_BACK}),
    "note-create": (["V-2026-01"], FORM),
    "reply-create": (["V-2026-01", "F-002"], FORM),
    "time-limit-update": (["V-2026-01", "action_statement"], FORM),
    "report-index": ([], READ),
    "report-preview": (["board"], READ),
    "report-file": (["exception", "json"], READ),
    # What is frozen is what was shown: back to the pack.
    "pack-issue": (["exception"], {**FORM, "POST": SENT_BACK}),
    "pack-texts": (["committee", "B-2026-01"], FORM),
    "pack-list": ([], READ),
    "pack-detail": (["P-001"], READ),
    "pack-file": (["P-001", "json"], READ),
    "pack-later": (["P-001"], READ),
    "pack-note": (["P-001"], FORM),
    "people": ([], READ),
    "people-export": (["csv"], READ),
    "post-create": ([], FORM),
    "holder-create": (["head"], FORM),
    "handover": ([], FORM),
    "member-create": ([], FORM),
    "member-invite": (
        [1],
        {
            "GET": NO_METHOD,
            "POST": answers(SIGN_IN, 404, others=403, manager=302),
            "PUT": NO_METHOD,
        },
    ),
    "member-end": ([1], FORM),
    "history": ([], READ),
    "history-export": (["csv"], READ),
    "plan-update": ([], FORM),
}

# Besides these, nothing of the site answers those who have not signed in.
OPEN_WITHOUT_SIGNING_IN = {
    "accounts/confirm-email/": 200,  # not used: no address is confirmed
    "accounts/inactive/": 200,
    "accounts/login/": 200,
    "accounts/login/code/confirm/": 302,  # not used: it leads to the sign-in
    "accounts/logout/": 302,
    "accounts/password/reset/": 200,
    "accounts/password/reset/done/": 200,
    "accounts/password/reset/key/done/": 200,
    "accounts/signup/": 200,  # says that there is no open sign-up
    "accounts/^confirm-email/(?P<key>[-:\\w]+)/$": None,
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": None,
    "admin/login/": 302,
    "health/": 200,
}


def every_address(
    resolver: URLResolver | None = None, before: str = "", names: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Each address of the site, with its name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from every_address(pattern, route, space)
        else:
            yield route, f"{names}{pattern.name}", pattern


@pytest.fixture
def people() -> PlanPeople:
    """A plan with one of everything that has an address."""
    people = plan_with_people()
    people.post.slug = "head"
    people.post.save()
    action = ActionFactory(plan=people.plan, owner_post=people.post, in_progress=True)
    EvidenceFactory(action=action, stored=True)
    ActionFactory(plan=people.plan, recorded=True)
    ActionFactory(
        plan=people.plan,
        owner_post=people.post,
        delivered=True,
        standing__by=people.owner,
    )
    ProgressUpdateFactory(action=action, author=people.owner)
    DueDateChangeFactory(action=action, asked_by=people.owner)
    ImportDraftFactory(plan=people.plan, made_by=people.manager)
    ImportDraftFactory(plan=people.plan, made_by=people.manager, report=True)
    visit = VisitFactory(plan=people.plan, reference="V-2026-01", inspection=True)
    board = BoardFactory(plan=people.plan, slug="improvement")
    meeting = MeetingFactory(board=board, reference="B-2026-01")
    challenge = ChallengeFactory(action=action, raised_by=people.board_member)
    ChallengeReplyFactory(challenge=challenge, author=people.owner)
    DecisionFactory(meeting=meeting, owner_post=people.post)
    MeasureValueFactory(plan=people.plan)
    PackFactory(plan=people.plan)
    later = RecommendationFactory(plan=people.plan, visit=visit)
    before = VisitFactory(
        plan=people.plan,
        reference="V-2025-01",
        starts_on=date(2025, 3, 18),
        published=True,
    )
    RecurrenceFactory(
        later=later, earlier=RecommendationFactory(plan=people.plan, visit=before)
    )
    RecommendationFactory(plan=people.plan, visit=before)
    draft = VisitFactory(plan=people.plan, reference="V-2026-02", draft=True)
    FindingFactory(visit=draft, reference="F-001")
    JudgementFactory(visit=draft)
    VisitCheckFactory(visit=draft, action=action)
    FindingFactory(visit=visit, reference="F-002")
    GapFactory(plan=people.plan)
    GapFactory(plan=people.plan, filled=True, filled_visit=visit)
    return people


def statuses(
    people: PlanPeople, method: str, address: str, asking: tuple[str, ...] = WHO
) -> dict[str, int]:
    """What each person is answered."""
    found = {}
    for who in asking:
        client = Client()
        if who != "anonymous":
            client.force_login(getattr(people, who))
        response = client.generic(method, address)
        if who == "anonymous" and response.status_code == SIGN_IN:
            assert response["Location"].startswith(SIGN_IN_PAGES)
        found[who] = response.status_code
        response.getvalue()  # a file is closed once it has been read
    return found


def test_every_address_of_the_tracker_stands_in_the_table():
    names = {
        name.removeprefix("tracker:")
        for _, name, _ in every_address()
        if name.startswith("tracker:")
    }

    assert names == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_page_answers_each_person_by_method(people, name):
    parts, expected = PAGES[name]
    plan = [] if parts is None else [people.plan.slug]
    address = reverse(f"tracker:{name}", args=[*plan, *(parts or [])])

    found = {method: statuses(people, method, address) for method in expected}

    assert found == expected


@pytest.mark.parametrize(
    "name", [name for name, (parts, _) in PAGES.items() if parts is not None]
)
def test_page_of_a_plan_that_is_not_there_is_not_found_by_anybody(people, name):
    address = reverse(f"tracker:{name}", args=["no-such-plan", *PAGES[name][0]])
    posted = ("member-invite", "import-area-drop")
    method = "POST" if name in posted else "GET"

    found = statuses(people, method, address, ("anonymous", "manager", "superuser"))

    assert found == {"anonymous": SIGN_IN, "manager": 404, "superuser": 404}


def test_pages_open_without_signing_in_are_these():
    opened = {
        route
        for route, _, pattern in every_address()
        if not getattr(pattern.callback, "login_required", True)
    }

    assert opened == set(OPEN_WITHOUT_SIGNING_IN)


@pytest.mark.parametrize(
    ("address", "status"),
    [pair for pair in OPEN_WITHOUT_SIGNING_IN.items() if pair[1]],
)
def test_open_page_answers_those_not_signed_in(client, address, status):
    response = client.get(f"/{address}")

    assert response.status_code == status
    if status == SIGN_IN:
        assert response["Location"].startswith("/accounts/login/")


ACCOUNT_PAGES = {
    "account_change_password": EVERYONE,
    "account_email": EVERYONE,
    "account_reauthenticate": EVERYONE,
    # Only for accounts without a password: all others are led to change theirs.
    "account_set_password": None,
}


def test_every_page_of_an_account_stands_in_a_table():
    closed = {
        name
        for route, name, _ in every_address()
        if name.startswith("account_") and route not in OPEN_WITHOUT_SIGNING_IN
    }

    assert closed == set(ACCOUNT_PAGES)


@pytest.mark.parametrize(
    "name", [name for name, known in ACCOUNT_PAGES.items() if known]
)
def test_page_of_an_account_is_for_those_signed_in(people, name):
    for who in WHO:
        if who != "anonymous":
            person = getattr(people, who)
            person.set_password("Sunflower-Field-9")
            person.save()

    assert statuses(people, "GET", reverse(name)) == ACCOUNT_PAGES[name]


ADMIN_ENTRIES = sorted(
    {
        name
        for _, name, _ in every_address()
        if name in {"admin:index", "admin:autocomplete", "admin:jsi18n"}
        or name.endswith(("_changelist", "_add"))
    }
)


# Added on another page, or never by hand; or asked only with what to look for.
CLOSED_TO_ALL = {
    "admin:autocomplete",
    "admin:tracker_answer_add",
    "admin:tracker_attendance_add",
    "admin:tracker_challenge_add",
    "admin:tracker_challengeclosing_add",
    "admin:tracker_challengereply_add",
    "admin:tracker_change_add",
    "admin:tracker_decision_add",
    "admin:tracker_decisioncompletion_add",
    "admin:tracker_declinedrecurrence_add",
    "admin:tracker_duecheck_add",
    "admin:tracker_duedatechange_add",
    "admin:tracker_evidence_add",
    "admin:tracker_importdraft_add",
    "admin:tracker_moderation_add",
    "admin:tracker_ownerchange_add",
    "admin:tracker_pack_add",
    "admin:tracker_packnote_add",
    "admin:tracker_packtext_add",
    "admin:tracker_recommendationpart_add",
    "admin:tracker_reminder_add",
    "admin:tracker_statuschange_add",
    "admin:tracker_timelimitchange_add",
    "admin:tracker_verification_add",
    "admin:tracker_visitnote_add",
}


@pytest.mark.parametrize("name", ADMIN_ENTRIES)
def test_back_office_is_closed_to_all_but_staff(people, name):
    asking = ("anonymous", "stranger", "manager", "superuser")
    found = statuses(people, "GET", reverse(name), asking)

    opened = 403 if name in CLOSED_TO_ALL else 200
    assert found == {**dict.fromkeys(asking, SIGN_IN), "superuser": opened}


def test_back_office_opens_for_staff(people):
    people.viewer.is_staff = True
    people.viewer.save()

    found = statuses(people, "GET", reverse("admin:index"))

    assert {who for who, status in found.items() if status == 200} == {
        "viewer",
        "superuser",
    }
