"""Checks of how hard the words are to read: the grade, the length of sentences, the size of paragraphs and lists."""

from collections.abc import Iterator
from typing import Final

from kapplanner.documents.checks.answer import NOTHING_TO_ASK, Answer, Slip, answer
from kapplanner.documents.checks.lint import lint_in
from kapplanner.documents.checks.subject import NAME, Passage, Subject, place_of
from kapplanner.documents.content import Block, Cell, ItemList, SideBySide
from kapplanner.documents.reading_grade import Reading, reading, sentences, word_count
from kapplanner.i18n import t

GRADED: Final = "en"
GRADE: Final = 6
HARD_GRADE: Final = 8
LONG_ENOUGH: Final = 100
"""Words from which on a text is graded by itself; a shorter one says little about its grade."""
MEAN_WORDS: Final = 12
MOST_WORDS: Final = 20
MOST_SENTENCES: Final = 3
MOST_IN_PARAGRAPH: Final = 60
MOST_ITEMS: Final = 7
_LABEL: Final = 2
"""A sentence of so few words ("Talk session.") names what follows; it is none that has to be taken in."""


def reading_level(subject: Subject) -> Answer:
    """P17: English papers, and each longer text typed for them, read at grade 6 or below (Flesch-Kincaid)."""
    if GRADED not in subject.editions:
        return NOTHING_TO_ASK
    whole = _read(subject, [passage.text for passage in _told(subject, GRADED)])
    if not whole.words:
        return NOTHING_TO_ASK
    slips = [*_hard_texts(subject), *_hard_whole(subject, whole)]
    return answer(slips, t("Reading level about grade {n}", n=max(1, rounded(whole.grade))))


def _hard_texts(subject: Subject) -> Iterator[Slip]:
    """Longer texts one by one: of a session, of all sessions together, of a block with the clinic's own words."""
    typed = [(passage, session) for passage, session in subject.typed if _speaks(subject, passage, GRADED)]
    long = []
    for passage, session in typed:
        read = _read(subject, [passage.text])
        if read.words >= LONG_ENOUGH:
            long.append(passage)
            fact = f"session.{session.id}.patient_text"
            yield from _hard(read, t("These words"), Slip("", None, passage.place, passage.page, fact=fact))
    together = [passage.text for passage, _ in typed]
    if len(typed) > 1 and not long:
        read = _read(subject, together)
        if read.words >= LONG_ENOUGH:
            hardest = max(typed, key=lambda each: _read(subject, [each[0].text]).grade)
            fact = f"session.{hardest[1].id}.patient_text"
            yield from _hard(read, t("The words typed in this plan"), Slip("", None, hardest[0].place, fact=fact))
    words = subject.editions[GRADED].words
    for block in words.blocks:
        if block.own and not block.for_team:
            texts = [text for key, text in words.texts.items() if key.split(".")[0] == block.name]
            read = _read(subject, [text.replace("**", "") for text in texts if text.rstrip().endswith((".", "!", "?"))])
            if read.words >= LONG_ENOUGH:
                yield from _hard(read, t("The words in “{name}”", name=block.name), Slip("", words=block.name))


def _hard_whole(subject: Subject, whole: Reading) -> Iterator[Slip]:
    yield from _hard(whole, t("These papers as a whole"), Slip(""))


def _hard(read: Reading, what: str, slip: Slip) -> Iterator[Slip]:
    grade = rounded(read.grade)
    if grade <= GRADE:
        return
    if grade > HARD_GRADE:
        said = t(
            "{what} read at about grade {n}: far too hard. Aim for 6: short words, short sentences.", what=what, n=grade
        )
    else:
        said = t(
            "{what} read at about grade {n}. Aim for 6 or lower: short words, short sentences.", what=what, n=grade
        )
    yield Slip(said, None, slip.place, slip.page, slip.fact, slip.words)


def rounded(grade: float) -> int:
    """A grade as a whole number; a half counts up."""
    return int(grade + 0.5)


def sentence_length(subject: Subject) -> Answer:
    """P18: no sentence over 20 words, 12 on average."""
    slips: list[Slip] = []
    longest, means = 0, []
    for language in subject.editions:
        told = _told(subject, language)
        read = reading(passage.text for passage in told)
        longest = max(longest, read.longest)
        if read.sentences:
            means.append(read.mean)
        if rounded(read.mean) > MEAN_WORDS:
            sentence = t(
                "Sentences have {n} words on average. Aim for {most} or fewer.", n=rounded(read.mean), most=MEAN_WORDS
            )
            slips.append(Slip(sentence))
        slips += _long_sentences(subject, told)
    if not means:
        return NOTHING_TO_ASK
    said = t("Longest sentence {n} words, {mean} on average", n=longest, mean=rounded(max(means)))
    return answer(slips, said)


def _long_sentences(subject: Subject, told: list[Passage]) -> Iterator[Slip]:
    """Each source of long sentences once: a text that is printed on many pages is mended in one place."""
    seen: set[str] = set()
    for passage in told:
        for sentence in sentences(passage.text):
            count = word_count(sentence)
            if count <= MOST_WORDS:
                continue
            said = t("One sentence has {n} words. Aim for {most} or fewer.", n=count, most=MOST_WORDS)
            slip = subject.slip(passage, sentence, said)
            source = slip.fact or slip.words or passage.text
            if source not in seen:
                seen.add(source)
                yield slip


def paragraphs_and_lists(subject: Subject) -> Answer:
    """P19: at most three sentences and 60 words in a paragraph, seven items in a list."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    slips = [*_long_paragraphs(subject), *_long_lists(subject)]
    return answer(slips, t("Short paragraphs, short lists"))


def _long_paragraphs(subject: Subject) -> Iterator[Slip]:
    seen: set[str] = set()
    for passage in subject.distinct:
        if len(passage.text) <= MOST_IN_PARAGRAPH:  # fewer letters than the words allowed
            continue
        told = [sentence for sentence in sentences(passage.text) if word_count(sentence) > _LABEL]
        words = word_count(passage.text)
        if len(told) > MOST_SENTENCES:
            said = t("One paragraph has {n} sentences. Aim for {most} or fewer.", n=len(told), most=MOST_SENTENCES)
        elif words > MOST_IN_PARAGRAPH:
            said = t("One paragraph has {n} words. Aim for {most} or fewer.", n=words, most=MOST_IN_PARAGRAPH)
        else:
            continue
        slip = max((subject.slip(passage, sentence, said) for sentence in told), key=lambda slip: bool(slip.fact))
        source = slip.fact or slip.words or passage.text
        if source not in seen:
            seen.add(source)
            yield slip


def _long_lists(subject: Subject) -> Iterator[Slip]:
    for sheet in subject.patient_sheets:
        for block in sheet.blocks:
            for items in _lists(block):
                if len(items.items) > MOST_ITEMS:
                    said = t("One list has {n} items. Aim for {most} or fewer.", n=len(items.items), most=MOST_ITEMS)
                    yield Slip(said, None, place_of(sheet), subject.page_of(sheet))


def _lists(block: Block | Cell) -> Iterator[ItemList]:
    match block:
        case ItemList():
            yield block
        case SideBySide(left=left, right=right):
            for inner in (*left, *right):
                yield from _lists(inner)


def _told(subject: Subject, language: str) -> list[Passage]:
    """The texts of whole sentences that papers in a language speak, each once."""
    return [
        passage
        for passage in subject.distinct
        if _speaks(subject, passage, language)
        and passage.text.endswith((".", "!", "?"))
        and word_count(passage.text) > _LABEL
    ]


def _speaks(subject: Subject, passage: Passage, language: str) -> bool:
    return subject.edition_of(passage.sheet).words.language == language


def _read(subject: Subject, texts: list[str]) -> Reading:
    """What stands in English texts; names, days, months and terms to be explained have no part in the grade."""
    words = subject.editions[GRADED].words
    terms = [term for term, _, _ in lint_in(GRADED).terms]
    return reading(texts, [NAME, *terms, *words.list("moments.weekdays"), *words.list("moments.months")])
