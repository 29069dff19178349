"""schema: the JSON Schema of the plan file."""

import click

from kapplanner.cli.answer import Answer
from kapplanner.cli.verbs import summary
from kapplanner.codec.schema import plan_schema_text


def command() -> click.Command:
    return click.Command("schema", callback=_schema, help=summary("schema"))


def _schema() -> Answer:
    return Answer(plan_schema_text().rstrip("\n"))
