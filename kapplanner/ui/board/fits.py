"""Allowed places as bands of a day: the hours that the whole session may lie in, with one short reason each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import SessionKind
from kapplanner.i18n import t
from kapplanner.rules.forms.capacity import Capacity, Resource
from kapplanner.rules.places import STEP, Fit, Place, Places
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import kind_word, listed, modality_word
from kapplanner.ui.board.geometry import DAY_MINUTES, minute_of

_ORDER = {Fit.FITS: 0, Fit.CAUTION: 1, Fit.STOP: 2}


@dataclass(frozen=True, slots=True)
class Band:
    """Minutes of a day that are painted alike, and the words of their label."""

    day: date
    start: int
    end: int
    fit: Fit
    words: str


class Judged:
    """The verdicts on the places of some sessions, in the words of one plan and rule set."""

    def __init__(self, plan: Plan, rule_set: RuleSet, places: Places, moving: frozenset[str], minutes: int) -> None:
        self._plan = plan
        self._rule_set = rule_set
        self._places = places
        self._moving = moving
        self._minutes = minutes
        self._by_day: dict[date, tuple[Place, ...]] = {}

    def judging(self, day: date) -> Iterator[tuple[Band, ...] | None]:
        """Nothing after each place of a day, then its bands; its places are remembered for the nearest fit."""
        places = []
        for place in self._places.one_by_one((day,)):
            if place is not None:
                places.append(place)
            yield None
        self._by_day[day] = tuple(places)
        yield self._bands(day)

    def nearest(self, target: datetime) -> datetime | None:
        """The fitting start nearest to another, among the days judged so far."""
        places = (place for day in self._by_day.values() for place in day)
        found = self._places.nearest_fit(target, places)
        return found.start if found is not None else None

    def _bands(self, day: date) -> tuple[Band, ...]:
        """Fits is painted over Caution and Caution over Stop wherever the session would cover the same minutes."""
        best = [Fit.STOP] * (DAY_MINUTES // STEP)
        for place in self._by_day[day]:
            first = minute_of(place.start) // STEP
            for cell in range(first, min(len(best), first + max(1, -(-self._minutes // STEP)))):
                best[cell] = min(best[cell], place.fit, key=_ORDER.__getitem__)
        bands = []
        cell = 0
        for fit, group in groupby(best):
            length = len(list(group))
            bands.append(self._band(day, cell * STEP, (cell + length) * STEP, fit))
            cell += length
        return tuple(bands)

    def _band(self, day: date, start: int, end: int, fit: Fit) -> Band:
        if fit is Fit.FITS:
            return Band(day, start, end, fit, t("Fits"))
        alike = [place for place in self._by_day[day] if place.fit is fit]
        inside = [p for p in alike if start <= minute_of(p.start) < end]
        reaching = [p for p in alike if start - self._minutes < minute_of(p.start) < end]
        return Band(day, start, end, fit, self._reason(inside or reaching))

    def _reason(self, places: Iterable[Place]) -> str:
        """The rule that decides most of these places, in a few words."""
        chosen = list(places)
        if not chosen:
            return ""
        rule_id = Counter(place.rule for place in chosen).most_common(1)[0][0]
        rule = self._rule_set.rule(rule_id)
        if isinstance(rule.form, Capacity) and rule.form.resource is Resource.PATIENT:
            return self._overlaps(next(place for place in chosen if place.rule == rule_id), rule_id)
        return t(rule.title)

    def _overlaps(self, place: Place, rule_id: str) -> str:
        found = {i for r in self._places.reasons(place.start) if r.rule == rule_id for i in r.sessions}
        names = (self._name(i) for i in sorted(found - self._moving) if self._plan.has_session(i))
        return t("Overlaps {what}", what=listed(dict.fromkeys(names), "and"))

    def _name(self, session_id: str) -> str:
        session = self._plan.session(session_id)
        if session.kind is SessionKind.INTEGRATION and session.modality:
            return modality_word(session.modality)
        return kind_word(session.kind)
