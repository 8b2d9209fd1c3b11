"""What boards asked and decided about one action or recommendation, as timeline rows."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from tracker.models import (
    Action,
    ChallengeClosing,
    ChallengeReply,
    DecisionCompletion,
    Recommendation,
)

NOTHING = Value("", CharField())


def person_name(person: str) -> Coalesce:
    """A person's name, or the address where there is none."""
    name = NullIf(f"{person}__full_name", NOTHING)
    return Coalesce(name, f"{person}__email", output_field=CharField())


def log_rows(about: Action | Recommendation) -> list[QuerySet]:
    """Challenges, what was said to them, and decisions: to be united in one query.

    The columns are those of `reports.standing`: kind, day, instant, the entry's
    reference, a second word, the text, who said it, a code, another reference.
    """
    name = about._meta.model_name
    of_challenge = {f"challenge__{name}": about}
    challenges = about.challenges.order_by().values_list(
        Value("challenge", CharField()),
        "raised_on",
        "recorded_at",
        "reference",
        "on_behalf_of",
        "question",
        person_name("raised_by"),
        NOTHING,
        NOTHING,
    )
    return [challenges, *_said(of_challenge), *_decided(about)]


def _said(of_challenge: dict) -> list[QuerySet]:
    """Replies, and how challenges were closed."""
    replies = ChallengeReply.objects.filter(**of_challenge).order_by()
    closings = ChallengeClosing.objects.filter(**of_challenge).order_by()
    return [
        replies.values_list(
            Value("challenge_reply", CharField()),
            "made_on",
            "recorded_at",
            "challenge__reference",
            NOTHING,
            "text",
            person_name("author"),
            "kind",
            NOTHING,
        ),
        closings.values_list(
            Value("challenge_closed", CharField()),
            "closed_on",
            "recorded_at",
            "challenge__reference",
            NOTHING,
            "note",
            person_name("closed_by"),
            "outcome",
            Coalesce("agreed_action__reference", NOTHING),
        ),
    ]


def _decided(about: Action | Recommendation) -> list[QuerySet]:
    """Decisions, and that they were carried out."""
    of_decision = {f"decision__{about._meta.model_name}": about}
    completions = DecisionCompletion.objects.filter(**of_decision).order_by()
    return [
        about.decisions.order_by().values_list(
            Value("decision", CharField()),
            "decided_on",
            "recorded_at",
            "reference",
            "meeting__reference",
            "text",
            person_name("recorded_by"),
            "effect",
            Coalesce("corrects__reference", NOTHING),
        ),
        completions.values_list(
            Value("decision_done", CharField()),
            "done_on",
            "recorded_at",
            "decision__reference",
            NOTHING,
            "note",
            person_name("said_by"),
            NOTHING,
            NOTHING,
        ),
    ]
