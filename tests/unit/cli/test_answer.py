"""How results and messages reach a terminal."""

import json

import pytest

from kapplanner.cli.answer import Answer, Exit, as_json, deliver, message, one_line


def test_a_message_cannot_move_the_cursor_colour_the_screen_or_add_lines() -> None:
    assert one_line("a\x1b[2Jb\r\nc\u202ed") == "a\ufffd[2Jb\ufffd c\ufffdd"


def test_a_message_has_an_end() -> None:
    assert len(one_line("x" * 10_000_000)) == 600


def test_joiners_and_unbreakable_spaces_stay() -> None:
    assert one_line("45\u00a0mg نمی\u200cخواهم") == "45\u00a0mg نمی\u200cخواهم"


def test_a_message_goes_to_standard_error_and_a_result_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    message("said")
    assert deliver(Answer("told", Exit.NOT_READY)) == 1
    assert capsys.readouterr() == ("told\n", "said\n")


def test_an_empty_result_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert deliver(Answer("")) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("text", ["Łódź", "a\u200db", "\u202e", "😀", "\x1b[2J"])
def test_json_gives_back_every_character_and_shows_no_hidden_one(text: str) -> None:
    written = as_json({"title": text})
    assert json.loads(written) == {"title": text}
    assert all(line.isprintable() for line in written.split("\n"))
