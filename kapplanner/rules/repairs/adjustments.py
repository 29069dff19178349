"""Mending without moving: another length, the limit that a rule states, a person of the plan, a checklist item.

A dose is never among them.
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final

from kapplanner.domain.people import Assignment, Practitioner, Role
from kapplanner.domain.session import LONGEST_MINUTES, Booster, Session, SessionState
from kapplanner.i18n import t
from kapplanner.rules.attributes import Attribute
from kapplanner.rules.finding import Finding
from kapplanner.rules.forms.companion import Companion
from kapplanner.rules.forms.required import Required
from kapplanner.rules.forms.total_in_window import Summed, TotalInWindow
from kapplanner.rules.forms.value_range import ValueRange
from kapplanner.rules.repairs.repair import Change, Field, Repair, Size
from kapplanner.rules.trial import Bench
from kapplanner.rules.words import day_and_clock, length, session_name

_FINE: Final = 5
"""Lengths are proposed in steps of five minutes, as the board changes them."""


def can_change(session: Session) -> bool:
    """Whether the program may propose to change a session: to come, and not locked."""
    return session.state is SessionState.PLANNED and not session.locked


def shorter(bench: Bench, finding: Finding, form: TotalInWindow, sessions: tuple[Session, ...]) -> Iterator[Repair]:
    """One session shorter by what is too much, but no shorter than the shortest of its kind in the plan."""
    if form.summed is not Summed.MINUTES or finding.measured is None or finding.limit is None:
        return
    soft = form.soft_most if form.soft_most is not None else form.hard_most
    assert soft is not None
    for session in sessions:
        least = min(s.minutes for s in bench.plan.sessions if s.kind is session.kind and s.modality == session.modality)
        minutes = int(session.minutes - (finding.measured.value - soft)) // _FINE * _FINE
        if can_change(session) and not session.is_medicine and minutes >= least:
            yield resized(bench, session, minutes)


def longer(bench: Bench, finding: Finding, form: Companion) -> Iterator[Repair]:
    """A companion that is there but too short gets the length that the rule asks for."""
    plan = bench.plan
    short = [e.session for e in bench.index.select(form.has) if can_change(e.session)]
    anchors = [plan.session(i).start for i in finding.sessions if plan.has_session(i)]
    short.sort(key=lambda s: min((abs(s.start - start) for start in anchors), default=s.start - s.start))
    if finding.measured is not None and finding.measured.unit == "min" and finding.limit is not None:
        wanting = _up(finding.limit.value - finding.measured.value)
        yield from (resized(bench, s, s.minutes + wanting) for s in short[:4] if s.minutes + wanting <= LONGEST_MINUTES)
    elif form.minutes is not None:
        yield from (resized(bench, s, form.minutes) for s in short[:4] if s.minutes < form.minutes)


def _up(value: Decimal) -> int:
    return int((value / _FINE).to_integral_value(ROUND_CEILING)) * _FINE


def resized(bench: Bench, session: Session, minutes: int) -> Repair:
    """A session with another length; its start stays."""
    name, new = session_name(bench.plan, session), length(minutes)
    text = "Shorten {session} to {length}" if minutes < session.minutes else "Lengthen {session} to {length}"
    return Repair(
        label=t(text, session=name, length=new),
        sentence=t(
            "{session} on {when}: {new} in place of {old}.",
            session=name,
            when=day_and_clock(session.start),
            new=new,
            old=length(session.minutes),
        ),
        step=t("make {session} {length} long", session=name, length=new),
        size=Size(touched=1, minutes=abs(minutes - session.minutes)),
        changes=(Change(session.id, (Field("minutes", session.minutes, minutes),)),),
    )


def to_the_limit(bench: Bench, finding: Finding, form: ValueRange, sessions: tuple[Session, ...]) -> Iterator[Repair]:
    """A length or a time at the limit that the rule states; amounts of medicine are left alone."""
    if finding.limit is None or len(sessions) != 1 or not can_change(sessions[0]):
        return
    session, limit = sessions[0], finding.limit.value
    medicine = session.medicine
    if form.attribute is Attribute.LENGTH:
        yield resized(bench, session, int(limit))
    elif form.attribute is Attribute.OBSERVED and medicine is not None:
        yield resized(bench, session, medicine.minutes_to_dose + int(limit))
    elif form.attribute is Attribute.INFUSION and medicine is not None:
        label = t("Let the infusion last {length}", length=length(int(limit)))
        change = Field("infusion_minutes", medicine.infusion_minutes, int(limit), of_medicine=True)
        yield _of_medicine(bench, session, label, change, abs(int(limit) - (medicine.infusion_minutes or 0)))
    elif form.attribute is Attribute.BOOSTER_AFTER and medicine is not None and medicine.booster is not None:
        booster = medicine.booster
        label = t("Booster {length} after the dose", length=length(int(limit)))
        if limit >= 1:
            earlier = Field("booster", booster, Booster(booster.dose, int(limit)), of_medicine=True)
            yield _of_medicine(bench, session, label, earlier, abs(booster.minutes_after - int(limit)))


def _of_medicine(bench: Bench, session: Session, label: str, change: Field, minutes: int) -> Repair:
    name = session_name(bench.plan, session)
    return Repair(
        label=label,
        sentence=t("{what} in {session} on {when}.", what=label, session=name, when=day_and_clock(session.start)),
        step=t("change {what} of {session}", what=label, session=name),
        size=Size(touched=1, minutes=minutes),
        changes=(Change(session.id, (change,)),),
    )


def filled(bench: Bench, form: Required, sessions: tuple[Session, ...]) -> Iterator[Repair]:
    """The only practitioner who can take a role, or a checklist item that is not planned."""
    if len(sessions) != 1 or not can_change(sessions[0]):
        return
    session = sessions[0]
    empty = [entry.role for entry in session.people if entry.practitioner is None and entry.role in form.roles]
    if form.role is not None or len(empty) == 1:
        role = form.role or empty[0]
        able = [p for p in bench.plan.practitioners if _can(p, role, session.modality if form.trained else None)]
        if len(able) == 1:
            yield _assigned(bench, session, role, able[0])
    elif form.checklist is not None and form.hours_before is None and form.select is not None:
        yield _listed(bench, session, form.checklist)


def _can(person: Practitioner, role: Role, modality: str | None) -> bool:
    return role in person.roles and (modality is None or modality in (person.trainings or ()))


def _assigned(bench: Bench, session: Session, role: Role, person: Practitioner) -> Repair:
    others = tuple(entry for entry in session.people if entry.role is not role)
    people = tuple(sorted((*others, Assignment(role, person.id)), key=lambda entry: list(Role).index(entry.role)))
    name = session_name(bench.plan, session)
    return Repair(
        label=t("Assign {person}", person=person.name),
        sentence=t(
            "{person} as {role} in {session} on {when}: the only one in this plan who can.",
            person=person.name,
            role=t(role.value),
            session=name,
            when=day_and_clock(session.start),
        ),
        step=t("assign {person} to {session}", person=person.name, session=name),
        size=Size(touched=1),
        changes=(Change(session.id, (Field("people", session.people, people),)),),
    )


def _listed(bench: Bench, session: Session, item: str) -> Repair:
    """The item goes to the check before the dose where one is bound to the session, else to the session itself."""
    checks = [s for s in bench.plan.sessions if s.bound_to == session.id and s.checklist and can_change(s)]
    target = checks[0] if checks else session
    name = session_name(bench.plan, target)
    return Repair(
        label=t("Plan “{item}”", item=t(item)),
        sentence=t(
            "“{item}” goes on the checklist of {session} on {when}.",
            item=t(item),
            session=name,
            when=day_and_clock(target.start),
        ),
        step=t("change {what} of {session}", what=t("checklist"), session=name),
        size=Size(touched=1),
        changes=(Change(target.id, (Field("checklist", target.checklist, (*target.checklist, item)),)),),
    )
