"""Papers end, whatever is written in a plan."""

import pytest

from kapplanner.documents.content import Mark, Reader, plain
from kapplanner.documents.layout.styles import style_for
from kapplanner.documents.layout.table import Grid, Row
from kapplanner.documents.layout.typeset import set_lines


def _row(*lines: int) -> Row:
    line = set_lines(plain("word"), 12.0, 200.0)[0]
    return Row(tuple((line,) * count for count in lines), tuple(Mark.NONE for _ in lines), 3.0, 15.0)


@pytest.mark.parametrize("lines", [(100, 120), (120, 100), (41, 41), (40, 100), (3, 200), (200, 3)])
def test_a_row_taller_than_a_page_is_parted_until_it_is_all_there(lines: tuple[int, int]) -> None:
    face = style_for(next(iter(Reader)), 14).body
    rest: object = Grid(None, (_row(*lines),), (0.0, 100.0), (0.0, 0.0), 400.0, face, row_heads=True)
    pages = 0
    seen = 0
    while isinstance(rest, Grid) and rest.height > 606.0:
        parts = rest.split(606.0)
        assert parts is not None
        first, rest = parts
        assert isinstance(first, Grid)
        seen += len(first.rows[0].cells[1])
        pages += 1
        assert pages < 10
    assert isinstance(rest, Grid)
    assert seen + len(rest.rows[0].cells[1]) >= lines[1]
