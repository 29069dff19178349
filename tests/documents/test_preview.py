"""Pages as pictures and as text."""

from concurrent.futures import ThreadPoolExecutor

from kapplanner.documents import print_pdf
from kapplanner.documents.preview import page_count, page_text, render_page
from tests.documents.support import request, spaced


def test_pages_are_counted() -> None:
    assert page_count(print_pdf(request())) == 3


def test_a_page_becomes_pixels_of_the_width_asked_for() -> None:
    image = render_page(print_pdf(request()), 0, 400)
    assert (image.width, image.height) == (400, 566)  # 400 x 841.89 / 595.28 = 565.7
    assert len(image.rgba) == 400 * 566 * 4


def test_paper_is_white_and_opaque_and_ink_is_black() -> None:
    image = render_page(print_pdf(request()), 0, 401)
    assert image.rgba[:4] == b"\xff\xff\xff\xff"
    pixels = {image.rgba[place : place + 4] for place in range(0, len(image.rgba), 4)}
    assert b"\x00\x00\x00\xff" in pixels


def test_the_words_of_a_page_come_in_reading_order() -> None:
    text = spaced(page_text(print_pdf(request()), 1))
    places = [
        text.index(words) for words in ("Wednesday 9 December", "Most important", "Your day", "Bring", "Questions, or")
    ]
    assert places == sorted(places)


def test_pages_asked_for_from_several_threads_are_drawn_one_after_the_other() -> None:
    pdf = print_pdf(request(documents=("calendar",)))
    alone = render_page(pdf, 0, 400)
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: render_page(pdf, 0, 400), range(24)))
    assert all(picture == alone for picture in drawn)
