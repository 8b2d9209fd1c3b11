"""What visits said again: themes by visits, for a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from tracker.choices import CheckProgress, FindingKind, Voice
from tracker.dates import months_between
from tracker.models import Finding, Plan, Recommendation, Recurrence, Visit, VisitCheck
from tracker.reports.check_words import said_words

Place = tuple[int, int]  # keys of a theme and of a visit
SAID = ("progress", "sustained", "consistency", "direction")
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Raised:
    """A recommendation about a theme, and whether inspectors have found it met."""

    pk: int
    reference: str
    visit: int
    confirmed_on: date | None


@dataclass(frozen=True)
class Checked:
    """A recommendation or an action about a theme that a visit looked at."""

    reference: str
    is_action: bool
    said: tuple[str, ...]  # in words; empty where nothing was stated


@dataclass(frozen=True)
class Cell:
    """What one visit said of one theme; all empty where it said nothing."""

    visit: Visit
    raised: tuple[str, ...]  # references of recommendations
    checked: tuple[Checked, ...]
    not_in_scope: tuple[Checked, ...]  # said so: the visit did not look at these
    concerns: tuple[str, ...]  # references of findings

    @property
    def is_silent(self) -> bool:
        """Whether nothing that is held of the visit is about the theme."""
        return not (self.raised or self.checked or self.not_in_scope or self.concerns)


@dataclass(frozen=True)
class ThemeLine:
    """One theme through all visits.

    It is open from the first visit that raised it until inspectors found met every
    recommendation about it that no later one about it takes up (decision 0016).
    """

    theme: str
    cells: tuple[Cell, ...]
    raised_on: date | None  # the last day of the first visit that raised it
    confirmed_on: date | None
    months_open: int | None  # whole months to the day, or until it was confirmed
    recurrences: int  # links between two recommendations about it

    @property
    def times_raised(self) -> int:
        """At how many visits it was raised."""
        return sum(bool(cell.raised) for cell in self.cells)

    @property
    def open_words(self) -> str:
        """How long it is, or was, open: "4 years 9 months"; empty if never raised."""
        return "" if self.months_open is None else in_years(self.months_open)


@dataclass(frozen=True)
class RecurrenceMatrix:
    """Themes by visits: those still open longest come first."""

    on: date
    visits: tuple[Visit, ...]  # of which something about a theme is held
    lines: tuple[ThemeLine, ...]
    silent_visits: tuple[Visit, ...]  # nothing about any theme is held of these


def recurrence_matrix(
    *, plan: Plan, on: date, known_at: datetime | None = None
) -> RecurrenceMatrix:
    """What published visits that had ended by a day said of each theme; seven queries.

    Inspectors speak, themselves or as quoted or reported. An action stands under
    the themes of what it answers. Links between recommendations, and what actions
    answer, are as they stand now. What was written down or published after
    `known_at` is left out.
    """
    published = plan.visits.published(known_at).filter(ends_on__lte=on)  # type: ignore[attr-defined]
    visits = published.order_by("starts_on", "pk")
    raised = _raised(plan, on, known_at)
    checked = _checked(plan, on, known_at)
    concerns = _concerns(plan, on, known_at)
    links = set(
        Recurrence.objects.filter(later__plan=plan).values_list("later", "earlier")
    )
    spoken = {visit for _, visit in [*raised, *checked, *concerns]}
    shown = tuple(visit for visit in visits if visit.pk in spoken)
    named = {theme for theme, _ in [*raised, *checked, *concerns]}
    lines = []
    for theme in plan.themes.filter(pk__in=named):
        cells = tuple(
            Cell(
                visit=visit,
                raised=tuple(each.reference for each in raised[theme.pk, visit.pk]),
                checked=tuple(checked[theme.pk, visit.pk][True]),
                not_in_scope=tuple(checked[theme.pk, visit.pk][False]),
                concerns=tuple(concerns[theme.pk, visit.pk]),
            )
            for visit in shown
        )
        about = [each for visit in shown for each in raised[theme.pk, visit.pk]]
        lines.append(_line(theme.name, cells, about, links, on))
    return RecurrenceMatrix(
        on=on,
        visits=shown,
        lines=tuple(sorted(lines, key=_longest_open_first)),
        silent_visits=tuple(visit for visit in visits if visit.pk not in spoken),
    )


def in_years(months: int) -> str:
    """A number of months in words: "4 years 9 months", "less than a month"."""
    years, rest = divmod(months, MONTHS_A_YEAR)
    words = [
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in ((years, "year"), (rest, "month"))
        if count
    ]
    return " ".join(words) or "less than a month"


def _line(
    theme: str,
    cells: tuple[Cell, ...],
    about: Sequence[Raised],
    links: set[tuple[int, int]],
    on: date,
) -> ThemeLine:
    mine = {each.pk for each in about}
    inside = [link for link in links if mine.issuperset(link)]
    taken_up = {earlier for _, earlier in inside}
    days = [each.confirmed_on for each in about if each.pk not in taken_up]
    is_confirmed = bool(days) and all(days)
    confirmed_on = max(day for day in days if day) if is_confirmed else None
    raised_on = next((cell.visit.ends_on for cell in cells if cell.raised), None)
    return ThemeLine(
        theme=theme,
        cells=cells,
        raised_on=raised_on,
        confirmed_on=confirmed_on,
        months_open=months_between(raised_on, confirmed_on or on)
        if raised_on
        else None,
        recurrences=len(inside),
    )


def _longest_open_first(line: ThemeLine) -> tuple:
    never = line.raised_on is None
    return (
        never,
        line.confirmed_on is not None,
        line.raised_on or date.max,
        line.theme,
    )


def _raised(
    plan: Plan, on: date, known_at: datetime | None
) -> Mapping[Place, list[Raised]]:
    """What each visit raised about each theme, by reference."""
    spoken = Q(voice__in=Voice.inspectors) | Q(voice="")  # "" is the visit's own word
    of_visits: QuerySet = Recommendation.objects.filter(
        spoken, plan=plan, visit__ends_on__lte=on
    )
    rows = (
        of_visits.published(known_at)  # type: ignore[attr-defined]
        .known_by(known_at)
        .with_confirmation(on, known_at)
        .filter(parts__theme__isnull=False)
        .order_by("reference")
        .values_list("parts__theme", "pk", "reference", "visit", "confirmed_on")
        .distinct()
    )
    found: dict[Place, list[Raised]] = defaultdict(list)
    for theme, *values in rows:
        raised = Raised(*values)
        found[theme, raised.visit].append(raised)
    return found


def _checked(
    plan: Plan, on: date, known_at: datetime | None
) -> Mapping[Place, Mapping[bool, list[Checked]]]:
    """What each visit checked about each theme, by whether it looked at it."""
    found: dict[Place, dict[bool, list[Checked]]] = defaultdict(
        lambda: {True: [], False: []}
    )
    paths = (
        ("recommendation__reference", "recommendation__parts__theme"),
        ("action__reference", "action__answers__part__theme"),
    )
    checks = VisitCheck.objects.latest_by(on, known_at).filter(
        visit__plan=plan, voice__in=Voice.inspectors
    )
    for reference, theme in paths:
        rows = (
            checks.filter(**{f"{theme}__isnull": False})
            .order_by(reference)
            .values_list(theme, "visit", reference, *SAID)
            .distinct()
        )
        for place_theme, visit, name, *said in rows:
            looked = said[0] != CheckProgress.NOT_IN_SCOPE
            words = tuple(said_words(*said)) if looked else ()
            checked = Checked(name, reference.startswith("action"), words)
            found[place_theme, visit][looked].append(checked)
    return found


def _concerns(
    plan: Plan, on: date, known_at: datetime | None
) -> Mapping[Place, list[str]]:
    """The findings of concern of each visit about each theme, by reference."""
    rows: Iterable = (
        Finding.objects.filter(
            plan=plan,
            kind=FindingKind.CONCERN,
            voice__in=Voice.inspectors,
            theme__isnull=False,
            visit__ends_on__lte=on,
        )
        .published(known_at)
        .values_list("theme", "visit", "reference")
    )
    found: dict[Place, list[str]] = defaultdict(list)
    for theme, visit, reference in rows:
        found[theme, visit].append(reference)
    return found
