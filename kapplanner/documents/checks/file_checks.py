"""Checks of the file around its pages: language, title and bookmarks, structure for screen readers, typefaces."""

from kapplanner.documents.checks.answer import Answer, Slip, answer
from kapplanner.documents.checks.subject import Subject, place_of
from kapplanner.i18n import t


def says_what_it_is(subject: Subject) -> Answer:
    """P30: the file names its language and title, shows the title, and has bookmarks."""
    facts = subject.facts
    rows = (
        (bool(facts.language), t("The file does not say its language.")),
        (bool(facts.title), t("The file has no title.")),
        (facts.shows_title, t("The window of a reader would show the file's name in place of its title.")),
        (facts.has_bookmarks, t("The file has no bookmarks.")),
    )
    return answer((Slip(said) for holds, said in rows if not holds), t("Language, title and bookmarks are set"))


def tagged(subject: Subject) -> Answer:
    """P31: everything drawn is content with a place in the structure, or furniture. The tests look closer."""
    slips: list[Slip] = []
    if not subject.facts.is_tagged:
        slips.append(Slip(t("The file has no structure for screen readers.")))
    for (number, page, finished), parents in zip(subject.all_pages, subject.facts.parents, strict=True):
        if finished.loose or finished.marks > parents:
            said = t("A part of this page is hidden from screen readers.")
            slips.append(Slip(said, None, place_of(page.sheet), number))
    return answer(slips, t("Structure for screen readers"))


def embedded(subject: Subject) -> Answer:
    """P32: the file holds all typefaces it uses."""
    slips = (Slip(t("The typeface {name} is not part of the file.", name=name)) for name in subject.facts.loose_faces)
    return answer(slips, t("All typefaces are part of the file"))
