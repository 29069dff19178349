"""A clinic's copies of text blocks: what may stand in a text, what prints, and which review holds."""

from dataclasses import replace
from datetime import date

import pytest

from kapplanner.codec.paper_text_check import TEXT_LIMIT, problem_of
from kapplanner.codec.paper_words import (
    NO_OWN_WORDS,
    OwnCopy,
    OwnText,
    OwnWords,
    Review,
    Standing,
    TextBlock,
    WordsRefused,
    blocks_of,
    changed,
    outdated,
    review_in_use,
    reviewed,
    shipped_blocks,
    standings,
    words_in_use,
)
from kapplanner.codec.paper_words_document import copies_as_toml, copies_from, copy_as_toml, copy_from, refuse_unfit
from kapplanner.domain.errors import ImpossibleValue

FOOD = "**Stop eating at {time}** on {date}."
HOUSE = Review("house draft", date(2026, 11, 23), date(2027, 11, 23))
OURS = Review("Dr A. Lindqvist", date(2026, 11, 26), date(2027, 5, 26))
BLOCK = TextBlock(
    "en",
    "medicine-day",
    HOUSE,
    (("food", FOOD), ("feel", "You may feel far away."), ("bring", ("List", "Socks")), ("days", ("Mon", "Tue"))),
    counted=frozenset({"days"}),
)
EMPTY = OwnCopy("en", "medicine-day")
OWN_FOOD = "Eat nothing from {time} on {date}."


def own(**texts: object) -> OwnCopy:
    copy = EMPTY
    for key, text in texts.items():
        copy = changed(BLOCK, copy, key, text)  # type: ignore[arg-type]
    return copy


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (OWN_FOOD, ""),
        ("On {date}, at {time}: stop. At {time}.", ""),
        ("**{date}**: stop eating at **{time}**", ""),
        ("Stop eating on {date}.", "“food”: The placeholder {time} is missing."),
        ("Stop eating.", "“food”: The placeholder {date}, {time} is missing."),
        ("Stop at {time} on {date} in {room}.", "“food”: The placeholder {room} cannot be filled here."),
        ("Stop at {time} on {Date}.", "“food”: Curly brackets stand only around a placeholder, as in {time}."),
        ("Stop at {time!r} on {date}.", "“food”: Curly brackets stand only around a placeholder, as in {time}."),
        ("Stop at {time.hour} on {date}.", "“food”: Curly brackets stand only around a placeholder, as in {time}."),
        ("Stop at {time:>9} on {date}.", "“food”: Curly brackets stand only around a placeholder, as in {time}."),
        ("Stop at {time} on {date}. {", "“food”: Curly brackets stand only around a placeholder, as in {time}."),
        ("Stop at {{time}} on {date}.", "“food”: Curly brackets stand only around a placeholder, as in {time}."),
        ("**Stop at {time} on {date}.", "“food”: Bold words need two asterisks before and after them: **bold**."),
        (" \n", "“food”: It has no words."),
        (("a", "b"), "“food” is one text."),
    ],
)
def test_placeholders_and_bold_marks_are_kept(text: object, problem: str) -> None:
    assert problem_of("food", FOOD, text) == problem  # type: ignore[arg-type]


def test_words_are_bold_only_where_the_shipped_text_has_bold_words() -> None:
    assert problem_of("feel", "You may feel far away.", "You may feel **far** away.") == (
        "“feel”: Words cannot be bold in this place."
    )


@pytest.mark.parametrize(("length", "refused"), [(TEXT_LIMIT - 1, False), (TEXT_LIMIT, False), (TEXT_LIMIT + 1, True)])
def test_a_text_has_a_greatest_length(length: int, refused: bool) -> None:
    text = ("word " * length)[: length - 1] + "."
    assert len(text) == length
    assert bool(problem_of("feel", "You may feel far away.", text)) is refused


def test_hidden_characters_are_refused() -> None:
    assert "hidden character (U+202E)" in problem_of("feel", "You may feel far away.", "You \u202emay feel.")


@pytest.mark.parametrize(("items", "fits"), [(0, False), (1, True), (7, True), (8, False)])
def test_a_list_has_one_to_seven_items(items: int, fits: bool) -> None:
    problem = problem_of("bring", ("List", "Socks"), ("Thing",) * items)
    assert problem == ("" if fits else "“bring”: This list needs 1 to 7 items.")


def test_a_list_whose_places_have_a_meaning_keeps_its_length() -> None:
    with pytest.raises(WordsRefused, match="“days”: This list needs exactly 2 items"):
        changed(BLOCK, EMPTY, "days", ("Mon",))


def test_a_copy_holds_only_what_differs_in_the_order_of_the_block() -> None:
    copy = own(feel="You may feel dreamy.", food=OWN_FOOD)
    assert copy.texts == (
        OwnText("food", OWN_FOOD, FOOD),
        OwnText("feel", "You may feel dreamy.", "You may feel far away."),
    )
    assert changed(BLOCK, copy, "food", FOOD).texts == copy.texts[1:]
    assert words_in_use(BLOCK, copy) == {
        "food": OWN_FOOD,
        "feel": "You may feel dreamy.",
        "bring": ("List", "Socks"),
        "days": ("Mon", "Tue"),
    }


def test_a_refused_text_names_its_key_and_changes_nothing() -> None:
    with pytest.raises(WordsRefused, match=r"“food”: The placeholder \{time\} is missing"):
        changed(BLOCK, EMPTY, "food", "Stop eating on {date}.")


def test_the_review_of_the_house_does_not_cover_words_of_the_clinic() -> None:
    assert review_in_use(BLOCK, EMPTY) == HOUSE
    assert review_in_use(BLOCK, own(food=OWN_FOOD)) is None


def test_a_review_holds_for_exactly_the_words_that_were_read() -> None:
    copy = reviewed(BLOCK, own(food=OWN_FOOD), OURS)
    assert review_in_use(BLOCK, copy) == OURS
    assert review_in_use(BLOCK, changed(BLOCK, copy, "feel", "Dreamy.")) is None
    again = changed(BLOCK, changed(BLOCK, copy, "feel", "Dreamy."), "feel", "You may feel far away.")
    assert review_in_use(BLOCK, again) == OURS


def test_a_newer_shipped_text_ends_a_review_even_of_a_key_that_was_not_changed() -> None:
    copy = reviewed(BLOCK, own(food=OWN_FOOD), OURS)
    newer = replace(BLOCK, texts=(*BLOCK.texts[:1], ("feel", "You may feel sick."), *BLOCK.texts[2:]))
    assert review_in_use(newer, copy) is None


def test_a_clinic_can_review_the_shipped_words_as_they_are() -> None:
    copy = reviewed(BLOCK, EMPTY, OURS)
    assert not copy.is_empty
    assert review_in_use(BLOCK, copy) == OURS


TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        (EMPTY, (Standing.SHIPPED,)),
        (own(food=OWN_FOOD), (Standing.NOT_REVIEWED, Standing.OWN)),
        (reviewed(BLOCK, own(food=OWN_FOOD), OURS), (Standing.OWN,)),
        (reviewed(BLOCK, EMPTY, OURS), (Standing.SHIPPED,)),
    ],
)
def test_how_a_block_stands(copy: OwnCopy, said: tuple[Standing, ...]) -> None:
    assert standings(BLOCK, OwnWords((copy,)), TODAY) == said


@pytest.mark.parametrize(("next_day", "overdue"), [(2, False), (1, False), (30, True)])
def test_a_review_is_overdue_after_its_next_day(next_day: int, overdue: bool) -> None:
    following = date(2026, 12, next_day) if next_day < 30 else date(2026, 11, 30)
    copy = reviewed(BLOCK, own(food=OWN_FOOD), Review("Ada", date(2026, 11, 1), following))
    assert (Standing.OVERDUE in standings(BLOCK, OwnWords((copy,)), TODAY)) is overdue


def test_a_shipped_text_that_changed_since_is_pointed_out() -> None:
    copy = own(food=OWN_FOOD)
    newer = replace(BLOCK, texts=(("food", "Eat nothing after {time} on {date}."), *BLOCK.texts[1:]))
    assert outdated(BLOCK, copy) == ()
    assert outdated(newer, copy) == ("food",)
    assert standings(newer, OwnWords((copy,)), TODAY)[0] is Standing.SHIPPED_CHANGED
    assert words_in_use(newer, copy)["food"] == OWN_FOOD


def test_a_text_that_no_longer_fits_is_never_filled_and_is_told() -> None:
    copy = own(food=OWN_FOOD)
    newer = replace(BLOCK, texts=(("food", "Eat nothing after {time}."), *BLOCK.texts[1:]))
    assert words_in_use(newer, copy)["food"] == "Eat nothing after {time}."
    assert standings(newer, OwnWords((copy,)), TODAY)[0] is Standing.UNUSABLE


def test_a_text_whose_key_is_gone_is_told() -> None:
    newer = replace(BLOCK, texts=BLOCK.texts[1:])
    assert standings(newer, OwnWords((own(food=OWN_FOOD),)), TODAY)[0] is Standing.UNUSABLE


def test_a_lost_copy_is_told_before_all_else() -> None:
    words = OwnWords(lost=(("en", "medicine-day"),))
    assert standings(BLOCK, words, TODAY) == (Standing.LOST, Standing.SHIPPED)
    assert words.with_copy(own(food=OWN_FOOD)).lost == ()


def test_a_copy_takes_the_place_of_the_earlier_one_and_an_empty_one_goes() -> None:
    words = NO_OWN_WORDS.with_copy(own(food=OWN_FOOD)).with_copy(own(feel="Dreamy."))
    assert [text.key for text in words.copy("en", "medicine-day").texts] == ["feel"]
    assert words.with_copy(EMPTY) == NO_OWN_WORDS


@pytest.mark.parametrize(
    ("by", "on", "following"),
    [(" ", date(2026, 1, 1), date(2027, 1, 1)), ("Ada", date(2026, 1, 1), date(2026, 1, 1))],
)
def test_a_review_needs_a_name_and_a_later_next_day(by: str, on: date, following: date) -> None:
    with pytest.raises(ImpossibleValue):
        Review(by, on, following)


# Files


COPY = reviewed(BLOCK, own(food=OWN_FOOD, bring=("Your list", "Socks", "Book")), OURS)


def test_a_copy_written_is_the_copy_read() -> None:
    assert copy_from(copy_as_toml(COPY), "x.toml") == COPY


def test_a_file_can_be_read_by_a_person() -> None:
    lines = copy_as_toml(COPY).decode().splitlines()
    assert 'block = "medicine-day"' in lines
    assert f'food = "{OWN_FOOD}"' in lines
    assert f'food = "{FOOD}"' in lines
    assert "on = 2026-11-26" in lines


def test_all_copies_travel_in_one_file() -> None:
    spanish = OwnCopy("es", "day", (OwnText("notes", "Notas", "Sus notas"),))
    assert copies_from(copies_as_toml((COPY, spanish)), "x.toml") == (COPY, spanish)


GOOD = copy_as_toml(COPY).decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is of another format"),
        (b"\xff\xfe", "cannot be read as TOML"),
        (b"a = ", "cannot be read as TOML"),
        (b"[" * 100_000, "cannot be read as TOML"),
        (b"#" * 1_000_001, "is too large"),
        (GOOD.replace('format = "1.0"', 'format = "2.0"').encode(), "another format"),
        (GOOD.replace('language = "en"', 'language = "xx"').encode(), "of which block"),
        (GOOD.replace('block = "medicine-day"', 'block = ""').encode(), "of which block"),
        (GOOD.replace('block = "medicine-day"', "").encode(), "not a copy of a text block"),
        (GOOD.replace("[shipped]", "[other]").encode(), "not a copy of a text block"),
        (GOOD.replace(f'food = "{FOOD}"', "").encode(), "from"),
        (GOOD.replace(f'food = "{OWN_FOOD}"', "food = 3").encode(), "“food” in “x.toml” is neither"),
        (GOOD.replace("[shipped]", "[other]").replace("[words]", "words = 1\nshipped = 1\n[o]").encode(), "not a copy"),
        (b'format = "1.0"\nlanguage = "en"\nblock = "day"\nwords = 1\nshipped = 1', "has no table of texts"),
        (
            b'format = "1.0"\nlanguage = "en"\nblock = "day"\nreview = 1\n[words]\n[shipped]',
            "needs by, on, next and of",
        ),
        (GOOD.replace("on = 2026-11-26", 'on = "soon"').encode(), "no dates"),
        (GOOD.replace("on = 2026-11-26", "on = 2028-11-26").encode(), "next review must be after"),
        (GOOD.replace('by = "Dr A. Lindqvist"', 'by = ""').encode(), "needs the name"),
        (GOOD.replace('by = "Dr A. Lindqvist"', "by = 7").encode(), "must be text"),
    ],
)
def test_a_damaged_file_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(WordsRefused, match=sentence):
        copy_from(data, "x.toml")


@pytest.mark.parametrize(
    "data",
    [
        b'format = "1.0"',
        b'format = "1.0"\ncopies = []',
        b'format = "1.0"\ncopies = [1]',
        copies_as_toml((COPY, COPY)),
        copy_as_toml(COPY),
    ],
)
def test_a_file_of_several_is_taken_whole_or_not_at_all(data: bytes) -> None:
    with pytest.raises(WordsRefused, match=r"x\.toml"):
        copies_from(data, "x.toml")


def test_a_copy_that_does_not_fit_this_program_is_refused_with_its_key() -> None:
    with pytest.raises(WordsRefused, match="no text block “poem”"):
        refuse_unfit(OwnCopy("en", "poem"))
    with pytest.raises(WordsRefused, match="has no text “rhyme”"):
        refuse_unfit(OwnCopy("en", "medicine-day", (OwnText("rhyme", "x", "y"),)))
    with pytest.raises(WordsRefused, match=r"“food”: The placeholder \{time\} is missing"):
        refuse_unfit(OwnCopy("en", "medicine-day", (OwnText("food", "Stop on {date}.", FOOD),)))
    refuse_unfit(own(food=OWN_FOOD))


# What ships


@pytest.mark.parametrize("block", blocks_of(), ids=lambda block: f"{block.language}-{block.name}")
def test_every_shipped_text_may_stand_in_its_own_place(block: TextBlock) -> None:
    assert [block.problem_of(key, text) for key, text in block.texts if block.problem_of(key, text)] == []


def test_lists_for_the_print_check_are_no_blocks_of_text() -> None:
    assert "lint" not in {block.name for block in shipped_blocks("en")}
    assert shipped_blocks("xx") == ()
    assert shipped_blocks("../rules") == ()
