"""Paragraphs 4.3 to 4.8 of a committee report: what the record says of the work."""

from collections import Counter

from tracker.choices import ActionStatus, DelayReason
from tracker.reports.document import Paragraph
from tracker.reports.pack.exceptions import relapsed_table
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.words import days_words, in_words, plural, sentence_of


def current_position(facts: PackFacts) -> list[Paragraph]:
    """Six numbered paragraphs, each from counts of the record."""
    said = (pace(facts), reasons(facts), posts(facts))
    seen = (last_visit(facts), assurance(facts), lasting(facts))
    return [
        Paragraph(words, number=f"4.{number}")
        for number, words in enumerate((*said, *seen), start=3)
    ]


def pace(facts: PackFacts) -> str:
    """4.3: how much is done, late and moved."""
    counts, moved = facts.counts, facts.slippage
    if not counts.tracked:
        return (
            f"Recorded from documents: {plural(counts.recorded, 'action')}, of which "
            f"{counts.said_done} said there to be done. None is tracked or verified "
            "here."
        )
    later = ""
    if moved.mean_days is not None:
        later = (
            f" Due dates stand on average {days_words(round(moved.mean_days))} later "
            f"than first agreed, and {moved.moved_twice} moved twice or more."
        )
    return (
        f"Of {counts.tracked} actions {counts.open} are still to be delivered; "
        f"{counts.overdue} of them are overdue and {counts.due_soon} fall due in the "
        f"next 28 days.{later}"
    )


def reasons(facts: PackFacts) -> str:
    """4.4: why other dates were asked for since the last meeting."""
    asked = [
        row for row in facts.date_requests.rows if facts.asked.since < row.asked_on
    ]
    if not asked:
        return f"No other due date was asked for since {in_words(facts.asked.since)}."
    counted = Counter(DelayReason(row.reason_code).label.lower() for row in asked)
    named = sentence_of(f"{reason} ({n})" for reason, n in counted.most_common())
    return (
        f"Since {in_words(facts.asked.since)} another due date was asked for "
        f"{len(asked)} time{'' if len(asked) == 1 else 's'}. The reasons given: {named}."
    )


def posts(facts: PackFacts) -> str:
    """4.5: vacant posts with open actions."""
    alone = facts.ownerless
    if not facts.actions:
        return "No action is tracked, so none is owned by a post."
    if not alone:
        return "Every open action has an owner, and no post that owns one is vacant."
    vacant = sorted({action.post for action in alone if action.post})
    named = f" The vacant posts: {sentence_of(vacant)}." if vacant else ""
    return (
        f"{plural(len(alone), 'open action')} "
        f"{'has' if len(alone) == 1 else 'have'} nobody who answers for "
        f"{'it' if len(alone) == 1 else 'them'} today.{named}"
    )


def last_visit(facts: PackFacts) -> str:
    """4.6: what the latest visit found, by count."""
    if not facts.visits:
        return "No visit is on record."
    found = facts.visits[0]
    return (
        f"Of the {found.visit.name[0].lower()}{found.visit.name[1:]}, these are on "
        f"record: {found.strengths} statements of strength, {found.concerns} of "
        f"concern, and checks of {len(found.checks)} recommendations or actions."
    )


def assurance(facts: PackFacts) -> str:
    """4.7: how much a second person has looked at."""
    rated = [action for action in facts.actions if action.owner_said]
    if not rated:
        return "No action has an update that rates it."
    moderated = sum(bool(action.moderator_said) for action in rated)
    differing = sum(
        bool(action.moderator_said) and action.moderator_said != action.owner_said
        for action in rated
    )
    return (
        f"A moderator has rated {moderated} of the {len(rated)} actions whose owner "
        f"rated them; {differing} of these ratings differ from the owner's."
    )


def lasting(facts: PackFacts) -> str:
    """4.8: what is verified, what lasted, what did not."""
    if not facts.actions:
        return "No action is tracked, so none has been looked at again."
    verified = len(facts.having(ActionStatus.VERIFIED))
    sustained = len(facts.having(ActionStatus.SUSTAINED))
    back = len(relapsed_table(facts).rows)
    return (
        f"Actions verified that wait for their later checks: {verified}. Found to "
        f"last: {sustained}. Put back in progress since "
        f"{in_words(facts.asked.since)}: {back}."
    )
