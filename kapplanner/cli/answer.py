"""What a verb answers, and how results and messages reach the terminal."""

import json
import os
import sys
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, TextIO

_LONGEST_MESSAGE: Final = 600
_SHOWN: Final = "\u00a0\u202f\u200c\u200d"
"""Spaces that do not break, and the joiners that some scripts need."""


class Exit(IntEnum):
    """The exit codes of every verb."""

    READY = 0
    NOT_READY = 1
    UNUSABLE = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for standard output, and the exit code. The code stands even where nobody reads the result."""

    text: str
    code: Exit = Exit.READY


def as_json(value: Any) -> str:
    """JSON for a program to read; letters stay readable where the terminal shows them and none of them is hidden."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=False, indent=1)
    readable = utf8 and all(line.isprintable() for line in text.split("\n"))
    return text if readable else json.dumps(value, ensure_ascii=True, indent=1)


def one_line(text: str) -> str:
    """A text that can do nothing to a terminal: no control characters, no line breaks, no endless length."""
    shown = _harmless(text[: _LONGEST_MESSAGE + 1].replace("\n", " "))
    return shown if len(shown) <= _LONGEST_MESSAGE else shown[: _LONGEST_MESSAGE - 1] + "…"


def _harmless(line: str) -> str:
    return "".join(c if c.isprintable() or c in _SHOWN else "\ufffd" for c in line)


def message(text: str) -> None:
    """Say something on standard error; a closed one is nobody's loss."""
    try:
        print(one_line(text), file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def deliver(answer: Answer) -> int:
    """Write the result. A reader that went away (``| head``) changes nothing; a full disk raises OSError."""
    text = "\n".join(_harmless(line) for line in answer.text.split("\n"))
    try:
        if text:
            print(text, flush=True)
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError:
        silence(sys.stdout)
        raise
    return int(answer.code)


def silence(stream: TextIO) -> None:
    """Send what is left in the buffer nowhere, so that the interpreter has nothing to complain of at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
