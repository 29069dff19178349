"""What was worked out about a value is kept for the very same object, and for nothing else."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.i18n import use_languages
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.memo import ByIdentity
from tests.support.build import medicine, plan


@dataclass(frozen=True)
class Box:
    content: int


def counted() -> tuple[ByIdentity[Box, int], list[int]]:
    worked: list[int] = []

    def work(box: Box) -> int:
        worked.append(box.content)
        return box.content * 2

    return ByIdentity(work, size=3), worked


def test_one_object_is_worked_out_once_and_an_equal_one_for_itself() -> None:
    doubled, worked = counted()
    first, equal = Box(1), Box(1)
    assert [doubled(first), doubled(first), doubled(equal)] == [2, 2, 2]
    assert worked == [1, 1]


def test_another_context_is_worked_out_anew() -> None:
    doubled, worked = counted()
    box = Box(4)
    assert [doubled(box, "en"), doubled(box, "en"), doubled(box, "de"), doubled(box, "de")] == [8] * 4
    assert worked == [4, 4]


def test_no_more_than_so_many_objects_are_kept_and_an_address_used_again_is_no_answer() -> None:
    doubled, _ = counted()
    for number in range(200):  # each box is thrown away, so that the next is likely to lie where it lay
        assert doubled(Box(number)) == number * 2
        assert len(doubled._known) <= 3


def catalogue_of(folder: Path, texts: dict[str, str]) -> None:
    """A catalogue of the language "de" as a translator's tools make it."""
    catalogue = Catalog("de")
    for text, translated in texts.items():
        catalogue.add(text, translated)
    made = BytesIO()
    write_mo(made, catalogue)
    place = folder / "de" / "LC_MESSAGES" / "kapplanner.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(made.getvalue())


def test_why_a_rule_is_as_it_is_follows_the_language(tmp_path: Path) -> None:
    rules = rule_set_named("intensive")
    given = plan(medicine("D1", "09:00"), medicine("D2", "09:00"))
    english = {finding.rule: finding.detail for finding in evaluate(given, rules).findings}
    assert len(english) > 5
    assert all("Evidence: " in detail for detail in english.values())
    try:
        catalogue_of(tmp_path, {"Evidence: {words}": "Nachweis: {words}"})
        use_languages(["de"], tmp_path)
        other = {finding.rule: finding.detail for finding in evaluate(given, rules).findings}
    finally:
        use_languages([], tmp_path)
    assert other == {rule: detail.replace("Evidence: ", "Nachweis: ") for rule, detail in english.items()}
    assert {f.rule: f.detail for f in evaluate(given, rules).findings} == english
