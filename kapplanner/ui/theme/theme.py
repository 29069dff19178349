"""The theme: colours, looks, fonts, icons and sizes for everything that is drawn, in the scheme and size chosen."""

from functools import cached_property

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from kapplanner.domain.kinds import SessionKind
from kapplanner.i18n import t
from kapplanner.rules.tier import Tier
from kapplanner.ui.theme.fonts import load_text_face, text_font
from kapplanner.ui.theme.icons import IconFont
from kapplanner.ui.theme.looks import KIND_PARTS, TIER_PARTS, KindLook, TierLook
from kapplanner.ui.theme.sheet import style_sheet
from kapplanner.ui.theme.tokens import TOKENS, TYPE_ROLES, Scheme, mixture

APPEARANCES = ("system", "light", "dark", "contrast")


class Theme(QObject):
    """Built once by whoever starts the window and handed to every view. ``changed`` asks all to redraw.

    ``appearance`` is "system", "light", "dark" or "contrast"; ``text_percent`` is 100 to 200. Sizes in this program
    are given in px at 100 % and pass through ``px``.
    """

    changed = Signal()

    def __init__(self, appearance: str = "system", text_percent: int = 100, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._percent = text_percent
        self._application: QApplication | None = None
        self._system = Scheme.LIGHT
        self._colors: dict[str, QColor] = {}
        self._kinds: dict[SessionKind, KindLook] = {}
        self._tiers: dict[Tier, TierLook] = {}
        self._family = load_text_face()

    @property
    def scheme(self) -> Scheme:
        """The column of the token table in use."""
        return self._system if self._appearance == "system" else Scheme(self._appearance)

    @property
    def is_dark(self) -> bool:
        return self.scheme is Scheme.DARK

    @property
    def is_high_contrast(self) -> bool:
        return self.scheme is Scheme.CONTRAST

    @property
    def appearance(self) -> str:
        return self._appearance

    @property
    def text_percent(self) -> int:
        return self._percent

    @property
    def scale(self) -> float:
        """Text size as a factor, 1.0 to 2.0."""
        return self._percent / 100

    def px(self, size: float) -> int:
        """A size given in px at 100 %, at the present text size; never 0 for a size above 0."""
        return max(1, round(size * self._percent / 100)) if size > 0 else round(size * self._percent / 100)

    def color(self, token: str) -> QColor:
        """The colour of a token: color("med_tint")."""
        if token not in self._colors:
            self._colors[token] = QColor(TOKENS[self.scheme][token])
        return self._colors[token]

    def hex(self, token: str) -> str:
        """The colour of a token as "#RRGGBB"."""
        return TOKENS[self.scheme][token]

    def mixed(self, token: str, over: str, share: float) -> QColor:
        """One colour laid over another with so large a share, 0 to 1."""
        return QColor(mixture(self.hex(token), self.hex(over), share))

    def kind(self, kind: SessionKind) -> KindLook:
        """Word, icon, colours and edge of a kind of session."""
        if kind not in self._kinds:
            token, word, icon, edge = KIND_PARTS[kind]
            colors = (self.color(token), self.color(f"{token}_tint"), self.color(f"{token}_ink"))
            self._kinds[kind] = KindLook(t(word), icon, *colors, edge, token)
        return self._kinds[kind]

    def tier(self, tier: Tier) -> TierLook:
        """Word, icon and colours of a tier."""
        if tier not in self._tiers:
            token, word, icon = TIER_PARTS[tier]
            colors = (self.color(token), self.color(f"{token}_tint"), self.color(f"{token}_ink"))
            self._tiers[tier] = TierLook(t(word), icon, *colors, self.color(f"on_{token}"), token)
        return self._tiers[tier]

    def font(self, role: str = "base", weight: int | None = None) -> QFont:
        """The font of a role (micro, small, base, strong, title, display), in another weight if given."""
        entry = TYPE_ROLES[role]
        return text_font(self._family, self.px(entry.size), weight or entry.weight)

    def line_height(self, role: str = "base") -> int:
        """The line height of a role in px."""
        return self.px(TYPE_ROLES[role].line)

    @cached_property
    def _icon_font(self) -> IconFont:
        return IconFont()

    def pixmap(self, name: str, token: str = "text2", size: int = 16, ratio: float | None = None) -> QPixmap:
        """An icon as a picture, ``size`` px at 100 %, scaled with the text; sharp at the device pixel ratio."""
        return self._icon_font.pixmap(name, self.color(token), self.px(size), ratio or self._ratio)

    def icon(self, name: str, color_token: str = "text2", size: int = 16) -> QIcon:
        """An icon for a button or a menu, with its own colour when disabled."""
        icon = QIcon()
        icon.addPixmap(self.pixmap(name, color_token, size), QIcon.Mode.Normal)
        icon.addPixmap(self.pixmap(name, color_token, size), QIcon.Mode.Selected)
        icon.addPixmap(self.pixmap(name, "disabled", size), QIcon.Mode.Disabled)
        return icon

    def icon_size(self, size: int = 16) -> QSize:
        """The size to give to a button that shows an icon of ``size`` px at 100 %."""
        return QSize(self.px(size), self.px(size))

    def paint_icon(
        self, painter: QPainter, name: str, where: QRectF | QPointF, token: str | QColor = "text2", size: float = 0
    ) -> None:
        """Paint an icon centred in a box, or with its corner at a point; ``size`` in real px (already scaled)."""
        color = self.color(token) if isinstance(token, str) else token
        self._icon_font.paint(painter, name, where, color, size)

    @property
    def _ratio(self) -> float:
        return self._application.devicePixelRatio() if self._application is not None else 1.0

    def choose(self, appearance: str | None = None, text_percent: int | None = None) -> None:
        """Take another appearance or text size, at once and everywhere."""
        self._appearance = appearance if appearance in APPEARANCES else self._appearance
        self._percent = max(100, min(200, text_percent)) if text_percent is not None else self._percent
        self._renew()

    def apply(self, app: QApplication) -> None:
        """Dress the application and follow the system's colour scheme from now on."""
        app.setStyle("Fusion")
        self._application = app
        self._hints = app.styleHints()  # kept: the wrapper dies with its last reference
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._system = self._reported()
        self._renew()

    def _follow_system(self) -> None:
        self._system = self._reported()
        if self._appearance == "system":
            self._renew()

    def _reported(self) -> Scheme:
        accessibility = self._hints.accessibility()
        if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return Scheme.CONTRAST
        return Scheme.DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT

    def _renew(self) -> None:
        self._colors.clear()
        self._kinds.clear()
        self._tiers.clear()
        if self._application is not None:
            # Dressing anew from bare takes a fifth of the time of changing the sheet of hundreds of widgets.
            self._application.setStyleSheet("")
            self._application.setPalette(self.palette())
            self._application.setFont(self.font("base"))
            self._application.setStyleSheet(style_sheet(self.scheme, self._percent))
        self.changed.emit()

    def palette(self) -> QPalette:
        """The Qt palette of the scheme."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in {
            roles.Window: "panel",
            roles.WindowText: "text",
            roles.Base: "raised",
            roles.AlternateBase: "panel",
            roles.Text: "text",
            roles.PlaceholderText: "text3",
            roles.Button: "raised",
            roles.ButtonText: "text",
            roles.BrightText: "on_stop",
            roles.ToolTipBase: "raised",
            roles.ToolTipText: "text",
            roles.Highlight: "sel",
            roles.HighlightedText: "sel_text",
            roles.Link: "focus",
            roles.LinkVisited: "focus",
            roles.Light: "raised",
            roles.Midlight: "hover",
            roles.Mid: "line",
            roles.Dark: "control",
            roles.Shadow: "line",
            roles.Accent: "focus",
        }.items():
            palette.setColor(role, self.color(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        palette.setColor(QPalette.ColorGroup.Disabled, roles.Base, self.color("off"))
        return palette
