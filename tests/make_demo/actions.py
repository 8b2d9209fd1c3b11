"""The fictional actions: taken up, told of month by month, evidenced, checked."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.factories import (
    ActionFactory,
    AnswerFactory,
    EvidenceFactory,
    OwnerChangeFactory,
    ProgressUpdateFactory,
    StatusChangeFactory,
)
from tests.make_demo.assurance import look, moderate
from tests.make_demo.bank import drawn, fill, read_bank, topics, written_at
from tests.make_demo.due_dates import ask_for_dates, first_due_on
from tests.make_demo.lives import Life, Moment, live
from tests.make_demo.people import Council
from tests.make_demo.visits import Record, check
from tracker.choices import ActionStatus, Rating
from tracker.models import Action, ProgressUpdate, User

EVIDENCE_LINK = "https://documents.aldermere.example"
# The share of months, of actions still in progress, that bring evidence.
EVIDENCE_SHARE = 0.12


@dataclass(frozen=True)
class Telling:
    """One action that is being told: its subject, its life, its words."""

    council: Council
    topic: dict[str, Any]
    index: int
    life: Life
    action: Action
    words: dict[str, Any]
    chance: Random

    @property
    def fate(self) -> str:
        """How the action stands on the day of the files."""
        return self.topic["actions"][self.index][0]

    def author(self, on: date) -> tuple[User, str]:
        """Who writes an update on a day, and on whose behalf."""
        holder = self.council.holder(self.topic["post"], on)
        if holder.account:
            return holder.account, ""
        return self.council.person("manager"), holder.name


def make_actions(record: Record) -> None:
    """All actions, subject by subject, and what the visits said of each subject."""
    for topic in topics():
        for index in range(len(topic["actions"])):
            make_action(record, topic, index)
        theme = part_of(record, topic["answers"][0]).theme
        if "focused" in topic:
            record.find("focused", topic["focused"], "concern", theme)
        if "said" in topic:
            record.find("inspection", topic["said"], "concern", theme)


def make_action(record: Record, topic: dict[str, Any], index: int) -> None:
    """One action with everything that is said of it."""
    fate, work, title, output = topic["actions"][index]
    chance = drawn(topic["key"], index)
    life = live(fate, topic["taken_up_on"], chance)
    is_owned = index not in topic.get("unowned", [])
    action = ActionFactory(
        plan=record.council.plan,
        title=title,
        output=output,
        outcome=topic["outcome"],
        impact=topic["impact"],
        workstream=record.council.workstreams[topic["workstream"]],
        status=life.steps[-1][1],
        owner_post=record.council.posts[topic["post"]] if is_owned else None,
        starts_on=life.starts_on,
        due_on=life.due_on,
        first_due_on=first_due_on(topic, index, life.due_on),
        standing=False,
        recorded_at=written_at(life.steps[0][0]),
    )
    words = {name: topic[name] for name in ("people", "record", "measure")}
    words["work"] = work
    telling = Telling(record.council, topic, index, life, action, words, chance)
    tell_standing(telling)
    updates = tell_updates(telling)
    offer_evidence(telling, updates)
    moderate(telling, updates)
    look(telling)
    ask_for_dates(telling)
    own = topic.get("own_answers", {}).get(str(index), [])
    for answered in own or topic["answers"]:
        AnswerFactory(
            action=action,
            part=part_of(record, answered),
            recorded_at=action.recorded_at,
        )
    for visit in ("inspection", "monitoring"):
        said = topic.get(visit, {}).get(str(index))
        if said:
            theme = part_of(record, topic["answers"][0]).theme
            check(record, visit, said, theme, action)


def part_of(record: Record, key: str) -> Any:
    """The part that the bank calls R-001.2."""
    reference, number = key.split(".")
    return record.required[reference].parts.get(number=number)


def tell_standing(telling: Telling) -> None:
    """The dated rows of status and owner."""
    before = ""
    for day, status in telling.life.steps:
        by, reason = who_and_why(telling, before, status, day)
        StatusChangeFactory(
            action=telling.action,
            changed_on=day,
            from_status=before,
            to_status=status,
            by=by,
            reason=reason,
            recorded_at=written_at(day),
        )
        before = status
    taken_up_on = telling.life.steps[0][0]
    if telling.action.owner_post:
        OwnerChangeFactory(
            action=telling.action,
            changed_on=taken_up_on,
            to_post=telling.action.owner_post,
            by=telling.council.person("manager"),
            recorded_at=written_at(taken_up_on),
        )


def who_and_why(
    telling: Telling, before: str, status: str, day: date
) -> tuple[User, str]:
    """Who took a step, and the reason where a step has one."""
    reasons = read_bank("updates")["reasons"]
    manager = telling.council.person("manager")
    moderator = telling.council.person("moderator")
    if status == ActionStatus.VERIFIED:
        return moderator, reasons["verified"]
    if status == ActionStatus.SUSTAINED:
        return manager, reasons["sustained"]
    if status == ActionStatus.CLOSED:
        closed = reasons["closed"]
        return manager, closed[
            drawn("closed", telling.topic["key"]).randrange(len(closed))
        ]
    if before == ActionStatus.DELIVERED:
        return moderator, reasons["returned"]
    if before == ActionStatus.VERIFIED:
        words = telling.topic["looked_again"][str(telling.index)][1]
        return moderator, fill(words, telling.words)
    if status == ActionStatus.NOT_STARTED:
        return manager, ""
    return telling.author(day)[0], ""


def tell_updates(telling: Telling) -> list[ProgressUpdate]:
    """The updates; no sentence comes twice in one action until all have."""
    decks: dict[str, list[str]] = {}
    began = value = telling.chance.randint(38, 52)
    updates = []
    for number, moment in enumerate(telling.life.moments):
        is_last = number == len(telling.life.moments) - 1
        before, value = value, next_value(telling, moment, began, value)
        author, on_behalf_of = telling.author(moment.day)
        counts = {"began": began, "before": before, "value": value}
        words = {**telling.words, **counts}
        is_hopeful = is_last and telling.index in telling.topic.get("optimistic", [])
        updates.append(
            ProgressUpdateFactory(
                action=telling.action,
                made_on=moment.day,
                author=author,
                on_behalf_of=on_behalf_of,
                did=say(telling, decks, "did", moment.stage, words),
                difference=say(
                    telling, decks, "difference", change(moment, before, value), words
                ),
                next_steps=say(telling, decks, "next_steps", moment.stage, words),
                percent=moment.percent,
                rating=Rating.GREEN if is_hopeful else moment.rating,
                recorded_at=written_at(moment.day),
            )
        )
    return updates


def next_value(telling: Telling, moment: Moment, began: int, before: int) -> int:
    """What is counted, after a month of this kind."""
    if moment.stage in ("stuck", "closing"):
        return before + telling.chance.randint(-2, 0)
    return began + round(moment.percent * 0.42) + telling.chance.randint(-1, 2)


def change(moment: Moment, before: int, value: int) -> str:
    """What kind of difference the month made."""
    if moment.stage == "done":
        return "full"
    if moment.stage == "start":
        return "none"
    if value == before:
        return "same"
    return "some" if value > before else "fell"


def say(
    telling: Telling, decks: dict, about: str, kind: str, words: dict[str, Any]
) -> str:
    """The next sentence of a kind, with the action's words in it."""
    deck = decks.setdefault(f"{about} {kind}", [])
    if not deck:
        deck += read_bank("updates")[about][kind]
        telling.chance.shuffle(deck)
    return fill(deck.pop(), words)


def offer_evidence(telling: Telling, updates: list[ProgressUpdate]) -> None:
    """A few links: always with the update that delivers, and now and then between."""
    titles = list(read_bank("updates")["evidence"]["titles"])
    telling.chance.shuffle(titles)
    for update in updates[1:]:
        is_delivery = update.made_on == telling.life.delivered_on
        if titles and (is_delivery or telling.chance.random() < EVIDENCE_SHARE):
            kind, title = titles.pop()
            link = f"{EVIDENCE_LINK}/{telling.action.reference.lower()}"
            number = telling.action.evidence.count() + 1
            EvidenceFactory(
                action=telling.action,
                update=update,
                number=number,
                kind=kind,
                title=fill(title, telling.words),
                link=f"{link}/{number}",
                added_on=update.made_on,
                added_by=update.author,
                recorded_at=update.recorded_at,
                **period(kind, update.made_on),
            )


def period(kind: str, until: date) -> dict[str, date]:
    """The four weeks that an audit or figures are about."""
    if kind not in ("audit", "performance_data"):
        return {}
    return {
        "period_starts_on": until - timedelta(days=35),
        "period_ends_on": until - timedelta(days=7),
    }
