"""What the board asked and decided, as a pack tells it."""

from collections.abc import Sequence

from tracker.choices import ChallengeState, DecisionEffect, DecisionState
from tracker.reports.document import Cell, Column, Kind, Section, Table, Tag
from tracker.reports.governance import ChallengeTold, DecisionTold
from tracker.reports.pack.facts import PackFacts
from tracker.reports.pack.words import in_words


def governance_sections(facts: PackFacts) -> list[Section]:
    """Challenges that wait or were closed, then decisions since and outstanding."""
    told = facts.governance
    since = in_words(facts.asked.since)
    return [
        Section(
            key="challenges",
            heading="Challenges",
            landscape=True,
            blocks=(
                challenges_table(
                    "challenges-open",
                    "Challenges that wait for a reply, or to be closed",
                    [*told.waiting, *told.answered],
                    "No challenge waits.",
                ),
                challenges_table(
                    "challenges-closed",
                    f"Challenges closed since {since}",
                    told.closed,
                    "No challenge was closed since the last meeting.",
                ),
            ),
        ),
        Section(
            key="decisions",
            heading="Decisions",
            landscape=True,
            blocks=(
                decisions_table(
                    "decisions-since",
                    f"Decisions since {since}",
                    told.decisions,
                    "Nothing was decided since the last meeting.",
                ),
                decisions_table(
                    "decisions-outstanding",
                    "Decisions still to be carried out",
                    told.outstanding,
                    "Everything decided has been carried out.",
                ),
            ),
        ),
    ]


def challenges_table(
    key: str, caption: str, challenges: Sequence[ChallengeTold], empty: str
) -> Table:
    """Who asked what, about what, and what was said to it."""
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column("Challenge"),
            Column("About"),
            Column("Asked by"),
            Column("On", Kind.DAY),
            Column("Question"),
            Column("Reply"),
            Column("State", Kind.TAG),
        ),
        rows=tuple(_challenge(each) for each in challenges),
        empty=empty,
    )


def decisions_table(
    key: str, caption: str, decisions: Sequence[DecisionTold], empty: str
) -> Table:
    """What was decided, what it changed, and who carries it out by when."""
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column("Decision"),
            Column("On", Kind.DAY),
            Column("What was decided"),
            Column("Effect"),
            Column("Owner"),
            Column("Due", Kind.DAY),
            Column("State", Kind.TAG),
        ),
        rows=tuple(_decision(each) for each in decisions),
        empty=empty,
    )


def _challenge(told: ChallengeTold) -> tuple[Cell, ...]:
    replies = "\n".join(f"{each.author}: {each.text}" for each in told.replies)
    state = ChallengeState(told.state)
    return (
        told.reference,
        told.about or "The plan",
        told.asker,
        told.raised_on,
        told.question,
        replies or "No reply yet",
        Tag(state.label, ChallengeState.colours[state]),
    )


def _decision(told: DecisionTold) -> tuple[Cell, ...]:
    state = DecisionState(told.state)
    effect = DecisionEffect(told.effect).label
    about = f": {told.about}" if told.about else ""
    return (
        told.reference,
        told.decided_on,
        told.text,
        f"{effect}{about}",
        told.owner,
        told.due_on,
        Tag(state.label, DecisionState.colours[state]),
    )
