"""How blocks and texts stand, in words and marks for the lists of the page."""

from datetime import date

from kapplanner.codec.paper_purposes import block_title, purpose_of
from kapplanner.codec.paper_text_check import BOLD, Value
from kapplanner.codec.paper_words import (
    OwnCopy,
    OwnWords,
    Standing,
    TextBlock,
    fits,
    review_in_use,
    standings,
    words_in_use,
)
from kapplanner.i18n import nt, t
from kapplanner.rules.words import plain_day
from kapplanner.ui.words.reading import reads
from kapplanner.ui.words.rows import TwoLines

_MARKS = {
    Standing.LOST: ("alert-octagon", "stop"),
    Standing.UNUSABLE: ("alert-octagon", "stop"),
    Standing.SHIPPED_CHANGED: ("alert", "caut"),
    Standing.NOT_REVIEWED: ("alert", "caut"),
    Standing.OVERDUE: ("alert", "caut"),
}


def block_rows(blocks: tuple[TextBlock, ...], own: OwnWords, today: date, find: str) -> list[TwoLines]:
    """The blocks of a language, those of patient papers first; only those in which every word looked for stands."""
    found: list[TwoLines] = []
    for title, for_team in ((t("Patient papers"), False), (t("Team papers"), True)):
        rows = [
            _block_row(block, own, today)
            for block in blocks
            if block.for_team == for_team and _has(block, own.copy(block.language, block.name), find)
        ]
        found += [TwoLines(title), *sorted(rows, key=lambda row: row.title)] if rows else []
    return found


def _block_row(block: TextBlock, own: OwnWords, today: date) -> TwoLines:
    found = standings(block, own, today)
    icon, token = _MARKS.get(found[0], ("", "text2"))
    copy = own.copy(block.language, block.name)
    parts = [standing_words(standing) for standing in found if standing is not Standing.OWN]
    if copy.texts:
        parts.insert(0, nt("{n} text of your own", "{n} texts of your own", len(copy.texts)))
    return TwoLines(block_title(block.name), block.name, ", ".join(parts), icon, token, strong=bool(copy.texts))


def standing_words(standing: Standing) -> str:
    """How a block stands, in words."""
    return {
        Standing.LOST: t("cannot be read"),
        Standing.UNUSABLE: t("a text cannot be used"),
        Standing.SHIPPED_CHANGED: t("shipped text changed"),
        Standing.NOT_REVIEWED: t("not reviewed"),
        Standing.OVERDUE: t("review overdue"),
        Standing.OWN: t("own copy"),
        Standing.SHIPPED: t("shipped"),
    }[standing]


def _has(block: TextBlock, copy: OwnCopy, find: str) -> bool:
    wanted = find.casefold().split()
    if not wanted:
        return True
    texts = " ".join(map(as_line, words_in_use(block, copy).values()))
    return all(word in f"{block_title(block.name)} {block.name} {texts}".casefold() for word in wanted)


def text_rows(block: TextBlock, copy: OwnCopy, unfinished: frozenset[str], find: str) -> list[TwoLines]:
    """The texts of a block: what each is for, and its words; those that hold what is looked for, else all."""
    words, own = words_in_use(block, copy), copy.words
    rows: list[TwoLines] = []
    for key, shipped in block.texts:
        text = own.get(key)
        icon, token = "", "text2"
        if key in unfinished or (text is not None and not fits(block, text)):
            icon, token = "alert-octagon", "stop"
        elif text is not None and text.shipped != shipped:
            icon, token = "alert", "caut"
        elif text is not None:
            icon = "pencil-outline"
        purpose = purpose_of(block.name, key) or key
        rows.append(TwoLines(purpose, key, as_line(words[key]), icon, token, strong=text is not None))
    gone = [TwoLines(t("No longer on paper"), key, as_line(own[key].own), "alert-octagon", "stop", strong=True)
            for key in own if key not in words]  # fmt: skip
    wanted = find.casefold().split()
    holding = [row for row in [*rows, *gone] if all(word in f"{row.id} {row.words}".casefold() for word in wanted)]
    return holding or [*rows, *gone]


def language_word(language: str) -> str:
    """A language of the papers by its name."""
    return {"en": t("English"), "es": t("Spanish")}.get(language, language)


def block_reads(block: TextBlock, copy: OwnCopy) -> str:
    """How the sentences of a block for patients read, taken together; "" where it has none."""
    if block.for_team:
        return ""
    texts = [value for value in words_in_use(block, copy).values() if isinstance(value, str)]
    words, _ = reads(tuple(text for text in texts if text.endswith((".", "?"))), block.language)
    return words


def as_line(value: Value) -> str:
    """A text, or the items of a list, in one line without marks."""
    text = value if isinstance(value, str) else "; ".join(value)
    return text.replace(BOLD, "").replace("\u00a0", " ")


def review_words(block: TextBlock, own: OwnWords, today: date) -> str:
    """Who read the words of a block last, and when they are to be read again."""
    review = review_in_use(block, own.copy(block.language, block.name))
    if review is None:
        return t("Nobody has marked these words as reviewed since they were changed.")
    said = t("Reviewed by {by} on {on}.", by=review.by, on=plain_day(review.on))
    due = t("Next review by {next}.", next=plain_day(review.next))
    return f"{said} {due}" + (f" {t('It is overdue.')}" if review.next < today else "")
