"""The clinic's words while they are changed: the present value, its steps, and who is told when it changes."""

from collections.abc import Callable, Hashable, Sequence

from kapplanner.codec.paper_text_check import Value
from kapplanner.codec.paper_words import (
    OwnCopy,
    OwnText,
    OwnWords,
    Review,
    TextBlock,
    changed,
    reviewed,
    words_in_use,
)
from kapplanner.codec.paper_words_document import refuse_unfit
from kapplanner.editing.history import History
from kapplanner.i18n import t

Watcher = Callable[[], None]


class WordsDraft:
    """The only place that changes the clinic's copies; what it holds can always be printed."""

    def __init__(self, own: OwnWords) -> None:
        self._own = own
        self._history: History[OwnWords] = History()
        self._watchers: list[Watcher] = []

    @property
    def own(self) -> OwnWords:
        """The present copies."""
        return self._own

    @property
    def undo_label(self) -> str | None:
        """The name of the step that undo would take back, None if there is none."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        return self._history.redo_label

    def watch(self, watcher: Watcher) -> None:
        """Be told after every change."""
        self._watchers.append(watcher)

    def copy(self, block: TextBlock) -> OwnCopy:
        """The clinic's copy of a block."""
        return self._own.copy(block.language, block.name)

    def text(self, block: TextBlock, key: str) -> Value:
        """What prints for a key."""
        return words_in_use(block, self.copy(block))[key]

    def put(self, block: TextBlock, key: str, text: Value) -> None:
        """Let a text stand for a key; WordsRefused, with the key named, where it cannot."""
        copy = changed(block, self.copy(block), key, text)
        self._take(copy, t("text “{key}”", key=key), merge_key=(block.language, block.name, key))

    def keep_against(self, block: TextBlock, key: str) -> None:
        """Leave the clinic's text as it is, with the present shipped text in view."""
        own = self.copy(block).words[key].own
        self._take(changed(block, self.copy(block), key, own), t("text “{key}” compared anew", key=key))

    def back(self, block: TextBlock, key: str) -> None:
        """Let the shipped text stand again; a key that is not shipped any more is let go."""
        copy = self.copy(block)
        kept = tuple(text for text in copy.texts if text.key != key)
        label = t("back to the shipped text “{key}”", key=key)
        self._take(OwnCopy(copy.language, copy.block, kept, copy.review, copy.reviewed), label)

    def back_to_shipped(self, block: TextBlock) -> None:
        """Let the whole shipped block stand again, with its own review."""
        label = t("back to the shipped block “{name}”", name=block.name)
        self._take(OwnCopy(block.language, block.name), label)

    def mark_reviewed(self, block: TextBlock, review: Review) -> None:
        """Somebody read the words of a block as they print now."""
        self._take(reviewed(block, self.copy(block), review), t("review of “{name}”", name=block.name))

    def take_in(self, copies: Sequence[OwnCopy]) -> None:
        """Take up copies of another computer in place of those of the same blocks; all or, with the key named, none."""
        for copy in copies:
            refuse_unfit(copy)
        own = self._own
        for copy in copies:
            own = own.with_copy(copy)
        self._change(own, t("import of words"))

    def field_left(self) -> None:
        """The text being typed was left: what follows is a step of its own."""
        self._history.forget_merge()

    def undo(self) -> None:
        """Go back over one step, where there is one."""
        if step := self._history.undo(self._own):
            self._show(step.value)

    def redo(self) -> None:
        """Do again what was undone, where there is something."""
        if step := self._history.redo(self._own):
            self._show(step.value)

    def outdated_text(self, block: TextBlock, key: str) -> OwnText | None:
        """The clinic's text for a key whose shipped text is another than the one it was changed from."""
        text = self.copy(block).words.get(key)
        return text if text is not None and block.words.get(key) != text.shipped else None

    def _take(self, copy: OwnCopy, label: str, merge_key: Hashable | None = None) -> None:
        self._change(self._own.with_copy(copy), label, merge_key)

    def _change(self, own: OwnWords, label: str, merge_key: Hashable | None = None) -> None:
        if own == self._own:
            return
        self._history.record(label, self._own, merge_key)
        self._show(own)

    def _show(self, own: OwnWords) -> None:
        self._own = own
        for watcher in tuple(self._watchers):
            watcher()
