"""Keeps gaps, margins and set widths in step with the text size, for layouts that were given theirs once."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QSpacerItem,
    QWidget,
)

from kapplanner.ui.theme import Theme

_UNBOUNDED = 16_777_215
_AT_100 = "sizesAt100"
_LAST = "sizesLast"


class SpacingKeeper(QObject):
    """Make it before the widgets under ``root`` follow the theme: what sets its own sizes anew then has the last word.

    The sizes at 100 % are remembered with each layout and field, so that going up and down ends where it began.
    """

    def __init__(self, root: QWidget, theme: Theme) -> None:
        super().__init__(root)
        self._root = root
        self._theme = theme
        self._percent = theme.text_percent
        theme.changed.connect(self._follow)

    def _follow(self) -> None:
        before, now = self._percent, self._theme.text_percent
        if before == now:
            return
        self._percent = now
        for layout in self._root.findChildren(QLayout):
            _put(layout, _scaled(layout, _sizes(layout), before, now))
        for field in (f for kind in (QLineEdit, QComboBox, QLabel) for f in self._root.findChildren(kind)):
            # Heights of fields are the style sheet's; a label may have been given one.
            height = field.minimumHeight() if isinstance(field, QLabel) else 0
            sizes = [field.minimumWidth(), field.maximumWidth(), height]
            least, most, height = _scaled(field, sizes, before, now)
            field.setMinimumWidth(least)
            field.setMaximumWidth(most)
            if height:
                field.setMinimumHeight(height)


def _scaled(holder: QObject, present: list[int], before: int, now: int) -> list[int]:
    """The sizes at the new percentage, from those at 100 % where nobody has set others since."""
    base = holder.property(_AT_100)
    if base is None or holder.property(_LAST) != present:
        base = [size if size in {0, -1, _UNBOUNDED} else size * 100 / before for size in present]
        holder.setProperty(_AT_100, base)
    scaled = [int(size) if size in {0, -1, _UNBOUNDED} else max(1, round(size * now / 100)) for size in base]
    holder.setProperty(_LAST, scaled)
    return scaled


def _spacers(layout: QLayout) -> list[QSpacerItem]:
    items = (layout.itemAt(place) for place in range(layout.count()))
    return [spacer for item in items if item is not None and (spacer := item.spacerItem()) is not None]


def _sizes(layout: QLayout) -> list[int]:
    margins = layout.contentsMargins()
    sizes = [margins.left(), margins.top(), margins.right(), margins.bottom()]
    if isinstance(layout, (QGridLayout, QFormLayout)):
        sizes += [layout.horizontalSpacing(), layout.verticalSpacing()]
    else:
        sizes += [layout.spacing()]
    if isinstance(layout, QGridLayout):
        sizes += [layout.columnMinimumWidth(column) for column in range(layout.columnCount())]
    if isinstance(layout, QBoxLayout):
        sizes += [side for spacer in _spacers(layout) for side in spacer.sizeHint().toTuple()]
    return sizes


def _put(layout: QLayout, sizes: list[int]) -> None:
    layout.setContentsMargins(*sizes[:4])
    rest = sizes[4:]
    if isinstance(layout, (QGridLayout, QFormLayout)):
        layout.setHorizontalSpacing(rest.pop(0))
        layout.setVerticalSpacing(rest.pop(0))
    else:
        layout.setSpacing(rest.pop(0))
    if isinstance(layout, QGridLayout):
        for column, width in enumerate(rest):
            layout.setColumnMinimumWidth(column, width)
    if isinstance(layout, QBoxLayout):
        for spacer in _spacers(layout):
            policy = spacer.sizePolicy()
            spacer.changeSize(rest.pop(0), rest.pop(0), policy.horizontalPolicy(), policy.verticalPolicy())
        layout.invalidate()
