"""Texts on paper: pieces in regular and bold weight."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one weight."""

    text: str
    bold: bool = False


Text = tuple[Span, ...]


def plain(text: str) -> Text:
    """A text in regular weight."""
    return (Span(text),) if text else ()


def bold(text: str) -> Text:
    """A text in bold weight."""
    return (Span(text, bold=True),) if text else ()


def joined(*texts: Text) -> Text:
    """Texts one after the other, parted by a space."""
    result: list[Span] = []
    for text in texts:
        if text:
            result.extend([Span(" "), *text] if result else text)
    return tuple(result)


def flat(text: Text) -> str:
    """The words alone."""
    return "".join(span.text for span in text)
