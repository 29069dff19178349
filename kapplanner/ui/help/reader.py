"""Shows a page of help. The only place of the window that reads Markdown, and that of shipped pages only.

What a clinic wrote reaches it escaped (``rule_pages``). It opens nothing by itself: links are asked for by signal,
pictures come from the folder of the help, and there is no other door, least of all to a network.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from kapplanner.i18n import t
from kapplanner.resources import resource
from kapplanner.ui.theme import Theme

_FEATURES: Final = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_HEADINGS: Final = {1: "title", 2: "strong", 3: "base"}
_LINE_PERCENT: Final = 135.0
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
ACTION: Final = "action:"
"""A link to an action of the program begins so: [Print…](action:print)."""


class HelpReader(QTextBrowser):
    """``pageWanted`` carries the id of a page, ``actionWanted`` that of an action."""

    pageWanted = Signal(str)
    actionWanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(t("Page of help"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._follow)

    def show_page(self, title: str, text: str) -> None:
        """Show a text in Markdown under its title."""
        self.clear()
        document = self.document()
        document.setDefaultFont(self._theme.font("base"))
        document.setDocumentMargin(self._theme.px(16))
        document.setMarkdown(text, _FEATURES)
        whole = QTextCursor(document)
        whole.beginEditBlock()  # laid out once, at the end
        self._put_title(title)
        for block in _blocks(document):
            self._dress_block(block)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        whole.endEditBlock()
        self._fit_pictures()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def mark(self, words: tuple[str, ...]) -> None:
        """Mark every place that holds one of the words, and go to the first."""
        places = [place for word in words for place in self._places(word)]
        marks = []
        for place in places:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = place
            look = QTextCharFormat()
            look.setBackground(self._theme.color("sel"))
            look.setForeground(self._theme.color("sel_text"))
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            mark.format = look
            marks.append(mark)
        self.setExtraSelections(marks)
        if places:
            first = min(places, key=QTextCursor.selectionStart)
            first.setPosition(first.selectionStart())
            self.setTextCursor(first)
            bar, view = self.verticalScrollBar(), self.viewport().height()
            bar.setValue(bar.value() + self.cursorRect().top() - view // 3)

    def _places(self, word: str) -> Iterator[QTextCursor]:
        place = self.document().find(word)
        while not place.isNull():
            yield place
            place = self.document().find(word, place)

    # Links and pictures

    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if link.startswith(ACTION):
            self.actionWanted.emit(link.removeprefix(ACTION))
        elif link.endswith(".md"):
            self.pageWanted.emit(link.removesuffix(".md"))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures of the help by their name; nothing else, whatever a page names."""
        asked = PurePosixPath(name.toString() if isinstance(name, QUrl) else name)
        if kind != QTextDocument.ResourceType.ImageResource.value or asked.parent != PurePosixPath("pictures"):
            return None
        return QImage(str(resource("help", "pictures", asked.name)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pictures()

    def _fit_pictures(self) -> None:
        """No picture is wider than the page; each is scaled here, as the toolkit's own scaling is coarse."""
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        for block in _blocks(self.document()):
            for cursor, look in _pieces(block):
                if look.isImageFormat():
                    picture = look.toImageFormat()
                    picture.setWidth(self._scaled(picture.name(), max(1, room)))
                    cursor.setCharFormat(picture)

    def _scaled(self, name: str, room: int) -> int:
        """Have the picture of that name in the size in which it is shown, and answer its width."""
        kind, ratio = QTextDocument.ResourceType.ImageResource, self.devicePixelRatioF()
        picture = self.loadResource(kind.value, name)
        if not isinstance(picture, QImage) or picture.isNull():
            return 1
        width = min(self._theme.px(picture.width()), room)
        scaled = picture.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(
            round(width * ratio), Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        self.document().addResource(kind.value, QUrl(name), scaled)
        return width

    # Looks

    def _put_title(self, title: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        heading = QTextBlockFormat()
        heading.setHeadingLevel(1)
        cursor.setBlockFormat(heading)
        cursor.insertText(title, QTextCharFormat())

    def _dress_block(self, block: QTextBlock) -> None:
        px, cursor = self._theme.px, QTextCursor(block)
        shape = block.blockFormat()
        level = shape.headingLevel()
        pieces = _pieces(block)
        if not any(look.isImageFormat() for _, look in pieces):
            shape.setLineHeight(_LINE_PERCENT, _PROPORTIONAL)
        in_table = cursor.currentTable() is not None
        shape.setTopMargin(0 if in_table else px((0, 2, 14, 10)[min(level, 3)]))
        shape.setBottomMargin(0 if in_table else px(4 if block.textList() is not None else 8))
        if quoted := shape.intProperty(QTextBlockFormat.Property.BlockQuoteLevel.value):
            shape.setLeftMargin(px(12) * quoted)
            shape.setRightMargin(0)
            shape.setBackground(self._theme.color("hover"))
        cursor.setBlockFormat(shape)
        for piece, look in pieces:
            piece.setCharFormat(self._dressed(look, level))

    def _dressed(self, look: QTextCharFormat, level: int) -> QTextCharFormat:
        """The look of a piece of text: heading, key, caption, link or plain words; a picture stays as it is."""
        if look.isImageFormat():
            return look
        theme = self._theme
        dressed = QTextCharFormat()
        weight = 600 if level or look.fontWeight() > 400 else 400
        role = _HEADINGS[min(level, 3)] if level else "small" if look.fontItalic() else "base"
        dressed.setFont(theme.font(role, weight))
        dressed.setForeground(theme.color("text2" if look.fontItalic() else "text"))
        if look.fontFixedPitch():
            dressed.setBackground(theme.color("hover"))
            dressed.setFont(theme.font("base", 500))
        if look.anchorHref().startswith(ACTION) or look.anchorHref().endswith(".md"):
            dressed.setAnchor(True)
            dressed.setAnchorHref(look.anchorHref())
            dressed.setForeground(theme.color("focus"))
            dressed.setFontUnderline(True)
        return dressed

    def _dress_table(self, table: QTextTable) -> None:
        first = table.cellAt(0, 0)
        corner = first.firstCursorPosition()
        if not corner.block().text() and first.lastPosition() > first.firstPosition():
            corner.deleteChar()  # behind a quotation the toolkit begins a table with an empty line
        heads = QTextCharFormat()
        heads.setFontWeight(600)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(heads)
        shape = table.format()
        shape.setBorder(1)
        shape.setBorderBrush(self._theme.color("line"))
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderCollapse(True)
        shape.setCellPadding(self._theme.px(4))
        shape.setTopMargin(self._theme.px(2))
        shape.setBottomMargin(self._theme.px(10))
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(shape)


def keys_as_here(text: str) -> str:
    """Keys of a page, `Ctrl+K`, as this platform writes them."""
    parts = text.split("`")
    for place in range(1, len(parts) - 1, 2):
        parts[place] = QKeySequence(parts[place]).toString(QKeySequence.SequenceFormat.NativeText) or parts[place]
    return "`".join(parts)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _pieces(block: QTextBlock) -> list[tuple[QTextCursor, QTextCharFormat]]:
    """The pieces of a block that look the same, each with a cursor over it."""
    found = []
    step = block.begin()
    while not step.atEnd():
        piece = step.fragment()
        cursor = QTextCursor(block)
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        found.append((cursor, piece.charFormat()))
        step += 1
    return found
