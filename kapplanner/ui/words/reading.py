"""How a text of the papers reads, told while it is written."""

import re
from typing import Final

from kapplanner.codec.paper_text_check import BOLD, Value
from kapplanner.documents.reading_grade import reading
from kapplanner.i18n import nt, t

MOST_WORDS: Final = 20
BEST_GRADE: Final = 6
_LEAST_WORDS: Final = 8
_PLACEHOLDER: Final = re.compile(r"\{\w+\}")


def reads(value: Value, language: str) -> tuple[str, bool]:
    """A sentence on how a text reads, and whether it reads as patient papers should (grade 6, 20 words a sentence).

    The grade is for English, and not for a few words; the length of sentences counts in every language.
    """
    texts = [value] if isinstance(value, str) else list(value)
    plain = [_PLACEHOLDER.sub("8", text.replace(BOLD, "")) for text in texts]
    found = reading(plain)
    parts: list[str] = []
    good = True
    if language == "en" and found.spoken >= _LEAST_WORDS:
        grade = max(1, round(found.grade))
        parts.append(t("Reads at about grade {grade}.", grade=grade))
        good = grade <= BEST_GRADE
        if not good:
            parts.append(t("Aim for grade {grade} or below.", grade=BEST_GRADE))
    if found.words:
        parts.append(nt("The longest sentence has {n} word.", "The longest sentence has {n} words.", found.longest))
    if found.longest > MOST_WORDS:
        parts.append(t("Aim for {most} or fewer.", most=MOST_WORDS))
        good = False
    return " ".join(parts), good
