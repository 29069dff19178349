"""The help on one rule: what it says, its numbers and its basis; below them the page about its form."""

import dataclasses
import re
from typing import Any, Final

from kapplanner.i18n import nt, t
from kapplanner.rules.fields import parameters
from kapplanner.rules.rule_set import Rule
from kapplanner.ui.help.manual import FORMS, Page, page_named
from kapplanner.ui.rules.reading import basis_words, tier_words, value_words

_MEANT: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:@/=])")
_QUOTED: Final = re.compile(r"^> ", re.M)


def form_id(form: type) -> str:
    """The id of the page about a form of rules."""
    return f"{FORMS}{form.__module__.rpartition('.')[2]}"


def rule_page(rule: Rule) -> Page:
    """The page of a rule. Whatever a clinic wrote into it is shown as it stands and never read as Markdown."""
    form = page_named(form_id(type(rule.form)))
    assert form is not None
    first, *rest = [f"| {_verbatim(head)} | {_verbatim(words)} |" for head, words in _rows(rule) if words]
    text = "\n".join((f"> {_verbatim(rule.sentence)}", "", first, "|---|---|", *rest))
    about = t("How rules of this form judge: {form}", form=form.title)
    return Page(form.id, rule.title, f"{text}\n\n## {_verbatim(about)}\n\n{form_text(form)}")


def form_text(form: Page) -> str:
    """A page about a form with its examples told apart from what they are examples of."""
    about, *examples = _QUOTED.split(form.text)
    note = t(
        "The examples are plans in short. D1 is the first day, D2 the next, D-1 the day before D1. "
        "SL, PO, IN, ESK, IM, SC and IV are the routes."
    )
    headed = [f"### {t('Example {n}', n=number)}\n\n> {each}" for number, each in enumerate(examples, 1)]
    return "\n\n".join((about, _verbatim(note), *headed))


def _rows(rule: Rule) -> list[tuple[str, str]]:
    number = str(rule.catalogue) if rule.catalogue is not None else t("Own rule")
    return [
        (t("Number and version"), f"{number}, {rule.version}"),
        *_values(rule),
        (t("How strongly"), tier_words(rule)),
        (t("Turned off"), "" if rule.enabled else t(rule.off_reason)),
        (t("Why"), t(rule.rationale)),
        (t("Evidence"), t(rule.evidence)),
        (nt("Source", "Sources", max(1, len(rule.sources))), "\n".join(basis_words(rule))),
    ]


def _values(rule: Rule) -> list[tuple[str, str]]:
    """Label and words of each value that the rule gives."""
    fields = parameters(type(rule.form))
    usual = {item.name: item.default for item in dataclasses.fields(rule.form)}  # type: ignore[arg-type]
    given: dict[str, Any] = {}
    for name, field in fields.items():
        value = getattr(rule.form, name)
        if value is not None and value != usual[name]:
            given[name] = field.write(value)
    return [(t(fields[name].label), value_words(fields[name], raw, given)) for name, raw in given.items()]


def _verbatim(text: str) -> str:
    """A text on one line that Markdown shows as it stands."""
    return _MEANT.sub(r"\\\1", "; ".join(" ".join(line.split()) for line in text.splitlines()))
