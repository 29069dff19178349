"""The style sheet of the program, filled from the tokens. Widgets choose a look by dynamic properties.

QPushButton: primary, quiet (no border until hovered), small. QLabel: role (type scale), ink (colour token), weight,
chip. QFrame and QWidget: ground (colour token of the background), rule ("top", "bottom", "left", "right": a line).
"""

from string import Template
from typing import Final

from kapplanner.resources import resource
from kapplanner.ui.theme.tokens import TOKENS, TYPE_ROLES, Scheme, mixture

_SHEET: Final = Template("""
QMainWindow, QDialog { background: $panel; }
QDialog[palette="true"] { border: 1px solid $control; }
QToolTip { background: $raised; color: $text; border: 1px solid $control; padding: ${px4}px ${px6}px; }

QMenuBar { background: $panel; color: $text; border-bottom: 1px solid $line;
  padding-left: ${px6}px; }
QMenuBar::item { background: transparent; padding: ${px4}px ${px9}px; margin: 0; border-radius: ${px4}px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $raised; color: $text; border: 1px solid $line; padding: ${px4}px; }
QMenu::item { padding: ${px5}px ${px24}px ${px5}px ${px28}px; border-radius: ${px4}px; min-height: ${px18}px; }
QMenu::item:selected { background: $sel; color: $sel_text; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: ${px4}px ${px8}px; }
QMenu::icon { padding-left: ${px8}px; }
QMenu::indicator { width: ${px14}px; height: ${px14}px; left: ${px8}px; }

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox {
  min-height: ${px26}px; border: 1px solid $control; border-radius: ${px5}px; background: $raised; color: $text;
  selection-background-color: $sel; selection-color: $sel_text; padding: 0 ${px8}px; }
QPlainTextEdit, QTextEdit { padding: ${px4}px ${px6}px; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QSpinBox:focus {
  border: 2px solid $focus; padding: 0 ${px8m1}px; min-height: ${px26m2}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${px4m1}px ${px6m1}px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QSpinBox:disabled {
  color: $disabled; border-color: $line; background: $off; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $off; border-color: $line; }
QLineEdit[wrong="true"] { border: 1px solid $stop; background: $stop_tint; color: $stop_ink; }
QLineEdit[carried="true"] { border: 2px solid $focus; padding: 0 ${px8m1}px; min-height: ${px26m2}px; }
QLineEdit[wrong="true"]:focus { border: 2px solid $stop; padding: 0 ${px8m1}px; }
QComboBox, QComboBox:focus { padding-right: 0; }
QComboBox::drop-down { border: none; width: ${px24}px; }
QComboBox::down-arrow { image: url($chevron); width: ${px14}px; height: ${px14}px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $control; padding: ${px2}px; outline: none;
  selection-background-color: $sel; selection-color: $sel_text; }
QComboBox QAbstractItemView::item { min-height: ${px26}px; padding: 0 ${px6}px; }
QSpinBox::up-button, QSpinBox::down-button, QDateEdit::up-button, QDateEdit::down-button { width: 0; border: none; }

QPushButton { min-height: ${px26}px; padding: 0 ${px10}px; border: 1px solid $line; border-radius: ${px6}px;
  background: $raised; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: 0 ${px10m1}px; min-height: ${px26m2}px; }
QPushButton:disabled { color: $disabled; background: $panel; border-color: $line; }
QPushButton[primary="true"] { background: $primary; color: $on_primary; border-color: $primary; font-weight: 500;
  padding: 0 ${px12}px; }
QPushButton[primary="true"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[primary="true"]:pressed { background: $text2; border-color: $text2; }
QPushButton[primary="true"]:focus { border: 2px solid $focus; padding: 0 ${px12m1}px; }
QPushButton[primary="true"]:disabled { background: $hover; color: $disabled; border-color: $line; }
QPushButton[small="true"] { min-height: ${px24m2}px; padding: 0 ${px8}px; font-size: ${px12}px;
  border-radius: ${px5}px; }
QPushButton[small="true"]:focus { padding: 0 ${px8m1}px; min-height: ${px24m4}px; }
QPushButton[large="true"] { min-height: ${px30}px; padding: 0 ${px14}px; }
QPushButton[large="true"]:focus { padding: 0 ${px14m1}px; min-height: ${px30m2}px; }
QPushButton[quiet="true"] { background: transparent; border: 1px solid transparent; }
QPushButton[quiet="true"]:hover { background: $hover; }
QPushButton[quiet="true"]:focus { border: 2px solid $focus; }
QPushButton[chip="true"] { min-height: ${px24m2}px; padding: 0 ${px8}px; font-size: ${px12}px;
  border-radius: ${px4}px; color: $text2; }
QPushButton[chip="true"]:checked, QPushButton[chip="true"][on="true"] { background: $text; color: $board;
  border-color: $text; font-weight: 500; }
QPushButton[chip="true"]:focus { padding: 0 ${px8m1}px; min-height: ${px24m4}px; }

QToolButton { min-width: ${px26}px; min-height: ${px26}px; border: 1px solid transparent; border-radius: ${px6}px;
  background: transparent; color: $text; padding: 0; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border: 2px solid $focus; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
QToolButton[foot="true"] { color: $text2; font-size: ${px12}px; min-height: ${px24m2}px; padding: 0 ${px6}px;
  border-radius: ${px4}px; }
QPushButton[field="true"] { border-color: $line; background: $raised; padding: 0; }
QPushButton[field="true"]:hover { border-color: $control; }
QPushButton[crumb="true"] { color: $text2; padding: 0 ${px4}px; }
QFrame[toast="true"] { background: $primary; border-radius: ${px8}px; }
QLabel[keys="true"] { background: $raised; color: $text2; border: 1px solid $line; border-radius: ${px3}px;
  padding: 0 ${px5}px; font-size: ${px11}px; min-height: ${px14}px; }
QFrame[segmented="true"] { background: $hover; border: 1px solid $line; border-radius: ${px6}px; }
QFrame[segmented="true"] QToolButton { border-radius: ${px4}px; min-height: ${px24m2}px; max-height: ${px24m2}px;
  min-width: ${px10}px; padding: 0 ${px8}px; color: $text2; border: 1px solid transparent; }
QFrame[segmented="true"] QToolButton:checked { background: $raised; color: $text; border-color: $line;
  font-weight: 600; }
QFrame[segmented="true"] QToolButton:focus { border: 2px solid $focus; padding: 0 ${px8m1}px; }
QFrame[segmented="true"] QToolButton:disabled { color: $disabled; }

QCheckBox, QRadioButton { min-height: ${px28}px; spacing: ${px8}px; color: $text; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: ${px14}px; height: ${px14}px; border: 1px solid $control;
  background: $raised; border-radius: ${px3}px; }
QRadioButton::indicator { border-radius: ${px8m1}px; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary; image: url($tick); }
QRadioButton::indicator:checked { background: $raised; border: ${px5}px solid $primary; width: ${px6}px;
  height: ${px6}px; }
QCheckBox::indicator:indeterminate { background: $primary; border-color: $primary; image: url($dash); }
QCheckBox:focus, QRadioButton:focus { outline: none; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $focus; width: ${px14m2}px;
  height: ${px14m2}px; }
QRadioButton::indicator:checked:focus { border: ${px5}px solid $focus; width: ${px6}px; height: ${px6}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }

QAbstractItemView { background: $board; color: $text; border: none; outline: none; alternate-background-color: $panel;
  selection-background-color: $sel; selection-color: $sel_text; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $text2; border: none; border-bottom: 1px solid $line;
  padding: 0 ${px6}px; font-size: ${px12}px; min-height: ${px30}px; }
QTableView::item, QListView::item, QTreeView::item { min-height: ${px28}px; }
QTabBar::tab { min-height: ${px28}px; padding: 0 ${px12}px; border: none; border-bottom: 2px solid transparent;
  color: $text2; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $text; }
QTabBar::tab:focus { color: $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QGroupBox { border: none; font-weight: 600; margin-top: ${px20}px; padding: 0; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QScrollArea { border: none; background: transparent; }
QScrollArea[page="true"] { border: 2px solid transparent; }
QScrollArea[page="true"]:focus { border: 2px solid $focus; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${px12}px; }
QScrollBar:horizontal { height: ${px12}px; }
QScrollBar::handle { background: $control; border-radius: ${px3}px; margin: ${px3}px; }
QScrollBar::handle:vertical { min-height: ${px28}px; }
QScrollBar::handle:horizontal { min-width: ${px28}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; margin: 0 ${px4m1}px; }
QSplitter::handle:vertical { height: 1px; margin: ${px4m1}px 0; }
QStatusBar { background: $panel; border-top: 1px solid $line; color: $text2; min-height: ${px24m2}px;
  font-size: ${px12}px; }
QStatusBar::item { border: none; }
QDockWidget { color: $text; }
QProgressBar { border: 1px solid $line; border-radius: ${px4}px; background: $hover; text-align: center; }
QProgressBar::chunk { background: $primary; border-radius: ${px3}px; }
QLabel { background: transparent; color: $text; border: none; }
QLabel:disabled { color: $disabled; }
QLabel[chip="true"] { background: $hover; color: $text2; border-radius: ${px4}px; padding: ${px1}px ${px6}px;
  font-size: ${px12}px; }
QLabel[outlined="true"] { background: $raised; color: $text2; border: 1px solid $line; border-radius: ${px4}px;
  padding: ${px1}px ${px6}px; font-size: ${px12}px; }
""")

_SIZES: Final = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14, 18, 20, 24, 26, 27, 28, 30)
_GROUNDS: Final = (
    *("window", "panel", "board", "raised", "off", "hover", "sel"),
    *("caut_tint", "stop_tint", "note_tint", "fit_tint"),
)
_INKS: Final = (
    *("text", "text2", "text3", "disabled", "sel_text", "focus", "on_primary"),
    *("stop_ink", "caut_ink", "note_ink", "fit_ink", "med_ink"),
)


def style_sheet(scheme: Scheme, percent: int) -> str:
    """The whole sheet for a scheme and a text size in percent."""
    sizes = {f"px{n}": _px(n, percent) for n in _SIZES}
    # A focus ring is one px wider than the border it replaces, so padding and height give way by that px on each side.
    less = {f"px{n}m1": _px(n, percent) - 1 for n in (4, 6, 8, 10, 12, 14)}
    less |= {f"px{n}m2": _px(n, percent) - 2 for n in (14, 24, 26, 30)} | {"px24m4": _px(24, percent) - 4}
    colors = TOKENS[scheme]
    hover = mixture(colors["primary"], colors["panel"], 0.86)
    pictures = {name: resource("icons", f"{name}-{scheme}.png").as_posix() for name in ("tick", "dash", "chevron-down")}
    values = {**colors, **sizes, **less, "primary_hover": hover, "tick": pictures["tick"]}
    values["dash"] = pictures["dash"]
    values["chevron"] = pictures["chevron-down"]
    text = _SHEET.substitute({name: str(value) for name, value in values.items()})
    return "\n".join((text, *_labels(scheme, percent), *_frames(scheme, percent)))


def _px(size: int, percent: int) -> int:
    return max(1, round(size * percent / 100))


def _labels(scheme: Scheme, percent: int) -> list[str]:
    sizes = [
        f'QLabel[role="{name}"] {{ font-size: {_px(role.size, percent)}px; font-weight: {role.weight}; }}'
        for name, role in TYPE_ROLES.items()
    ]
    weights = [f'QLabel[weight="{weight}"] {{ font-weight: {weight}; }}' for weight in (400, 500, 600)]
    inks = [f'QLabel[ink="{token}"] {{ color: {TOKENS[scheme][token]}; }}' for token in _INKS]
    return sizes + weights + inks


def _frames(scheme: Scheme, percent: int) -> list[str]:
    colors = TOKENS[scheme]
    grounds = [f'QWidget[ground="{token}"] {{ background: {colors[token]}; }}' for token in _GROUNDS]
    rules = [
        f'QFrame[rule="{side}"] {{ border: none; border-{side}: 1px solid {colors["line"]}; }}'
        for side in ("top", "bottom", "left", "right")
    ]
    box = f"background: {colors['board']}; border: 1px solid {colors['line']}; border-radius: {_px(8, percent)}px;"
    return [*grounds, *rules, f'QFrame[boxed="true"] {{ {box} }}']
