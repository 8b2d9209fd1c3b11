"""The fictional improvement board: its meetings, challenges and decisions."""

from datetime import timedelta
from typing import Any

from tests.factories import (
    AttendanceFactory,
    BoardFactory,
    ChallengeClosingFactory,
    ChallengeFactory,
    ChallengeReplyFactory,
    DecisionCompletionFactory,
    DecisionFactory,
    MeetingFactory,
)
from tests.make_demo.bank import AS_OF, read_bank, written_at
from tests.make_demo.people import Council
from tracker.choices import DecisionEffect
from tracker.models import Challenge, Decision, Meeting, User


def make_meetings(council: Council) -> None:
    """The board and its meetings, before anything is decided at them."""
    bank = read_bank("governance")
    board = BoardFactory(plan=council.plan, **bank["board"])
    years: dict[int, int] = {}
    for told in bank["meetings"]:
        day = told["held_on"]
        years[day.year] = years.get(day.year, 0) + 1
        council.meetings[day] = MeetingFactory(
            plan=council.plan,
            board=board,
            reference=f"B-{day.year}-{years[day.year]:02d}",
            place=bank["people"]["place"],
            recorded_at=written_at(day - timedelta(days=60)),
            **told,
        )


def make_governance(council: Council) -> None:
    """Who came to the meetings held, and what was asked and decided at them."""
    bank = read_bank("governance")
    held = [meeting for day, meeting in council.meetings.items() if day <= AS_OF]
    for turn, meeting in enumerate(held):
        make_attendance(council, meeting, turn)
    for told in bank["challenges"]:
        make_challenge(council, told)
    for told in bank["decisions"]:
        make_decision(council, told)


def make_attendance(council: Council, meeting: Meeting, turn: int) -> None:
    """Who was there; by turns one sends apologies."""
    people = read_bank("governance")["people"]
    names = {person.full_name: person for person in council.accounts.values()}
    away = people["by_turns"][turn % len(people["by_turns"])]
    for name in [*people["present"], *people["by_turns"]]:
        AttendanceFactory(
            meeting=meeting,
            name=name,
            account=names.get(name.split(",")[0]),
            apologies=name == away,
        )


def make_challenge(council: Council, told: dict[str, Any]) -> None:
    """A question, what was said to it and what became of it."""
    asked = told["asked"]
    member = "manager" if "for" in told else "board"
    challenge = ChallengeFactory(
        plan=council.plan,
        meeting=council.meetings[asked] if told.get("at_meeting") else None,
        question=told["question"],
        raised_by=account(council, member),
        raised_on=asked,
        on_behalf_of=told.get("for", ""),
        recorded_at=written_at(asked),
        **subject(council, told),
    )
    for kind, who, days, words in told.get("said", []):
        day = asked + timedelta(days=days)
        ChallengeReplyFactory(
            challenge=challenge,
            kind=kind,
            text=words,
            author=account(council, who),
            made_on=day,
            recorded_at=written_at(day),
        )
    if "closed" in told:
        close(council, challenge, told["closed"])


def close(council: Council, challenge: Challenge, told: list) -> None:
    """What became of a challenge, some days after it was raised."""
    outcome, who, days, note, *agreed = told
    day = challenge.raised_on + timedelta(days=days)
    ChallengeClosingFactory(
        challenge=challenge,
        closed_by=account(council, who),
        closed_on=day,
        outcome=outcome,
        note=note,
        agreed_action=council.plan.actions.get(reference=agreed[0]) if agreed else None,
        recorded_at=written_at(day),
    )


def make_decision(council: Council, told: dict[str, Any]) -> None:
    """A decision of a meeting; what it did to the record stands there already."""
    meeting = council.meetings[told["decided"]]
    about = subject(council, told)
    decides = told.get("decides")
    if decides == "date":
        about["effect"] = DecisionEffect.DATE_APPROVED
        about["date_change"] = meeting.date_decisions.get(action=about["action"])
    elif decides == "closure":
        about["effect"] = DecisionEffect.ACTION_CLOSED
    corrects = told.get("corrects")
    decision = DecisionFactory(
        meeting=meeting,
        text=told["text"],
        recorded_by=account(council, "manager"),
        owner_post=council.posts.get(told.get("owner", "")),
        due_on=told.get("due"),
        corrects=Decision.objects.get(reference=corrects) if corrects else None,
        recorded_at=written_at(meeting.held_on),
        **about,
    )
    if "done" in told:
        days, who, words = told["done"]
        day = meeting.held_on + timedelta(days=days)
        DecisionCompletionFactory(
            decision=decision,
            done_on=day,
            note=words,
            said_by=account(council, who),
            recorded_at=written_at(day),
        )


def subject(council: Council, told: dict[str, Any]) -> dict[str, Any]:
    """The action or recommendation that something is about; nothing for the plan."""
    reference = told.get("about", "")
    if reference.startswith("A-"):
        return {"action": council.plan.actions.get(reference=reference)}
    if reference:
        rows = council.plan.recommendations
        return {"recommendation": rows.get(reference=reference)}
    return {}


def account(council: Council, name: str) -> User:
    """A demo account, or that of somebody at the council."""
    house = "aldermere" if "." in name else "demo"
    return council.accounts[f"{name}@{house}.example"]
