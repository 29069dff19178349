"""templates: which templates there are and what they offer."""

from typing import Any

import click

from kapplanner.cli.answer import Answer, as_json
from kapplanner.cli.verbs import summary
from kapplanner.codec.templates import templates
from kapplanner.domain.session import Route
from kapplanner.domain.template import Choice, Template
from kapplanner.i18n import t


def command() -> click.Command:
    return click.Command(
        "templates",
        callback=_list,
        help=summary("templates"),
        params=[click.Option(["--json", "as_data"], is_flag=True, help=t("Answer as JSON."))],
    )


def _list(as_data: bool) -> Answer:
    if as_data:
        return Answer(as_json([_as_data(template) for template in templates()]))
    return Answer("\n".join(_in_words(template) for template in templates()))


def _as_data(template: Template) -> dict[str, Any]:
    defaults = template.defaults
    return {
        "id": template.id,
        "title": template.title,
        "evidence": f"{template.evidence.strength}: {template.evidence.note}",
        "rule_set": template.rule_set,
        "choices": [_choice(choice) for choice in template.choices],
        "defaults": {
            "weeks": defaults.weeks,
            "per_week": defaults.per_week,
            "routes": _routes((defaults.first_route, defaults.route)),
            "start_time": defaults.start_time.isoformat("minutes"),
            "residential": defaults.residential,
        },
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {"weeks": choice.weeks, "per_week": choice.per_week, "routes": _routes(choice.routes)}


def _routes(routes: tuple[Route, ...]) -> list[str]:
    return [route.value.lower() for route in routes]


def _in_words(template: Template) -> str:
    offers = "; ".join(
        t(
            "weeks {weeks}, {per_week} a week by {routes}",
            weeks=c.weeks,
            per_week=c.per_week,
            routes="/".join(_routes(c.routes)),
        )
        for c in template.choices
    )
    return f"{template.catalogue}  {template.id:<28} {template.title}\n     {offers}"
