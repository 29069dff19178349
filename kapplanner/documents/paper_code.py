"""The code at the foot of every page: which plan it shows, and in which state, in nine characters quickly typed.

Four characters are made of the plan's id, four of its version and fingerprint, the last one checks the others. Of the
patient it tells nothing. Two states of a plan share a code once in 900,000 times.
"""

from dataclasses import dataclass
from hashlib import blake2s
from typing import Final, Self

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.rules.fingerprint import plan_fingerprint

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
"""31 digits and letters: a prime number of them, so that the last one finds every wrong or exchanged character."""
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "S": "5", "U": "V"})
_LEFT_OUT: Final = str.maketrans("", "", " \u00a0-\u2010\u2011\u2012\u2013\u2014\u2212._/")
_GROUP: Final = 3
_PART: Final = 4
_LENGTH: Final = 2 * _PART + 1


class NoPaperCode(PlannerError):
    """What was typed is no code of a paper; the sentence says why."""


@dataclass(frozen=True, slots=True)
class PaperCode:
    """Which plan and which state of it, as far as four characters each can tell."""

    plan: str
    state: str

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """The code of papers that show this plan as it is."""
        return cls(plan_part(plan.id), _characters(f"{plan.version} {plan_fingerprint(plan)}"))

    @classmethod
    def read(cls, text: str) -> Self:
        """What a person typed, in capitals or not, with any spaces and dashes; NoPaperCode where it is mistyped."""
        typed = text.strip().upper().translate(_LEFT_OUT).translate(_READ_AS)
        if len(typed) != _LENGTH:
            raise NoPaperCode(
                "A paper code has {n} letters and digits, as in “{example}”. It stands at the foot of every page.",
                n=_LENGTH,
                example=str(cls("4F7K", "2MQX")),
            )
        if any(character not in ALPHABET for character in typed) or _check(typed[:-1]) != typed[-1]:
            raise NoPaperCode("This is no paper code: a character is wrong or stands in another place. Read it again.")
        return cls(typed[:_PART], typed[_PART:-1])

    def __str__(self) -> str:
        """As it is printed: three groups of three."""
        whole = self.plan + self.state
        whole += _check(whole)
        return "-".join(whole[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))


def plan_part(plan_id: str) -> str:
    """The characters that stand for a plan."""
    return _characters(plan_id)


def _characters(text: str) -> str:
    number = int.from_bytes(blake2s(text.encode(), digest_size=8).digest())
    found = []
    for _ in range(_PART):
        number, rest = divmod(number, len(ALPHABET))
        found.append(ALPHABET[rest])
    return "".join(found)


def _check(characters: str) -> str:
    """Sum of the characters' numbers times their places, modulo 31: the places differ, and 31 divides no difference."""
    total = sum(place * ALPHABET.index(character) for place, character in enumerate(characters, 1))
    return ALPHABET[total % len(ALPHABET)]
