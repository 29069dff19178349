"""A language in which every text is half as long again, to see where words have no room."""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager

from kapplanner import i18n

_MORE = "vide nolar setten umbra kontel arisva madden loru pestino "
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def longer(text: str) -> str:
    """The text with half its length more; what stands at its end (a full stop, an ellipsis) stays there."""
    body = text.rstrip("….,:;)”")
    seen = len(_PLACEHOLDER.sub("", body).strip())
    if seen == 0:
        return text
    more = (_MORE * (seen // len(_MORE) + 1))[: max(1, round(seen / 2) - 1)].strip()
    return f"{body} {more}{text[len(body) :]}"


class LongerTexts(gettext.NullTranslations):
    """A catalogue that has a longer text for everything."""

    def gettext(self, message: str) -> str:
        return longer(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2)


@contextmanager
def longer_texts() -> Iterator[None]:
    """Everything that is written meanwhile is half as long again."""
    before = i18n._catalogue
    i18n._catalogue = LongerTexts()
    try:
        yield
    finally:
        i18n._catalogue = before
