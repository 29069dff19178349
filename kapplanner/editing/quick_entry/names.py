"""The rooms and the people of a plan, by their names or a part of them that fits only one."""

import re
from collections.abc import Iterable
from typing import Final, TypeVar

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.people import Practitioner, Role
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from kapplanner.editing.quick_entry.meaning import Meaning, Part, Phrase, Word, folded
from kapplanner.i18n import t
from kapplanner.rules.words import listed

Named = TypeVar("Named", Room, Practitioner)

_TITLES: Final = frozenset({"dr", "doctor", "mr", "mrs", "ms", "mx", "prof", "professor"})
_NUMBERED: Final = re.compile(r"[0-9]+[a-z]?\Z|[a-z]\Z")
_QUOTES: Final = str.maketrans("", "", '"“”„«»')


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    words = (folded(word) for word in name.translate(_QUOTES).split())
    return tuple(word for word in words if word)


def written_name(name: str) -> str:
    """A name as it can be typed: quotation marks stand for titles."""
    return " ".join(name.translate(_QUOTES).split())


class Names:
    """Finds the rooms and people of one plan in a run of words. ``longest``: words of the longest name."""

    def __init__(self, plan: Plan) -> None:
        self._rooms = {room: name_words(room.name) for room in plan.rooms}
        self._people = {person: name_words(person.name) for person in plan.practitioners}
        self._known = {word for name in (*self._rooms.values(), *self._people.values()) for word in name}
        self.longest = max(map(len, (*self._rooms.values(), *self._people.values())), default=0)

    def meanings(self, words: tuple[Word, ...]) -> tuple[Meaning, ...]:
        """What a run of words means as a room or a person. ImpossibleValue where two fit, or none."""
        texts = tuple(word.text for word in words)
        if texts[0] in {"in", "room"}:
            return self._room(words, texts)
        if texts[0] in {"with", "and"} and len(texts) > 1:
            return self._person(words[1:], is_named=True)
        role = _role(texts[0])
        if role is not None and len(texts) > 1 and not self._is_name(texts):
            return self._person(words[1:], role)
        if self._known.isdisjoint(texts):
            return ()
        rooms, people = _fitting(self._rooms, texts), _fitting(self._people, texts)
        if rooms and people:
            return (*self._one_room(rooms, words), *self._person(words))
        return self._one_room(rooms, words) if rooms else self._person(words)

    def whole(self, texts: tuple[str, ...]) -> bool:
        """Whether these words are the whole name of a room or a person."""
        return texts in self._rooms.values() or texts in self._people.values()

    def _is_name(self, texts: tuple[str, ...]) -> bool:
        return bool(_fitting(self._people, texts) or _fitting(self._rooms, texts))

    def _room(self, words: tuple[Word, ...], texts: tuple[str, ...]) -> tuple[Meaning, ...]:
        """After "in", or "room" with what it is called. A capital "IN" before other letters is the nasal route."""
        if texts[0] == "in":
            rest = "".join(word.typed for word in words[1:])
            if not rest or (words[0].typed == "IN" and rest.upper() != rest):
                return ()
            words, texts = words[1:], texts[1:]
        rooms = _fitting(self._rooms, texts)
        if not rooms and len(texts) == 2 and texts[0] == "room" and _NUMBERED.match(texts[1]):
            if not self._rooms:
                raise ImpossibleValue("This plan has no rooms yet. Add them under Patient, team and rooms.")
            raise ImpossibleValue(
                "No room “{text}” in this plan. It has {rooms}.",
                text=_typed(words[-2:]),
                rooms=listed((room.name for room in self._rooms), "and"),
            )
        return self._one_room(rooms, words)

    def _one_room(self, rooms: list[Room], words: tuple[Word, ...]) -> tuple[Meaning, ...]:
        if len(rooms) > 1:
            raise _several(words, rooms)
        return tuple(Meaning.of(Part.ROOM, room.id, room.name) for room in rooms)

    def _person(
        self, words: tuple[Word, ...], role: Role | None = None, *, is_named: bool = False
    ) -> tuple[Meaning, ...]:
        """Somebody of the team. Their role is the one they have, or the one written: "as therapist"."""
        if len(words) > 2 and words[-2].text == "as" and _role(words[-1].text) is not None:
            role, words = _role(words[-1].text), words[:-2]
        texts = tuple(word.text for word in words)
        people = _fitting(self._people, texts)
        if len(people) > 1:
            raise _several(words, people)
        if people:
            return (_as(people[0], role),)
        if is_named and len([text for text in texts if text not in _TITLES]) == 1 and texts[-1] not in _TITLES:
            raise ImpossibleValue("Nobody called “{text}” is in this plan's team.", text=_typed(words))
        return ()


def _as(person: Practitioner, role: Role | None) -> Meaning:
    if role is None and len(person.roles) == 1:
        role = person.roles[0]
    if role is not None:
        words = t("{person} as {role}", person=person.name, role=t(role.value))
        return Meaning.of(Part(role.value), person.id, words)
    example = t((person.roles or tuple(Role))[0].value)
    doubt = t("As what does {person} take part? Write “{person} as {role}”.", person=person.name, role=example)
    return Meaning.of(Part.PRESCRIBER, None, person.name, doubt=doubt)


def _role(word: str) -> Role | None:
    return next((role for role in Role if word in (role.value, folded(t(role.value)))), None)


def _typed(words: tuple[Word, ...]) -> str:
    return Phrase(words).typed


def _several(words: tuple[Word, ...], fitting: Iterable[Room | Practitioner]) -> ImpossibleValue:
    names = listed((each.name for each in fitting), "and")
    return ImpossibleValue("“{text}” fits {names}. Write more of the name.", text=_typed(words), names=names)


def _fitting(named: dict[Named, tuple[str, ...]], texts: tuple[str, ...]) -> list[Named]:
    """Those whose whole name this is; else those with these words in their name, in this order."""
    whole = [each for each, words in named.items() if words == texts]
    return whole or [each for each, words in named.items() if _is_part(texts, words)]


def _is_part(texts: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Titles count only against one another; a letter stands for a word that begins with it, beside a longer one."""
    titles, own_titles = _TITLES & set(texts), _TITLES & set(name)
    words = [text for text in texts if text not in _TITLES]
    if (titles and own_titles and titles.isdisjoint(own_titles)) or not any(_is_telling(word) for word in words):
        return False
    rest = iter(word for word in name if word not in _TITLES)
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest) for word in words)


def _is_telling(word: str) -> bool:
    return len(word) > 1 and not word.isdecimal()
