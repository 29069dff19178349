"""Papers in Spanish: the same sections and the same times as in English."""

from kapplanner.documents import PrintRequest, print_pdf
from kapplanner.documents.content import sheet_text
from kapplanner.documents.kinds.medicine_day import write
from tests.documents.support import pages_of, request, spaced, words_of


def second(**more: object) -> str:
    return spaced(sheet_text(write(request(language="es", **more))[1]))


def test_the_medicine_day_says_when_to_stop_eating_and_driving() -> None:
    text = second(twelve_hour=False)
    assert "Miércoles 9 de diciembre de 2026" in text
    assert "Deje de comer a esta hora: 03:30, miércoles 9 de diciembre de 2026." in text
    assert "Puede tomar agua sola hasta esta hora: 07:30, miércoles." in text
    assert "No maneje hasta el jueves 10 de diciembre de 2026, después de dormir toda la noche." in text


def test_twelve_hour_times_are_written_the_spanish_way() -> None:
    assert "3:30 a. m." in second()


def test_both_languages_have_the_same_pages_and_blocks() -> None:
    def shape(asked: PrintRequest) -> list[list[str]]:
        return [[type(block).__name__ for block in sheet.blocks] for sheet in write(asked)]

    assert shape(request(language="es")) == shape(request(language="en"))


def test_the_papers_of_the_team_stay_in_the_language_of_the_team() -> None:
    assert "Signatures" not in words_of(print_pdf(request(language="es", documents=("safety-report",))))
    assert "It does not say the plan is safe." in words_of(
        print_pdf(request(language="es", documents=("safety-report",)))
    )


def test_every_page_is_a_draft_in_spanish() -> None:
    pages = pages_of(print_pdf(request(language="es", documents=("calendar", "itinerary"))))
    assert all("BORRADOR, no definitivo" in page for page in pages)
    assert all(f"Página {number} de {len(pages)}" in page for number, page in enumerate(pages, 1))
