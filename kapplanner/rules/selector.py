"""Which sessions a rule means. Titles never matter: what a session is called changes no finding."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final, TypeVar

from kapplanner.domain.people import Answer, Role
from kapplanner.domain.session import (
    CONTACT_KINDS,
    Modality,
    Phase,
    Route,
    Session,
    SessionKind,
    TravelDirection,
)
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.memo import ByIdentity

Held = TypeVar("Held")

_EXPOSURE: Final = frozenset({Modality.EXPOSURE.value, Modality.BEHAVIOURAL_EXPERIMENT.value})


class Position(StrEnum):
    """Which of the chosen sessions are meant."""

    ALL = "all"
    FIRST = "first"
    LAST = "last"
    NTH = "nth"
    LATER = "all but the first"
    FIRST_BY_ROUTE = "first by this route"
    NEW_ROUTE = "first by a new route"


_ORDINALS: Final = {Position.FIRST: "the first of {what}", Position.LAST: "the last of {what}"}


@dataclass(frozen=True, slots=True)
class Selector:
    """Sessions by kind, route, modality, role, room, phase and position; an empty part means "any".

    ``contact``: staff are with the patient. ``checklist``: carries the item. ``new_target``: opens a new trauma target.
    ``exposure_task``: asks for driving, heights, water, machinery or being alone. Both of these may be in doubt where
    nobody was asked. ``weeks_from`` and ``weeks_to`` count 7-day weeks from the first medicine session, from 1.
    ``measures_besides``: carries a measure that is none of these. ``called`` names the chosen sessions in sentences.
    """

    kinds: tuple[SessionKind, ...] = ()
    without_kinds: tuple[SessionKind, ...] = ()
    routes: tuple[Route, ...] = ()
    modalities: tuple[str, ...] = ()
    role: Role | None = None
    room: str | None = None
    phase: Phase | None = None
    travel: TravelDirection | None = None
    contact: bool | None = None
    checklist: str | None = None
    measures_besides: tuple[str, ...] = ()
    new_target: bool | None = None
    closing: bool | None = None
    exposure_task: bool | None = None
    booster: bool | None = None
    day_of: TravelDirection | None = None
    weeks_from: int | None = None
    weeks_to: int | None = None
    position: Position = Position.ALL
    nth: int | None = None
    called: str | None = None

    @property
    def is_medicine_only(self) -> bool:
        return self.kinds == (SessionKind.MEDICINE,) or bool(self.routes)

    def matches(self, session: Session) -> bool:
        """Whether a session is meant or may be meant, position, weeks and travel day aside."""
        return all(test(session) for test in _tests_of(self))

    def chosen_of(self, sessions: Iterable[Held], session_of: Callable[[Held], Session]) -> list[Held]:
        """Those that hold a session that matches, in their order."""
        chosen = list(sessions)
        for test in _tests_of(self):
            chosen = [each for each in chosen if test(session_of(each))]
        return chosen

    @property
    def words(self) -> str:
        """What is meant, in words: "medicine sessions by IM or IV", "the first of the medicine sessions"."""
        what = self._described() if self.called is None else t(self.called)
        if self.position is Position.NTH:
            return t("number {n} of the {what}", n=self.nth, what=what)
        if self.position in _ORDINALS:
            return t(_ORDINALS[self.position], what=t("the {what}", what=what))
        if self.position is Position.LATER:
            return t("{what} after the first", what=what)
        if self.position is Position.FIRST_BY_ROUTE:
            return t("the first {what} of each route", what=what)
        if self.position is Position.NEW_ROUTE:
            return t("the first {what} by another route", what=what)
        return what

    @property
    def each(self) -> str:
        """What is meant, one at a time: "each of the medicine sessions", "the first of the medicine sessions"."""
        what = self.words
        return t("each of the {what}", what=what) if self.position in {Position.ALL, Position.LATER} else what

    def _described(self) -> str:
        what = self._noun()
        if self.phase is not None:
            what = t("{what} of the {phase} phase", what=what, phase=t(self.phase.value))
        if self.routes:
            what = t("{what} by {routes}", what=what, routes=words.routes(self.routes))
        if self.modalities:
            what = t(
                "{what} with {modalities}", what=what, modalities=words.listed(map(words.modality, self.modalities))
            )
        for part in self._parts():
            what = f"{what} {part}"
        return what

    def _noun(self) -> str:
        if self.travel is not None:
            return t(self.travel.value)
        if self.contact:
            return t("sessions with staff")
        if self.kinds:
            return t("{kinds} sessions", kinds=words.listed(words.kind(k) for k in self.kinds))
        if self.routes:
            return t("medicine sessions")
        if self.without_kinds:
            return t("sessions except {kinds}", kinds=words.listed(words.kind(k) for k in self.without_kinds))
        return t("sessions")

    def _parts(self) -> list[str]:
        found = []
        if self.role is not None:
            found.append(t("with a {role}", role=t(self.role.value)))
        if self.room is not None:
            found.append(t("in room “{room}”", room=self.room))
        if self.checklist is not None:
            found.append(t("with “{item}” on the checklist", item=t(self.checklist)))
        if self.measures_besides:
            found.append(t("with a measure other than {names}", names=words.listed(self.measures_besides)))
        if self.new_target:
            found.append(t("that open a new target"))
        if self.closing:
            found.append(t("that close the work"))
        if self.exposure_task:
            found.append(t("that need driving, heights, water, machinery or being alone"))
        if self.booster:
            found.append(t("with a booster"))
        if self.day_of is not None:
            found.append(t("on the day of {travel}", travel=t(self.day_of.value)))
        if self.weeks_from is not None:
            found.append(t("in weeks {low} to {high}", low=self.weeks_from, high=self.weeks_to or t("the last")))
        return found


def _tests(selector: Selector) -> Iterator[Callable[[Session], bool]]:
    """One question for each part that is not "any"; those that leave few sessions come first."""
    kinds, others, routes = selector.kinds, selector.without_kinds, selector.routes
    if kinds:
        yield lambda s: s.kind in kinds
    if others:
        yield lambda s: s.kind not in others
    if routes:
        yield lambda s: s.medicine is not None and s.medicine.route in routes
    if selector.modalities:
        yield lambda s: s.modality in selector.modalities
    if selector.contact is not None:
        yield lambda s: (s.kind in CONTACT_KINDS) is selector.contact
    if selector.phase is not None:
        yield lambda s: s.phase is selector.phase
    if selector.travel is not None:
        yield lambda s: s.travel is selector.travel
    if selector.room is not None:
        yield lambda s: s.room == selector.room
    if (role := selector.role) is not None:
        yield lambda s: s.practitioner_as(role) is not None
    if (item := selector.checklist) is not None:
        yield lambda s: item in s.checklist
    yield from _tests_of_content(selector)


def _tests_of_content(selector: Selector) -> Iterator[Callable[[Session], bool]]:
    if selector.measures_besides:
        yield lambda s: not set(s.measures) <= set(selector.measures_besides)
    if selector.new_target is not None:
        unwanted = Answer.NO if selector.new_target else Answer.YES
        yield lambda s: s.new_target is not unwanted
    if selector.closing is not None:
        wanted = Answer.YES if selector.closing else Answer.NO
        yield lambda s: s.closing is wanted
    if selector.booster is not None:
        yield lambda s: (s.medicine is not None and s.medicine.booster is not None) is selector.booster
    if selector.exposure_task:
        yield lambda s: bool(s.exposure_needs) or (s.exposure_needs is None and s.modality in _EXPOSURE)


_tests_of: ByIdentity[Selector, tuple[Callable[[Session], bool], ...]] = ByIdentity(lambda each: tuple(_tests(each)))


@cache
def shared(selector: Selector) -> Selector:
    """One object for equal selectors, so that a plan is searched once for all rules that mean the same sessions."""
    return selector


MEDICINE: Final = shared(Selector(kinds=(SessionKind.MEDICINE,)))
EVERY: Final = shared(Selector())
TRAVEL: Final = {direction: Selector(travel=direction) for direction in TravelDirection}
