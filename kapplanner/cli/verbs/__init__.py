"""One file per verb, each with ``command()``; imported only when its verb is asked for, so the others stay quick."""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

import click

from kapplanner.i18n import t

VERBS: Final[Mapping[str, str]] = {
    "templates": "list_templates",
    "new": "new",
    "check": "check",
    "fix": "fix",
    "diff": "diff",
    "print": "print_papers",
    "paper": "paper",
    "export": "export",
    "import": "import_plans",
    "rules": "list_rules",
    "demo": "demo",
    "schema": "schema",
}
"""Verb by the name typed, and the module it lives in."""


def summary(verb: str) -> str:
    """The line that the list of verbs shows, without loading the verb."""
    return {
        "templates": t("List the templates and the choices they offer."),
        "new": t("Make a plan from a template."),
        "check": t("Say what a rule set finds in a plan."),
        "fix": t("List the proven fixes of a plan's findings, or apply one."),
        "diff": t("Say what changed for safety from one plan file to another."),
        "print": t("Print papers of a plan to a PDF file."),
        "paper": t("Say whether a paper still shows its plan as it is, by the code at its foot."),
        "export": t("Write a plan as a plan file or a calendar."),
        "import": t("Take plan files into the library."),
        "rules": t("List the rule sets, or the rules of one with their sources."),
        "demo": t("Make, check and print a plan with fictional people."),
        "schema": t("Print the JSON Schema of the plan file."),
    }[verb]


def verb_command(verb: str) -> click.Command:
    """The verb, with its options and its help."""
    command = import_module(f"{__name__}.{VERBS[verb]}").command()
    assert isinstance(command, click.Command)
    return command
