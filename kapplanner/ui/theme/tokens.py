"""Colour and type tokens of the visual design, as data: three schemes, one value for every name in each."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Scheme(StrEnum):
    """Which column of the token table is in use."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_PLAIN: Final = """
window      #F3F3F0 #15171A #FFFFFF
panel       #FAFAF8 #1A1D20 #FFFFFF
board       #FFFFFF #1E2125 #FFFFFF
raised      #FFFFFF #25292E #FFFFFF
off         #F7F7F4 #191C1F #FFFFFF
hover       #ECECE8 #2C3137 #E6E6E6
pressed     #E1E1DB #363C43 #CCCCCC
grid        #EBEBE6 #292D32 #767676
line        #DADAD3 #343A41 #000000
control     #8B8B83 #767E88 #000000
text        #1E2227 #E9EBEE #000000
text2       #4A5058 #BBC1C9 #000000
text3       #646A72 #989FA8 #1F1F1F
disabled    #9A9EA3 #6B7179 #5A5A5A
focus       #1B5FCC #7DB0FF #0033A0
sel         #E3EDFC #22334D #D6E4FF
sel_text    #123E86 #CFE1FF #000000
primary     #24303D #E4E7EB #000000
on_primary  #FFFFFF #16191C #FFFFFF
stop_line   #EBB8B3 #6B3531 #8A0000
caut_line   #D9A85C #8A6425 #5C3300
med_obs     #7A61BD #6750BD #2E0F7A
med_stripe  #AD9BE6 #DCD4FF #FFFFFF
on_med      #FFFFFF #FFFFFF #FFFFFF
on_stop     #FFFFFF #1B0A09 #FFFFFF
on_caut     #FFFFFF #1F1503 #FFFFFF
on_note     #FFFFFF #10161C #FFFFFF
"""

_MARKED: Final = """
med     #56399F #EEEAF9 #43298A  #7059CB #2A2542 #CDC2FB  #2E0F7A #FFFFFF #2E0F7A
prep    #1B75AE #E5F1F9 #12496E  #58A8DC #1C2E3B #B9DDF4  #003F66 #FFFFFF #003F66
integ   #0F6E54 #E2F3ED #0C503C  #3FAE8A #1A322B #ADE6D3  #00452F #FFFFFF #00452F
meas    #94265F #FAE9F1 #6E184A  #EE86BC #392330 #F6C6DE  #6B003D #FFFFFF #6B003D
rest    #97866A #F5F2EC #574B39  #D2C19F #2C2923 #DDD1BF  #3F3524 #FFFFFF #3F3524
follow  #47587A #E9EDF4 #35445B  #7884A8 #252C37 #C9D5E8  #1E2E47 #FFFFFF #1E2E47
prac    #0B7C8A #E0F3F5 #0A4E57  #4CC7D6 #182F33 #B4E9F0  #00454D #FFFFFF #00454D
screen  #7E838A #EEEEEF #3E4248  #878C94 #2A2D31 #D2D5D9  #2B2B2B #FFFFFF #2B2B2B
stop    #B3261E #FCEAE8 #8C1A14  #F2766B #3C1F1D #FFC2BB  #8A0000 #FFFFFF #8A0000
caut    #A66000 #FFF3DC #744300  #E5A33B #36290F #FBD596  #5C3300 #FFFFFF #5C3300
note    #4B6076 #EBF0F5 #33475B  #8FA9C4 #222B35 #C8D6E5  #1E2E47 #FFFFFF #1E2E47
fit     #2E7D4F #DDF1E3 #1B5433  #5CC48A #1B3526 #B4EBCB  #00421F #FFFFFF #00421F
"""


def _table() -> dict[Scheme, dict[str, str]]:
    table: dict[Scheme, dict[str, str]] = {scheme: {} for scheme in Scheme}
    for row in _PLAIN.split("\n"):
        name, *values = row.split() or [""]
        for scheme, value in zip(Scheme, values, strict=False):
            table[scheme][name] = value
    for row in _MARKED.split("\n"):
        name, *values = row.split() or [""]
        for index, scheme in enumerate(Scheme if values else ()):
            mark, tint, ink = values[index * 3 : index * 3 + 3]
            table[scheme].update({name: mark, f"{name}_tint": tint, f"{name}_ink": ink})
    return table


TOKENS: Final = _table()
"""Colour of every token in every scheme: TOKENS[Scheme.DARK]["med_tint"]. A kind or tier has mark, _tint and _ink."""

MARKED_NAMES: Final = tuple(row.split()[0] for row in _MARKED.strip().split("\n"))
"""The kinds and tiers that have a mark, a tint and an ink."""


@dataclass(frozen=True, slots=True)
class TypeRole:
    """A role of the type scale: size and line height in px at 100 %, and its weight (400, 500, 600)."""

    size: int
    line: int
    weight: int


TYPE_ROLES: Final = {
    "micro": TypeRole(11, 14, 400),
    "small": TypeRole(12, 16, 400),
    "base": TypeRole(13, 18, 400),
    "strong": TypeRole(15, 20, 600),
    "title": TypeRole(18, 24, 600),
    "display": TypeRole(24, 30, 600),
}

TEXT_PERCENTS: Final = (100, 110, 125, 150, 175, 200)
"""The steps of the text size."""


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" as WCAG 2.2 defines it, 0 for black to 1 for white."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixture(top: str, ground: str, share: float) -> str:
    """The colour of ``top`` laid over ``ground`` with so large a share, 0 to 1, as "#RRGGBB"."""
    pairs = ((int(top[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)
