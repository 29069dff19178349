"""Colours, type and icons: the figures of the visual design, recomputed from the tokens."""

import sys

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kapplanner.domain.session import Route, SessionKind
from kapplanner.rules.finding import Tier
from kapplanner.ui.theme import ROUTE_ICONS, ROUTE_NAMES, STATUS_PARTS, Edge, Theme
from kapplanner.ui.theme.icons import glyph
from kapplanner.ui.theme.patterns import paint_edge, paint_lines
from kapplanner.ui.theme.tokens import MARKED_NAMES, TOKENS, Scheme, contrast

TEXT_PAIRS = {
    "window": ("text", "text2", "text3"),
    "panel": ("text", "text2", "text3", "stop_ink", "caut_ink", "med_ink", "note_ink", "fit_ink"),
    "board": ("text", "text2", "text3", *(f"{name}_ink" for name in MARKED_NAMES)),
    "hover": ("text", "text2", "text3"),
    "off": ("text", "text2", "text3"),
    "sel": ("sel_text", "text", "text2", "text3"),
    "raised": ("text", "text2", "text3"),
    "pressed": ("text", "text2"),
    "primary": ("on_primary",),
    "med": ("on_med",),
    "med_obs": ("on_med",),
    "med_tint": ("med_ink", "text2"),
    "stop": ("on_stop",),
    "caut": ("on_caut",),
    "note": ("on_note",),
    "caut_tint": ("caut_ink", "text"),
    **{f"{name}_tint": (f"{name}_ink",) for name in MARKED_NAMES if name not in {"med", "caut"}},
}

GRAPHIC_PAIRS = [
    *(("control", ground) for ground in ("board", "panel", "window")),
    *(("focus", ground) for ground in ("board", "panel", "sel")),
    *((name, "board") for name in MARKED_NAMES),
    ("med_stripe", "med"),
    *((tier, f"{tier}_tint") for tier in ("stop", "caut", "fit")),
    ("stop", "panel"),
]


@pytest.mark.parametrize("scheme", Scheme)
def test_every_text_pair_has_a_contrast_of_at_least_4_5(scheme: Scheme) -> None:
    colors = TOKENS[scheme]
    low = {
        (ink, ground): round(contrast(colors[ink], colors[ground]), 2)
        for ground, inks in TEXT_PAIRS.items()
        for ink in inks
        if contrast(colors[ink], colors[ground]) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("scheme", Scheme)
def test_every_graphic_pair_has_a_contrast_of_at_least_3(scheme: Scheme) -> None:
    colors = TOKENS[scheme]
    low = {pair for pair in GRAPHIC_PAIRS if contrast(colors[pair[0]], colors[pair[1]]) < 3}
    assert low == set()


@pytest.mark.parametrize(
    ("ink", "ground", "figures"),
    [
        ("text", "window", (14.4, 15.0, 21.0)),
        ("text3", "hover", (4.6, 4.9, 13.2)),
        ("med_ink", "med_tint", (9.2, 8.8, 14.3)),
        ("on_med", "med", (8.5, 5.3, 14.3)),
        ("control", "window", (3.1, 4.4, 21.0)),
        ("med", "board", (8.5, 3.1, 14.3)),
    ],
)
def test_figures_of_the_design_page_are_those_of_the_tokens(ink: str, ground: str, figures: tuple[float, ...]) -> None:
    computed = tuple(round(contrast(TOKENS[s][ink], TOKENS[s][ground]), 1) for s in Scheme)
    assert computed == figures


def test_black_on_white_is_21_to_1_and_a_colour_on_itself_1_to_1() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#1B5FCC", "#1B5FCC") == 1


def test_every_scheme_names_the_same_tokens() -> None:
    assert set(TOKENS[Scheme.LIGHT]) == set(TOKENS[Scheme.DARK]) == set(TOKENS[Scheme.CONTRAST])


def test_every_kind_has_a_word_and_an_icon_of_its_own(qapp: QApplication) -> None:
    theme = Theme("light")
    looks = [theme.kind(kind) for kind in SessionKind]
    assert len({look.word for look in looks}) == len({look.icon for look in looks}) == len(SessionKind)
    assert all(glyph(look.icon) for look in looks)


def test_kinds_of_one_colour_differ_in_their_edge(qapp: QApplication) -> None:
    theme = Theme("light")
    by_token = [(theme.kind(kind).token, theme.kind(kind).edge) for kind in SessionKind]
    assert len(set(by_token)) == len(SessionKind)


def test_every_tier_has_a_word_and_a_shape_of_its_own(qapp: QApplication) -> None:
    theme = Theme("dark")
    assert [theme.tier(tier).word for tier in Tier] == ["Stop", "Caution", "Note"]
    assert [theme.tier(tier).icon for tier in Tier] == ["alert-octagon", "alert", "information-outline"]


def test_every_route_and_status_has_an_icon_that_exists() -> None:
    assert set(ROUTE_ICONS) == set(ROUTE_NAMES) == set(Route)
    assert all(glyph(icon) for icon in {*ROUTE_ICONS.values(), *(icon for _, icon in STATUS_PARTS.values())})


def test_icons_come_without_importing_the_package_that_carries_them(qapp: QApplication) -> None:
    picture = Theme("light").pixmap("rhombus", "med", 16).toImage()
    assert picture.size().toTuple() == (16, 16)
    assert QColor(picture.pixel(8, 8)).name().upper() == TOKENS[Scheme.LIGHT]["med"]
    assert "qtawesome" not in sys.modules


def test_sizes_and_fonts_grow_with_the_text(qapp: QApplication) -> None:
    theme = Theme("light", 200)
    assert theme.px(28) == 56
    assert theme.font("base").pixelSize() == 26
    assert theme.line_height("base") == 36


def test_figures_have_equal_width(qapp: QApplication) -> None:
    metrics = QFontMetrics(Theme("light").font("strong"))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_changing_appearance_gives_new_colours_and_tells_the_views(qapp: QApplication) -> None:
    theme = Theme("light")
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.hex("window")))
    before = theme.kind(SessionKind.MEDICINE).mark
    theme.choose("dark", 125)
    assert told == ["#15171A"]
    assert theme.kind(SessionKind.MEDICINE).mark != before
    assert theme.px(100) == 125


def test_an_appearance_nobody_knows_is_not_taken(qapp: QApplication) -> None:
    theme = Theme("dark")
    theme.choose("sepia", 900)
    assert (theme.appearance, theme.text_percent) == ("dark", 200)


def _picture() -> QImage:
    picture = QImage(20, 24, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    return picture


def test_every_edge_leaves_a_pattern_of_its_own_in_grey(qapp: QApplication) -> None:
    seen = set()
    for edge in Edge:
        if edge is Edge.FILLED:
            continue
        picture = _picture()
        painter = QPainter(picture)
        paint_edge(painter, QRectF(0, 0, 20, 24), edge, QColor("black"))
        painter.end()
        seen.add(bytes(picture.constBits()))
    assert len(seen) == len(Edge) - 1


def test_lines_stay_inside_their_box(qapp: QApplication) -> None:
    picture = _picture()
    painter = QPainter(picture)
    paint_lines(painter, QRectF(5, 5, 10, 10), QColor("black"))
    painter.end()
    outside = [picture.pixelColor(x, y).lightness() for x in range(20) for y in (0, 1, 2, 3, 18, 20, 23)]
    assert set(outside) == {255}
