"""new: a plan from a template."""

from pathlib import Path

import click

from kapplanner.cli.answer import Answer, message
from kapplanner.cli.files import write_result
from kapplanner.cli.tools import Tools
from kapplanner.cli.values import modalities, routes, start_day
from kapplanner.cli.verbs import summary
from kapplanner.codec.templates import template_named
from kapplanner.domain.people import Patient
from kapplanner.domain.places import Site
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import BodyMass
from kapplanner.domain.template import Choices, Template, instantiate
from kapplanner.exchange.formats import kap
from kapplanner.i18n import nt, t
from kapplanner.rules.words import short_day
from kapplanner.settings.options import Settings


def command() -> click.Command:
    return click.Command(
        "new",
        callback=click.pass_obj(_new),
        help=summary("new"),
        params=[
            click.Argument(["template"]),
            click.Option(["--start"], required=True, help=t("First day: 2026-12-07, or “Mon 2026-12-07”.")),
            click.Option(["--per-week"], type=int, help=t("Medicine sessions a week.")),
            click.Option(["--weeks"], type=int, help=t("Weeks with medicine sessions.")),
            click.Option(["--route", "route"], help=t("“im”, or “sl,im”: the first session, and the rest.")),
            click.Option(["--modality"], help=t("Order of methods in demanding integration sessions: “emdr,ifs”.")),
            click.Option(["--patient"], default="", help=t("Name or code of the patient.")),
            click.Option(["--weight"], help=t("Weight of the patient with its unit: 72kg or 158lb.")),
            click.Option(["--zone"], help=t("Time zone of the site: America/New_York.")),
            click.Option(["-o", "output"], required=True, type=click.Path(path_type=Path), help=t("The plan file.")),
        ],
    )


def _new(
    tools: Tools,
    template: str,
    start: str,
    per_week: int | None,
    weeks: int | None,
    route: str | None,
    modality: str | None,
    patient: str,
    weight: str | None,
    zone: str | None,
    output: Path,
) -> Answer:
    pattern = template_named(template)
    first, rest = routes(route) if route is not None else (None, None)
    choices = Choices(
        first_day=start_day(start),
        weeks=weeks,
        per_week=per_week,
        first_route=first,
        route=rest,
        modalities=modalities(modality) if modality is not None else (),
    )
    person = Patient(name=patient, weight=BodyMass.parse(weight) if weight is not None else None)
    plan = _instantiate(tools, pattern, choices, person, zone)
    write_result(output, kap.write(plan, tools.clock))
    message(t(kap.FORMAT.warning))
    return Answer(_in_words(plan, output))


def _instantiate(tools: Tools, pattern: Template, choices: Choices, patient: Patient, zone: str | None) -> Plan:
    rule_set = tools.rule_shelf.for_template(pattern.rule_set).rule_set
    return instantiate(
        pattern,
        choices,
        routes=rule_set.routes,
        rule_set=rule_set.reference,
        ids=tools.ids,
        patient=patient,
        site=_site(tools.settings, zone),
    )


def _site(settings: Settings, zone: str | None) -> Site:
    return Site(
        name=settings.clinic_name,
        zone=settings.zone if zone is None else zone,
        phone_day=settings.phone_day,
        phone_night=settings.phone_night,
        emergency_number=settings.emergency_number,
    )


def _in_words(plan: Plan, output: Path) -> str:
    return t(
        "{title}: {first} to {last}, {sessions}, {medicine}. Written to {file}.",
        title=plan.title,
        first=short_day(plan.first_day, year=True),
        last=short_day(plan.last_day, year=True),
        sessions=nt("{n} session", "{n} sessions", len(plan.sessions)),
        medicine=nt("{n} of them with medicine", "{n} of them with medicine", len(plan.medicine_sessions)),
        file=output,
    )
