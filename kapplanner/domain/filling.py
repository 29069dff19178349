"""Filling what was laid out: methods, words, routes and doses -> the sessions of a plan."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kapplanner.domain.identity import IdSource
from kapplanner.domain.laying import LaidSession, MedicineSlot
from kapplanner.domain.pattern import MedicinePattern, Step, Wording
from kapplanner.domain.people import Answer
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import MedicineDetails, Modality, Phase, Route, Session, SessionKind

_OPENS_A_TARGET: Final = frozenset({Modality.EMDR.value, Modality.ART.value})


def with_methods(
    laid: tuple[LaidSession, ...], modalities: tuple[str, ...], wording: Wording
) -> tuple[LaidSession, ...]:
    """The clinician's order of methods in the demanding sessions, one after the other."""
    if not modalities:
        return laid
    result, turn = [], 0
    for session in laid:
        if session.line.demanding and not session.is_last_step:
            step = _step_by(modalities[turn % len(modalities)], session.step, wording)
            session, turn = replace(session, step=step), turn + 1
        result.append(session)
    return tuple(result)


def _step_by(modality: str, step: Step, wording: Wording) -> Step:
    if modality == step.modality:
        return step
    opens = modality in _OPENS_A_TARGET
    asked = step.new_target if step.new_target is not Answer.NOT_ASKED else Answer.YES
    return Step(
        title=wording.for_modality(modality),
        modality=modality,
        new_target=asked if opens else Answer.NOT_ASKED,
        closing=step.closing,
    )


def fill(
    slots: tuple[MedicineSlot, ...],
    laid: tuple[LaidSession, ...],
    *,
    pattern: MedicinePattern,
    wording: Wording,
    routes: Mapping[Route, RouteProfile],
    phase: Phase,
    ids: IdSource,
) -> tuple[Session, ...]:
    """The sessions of a plan, with ids in order of time."""
    every: list[MedicineSlot | LaidSession] = sorted([*slots, *laid], key=lambda item: item.start)
    return tuple(
        _medicine_session(item, pattern, wording, routes[item.route], ids.new_id(), phase)
        if isinstance(item, MedicineSlot)
        else _session(item, wording, ids.new_id(), phase)
        for item in every
    )


def _medicine_session(
    slot: MedicineSlot,
    pattern: MedicinePattern,
    wording: Wording,
    profile: RouteProfile,
    session_id: str,
    phase: Phase,
) -> Session:
    return Session(
        id=session_id,
        kind=SessionKind.MEDICINE,
        start=slot.start,
        minutes=slot.minutes,
        title=pattern.title,
        medicine=MedicineDetails(
            route=slot.route,
            dose=pattern.dose(slot.number),
            infusion_minutes=profile.infusion_minutes,
            vital_signs_minutes=profile.vital_signs_minutes,
        ),
        checklist=pattern.checklist,
        measures=pattern.measures,
        phase=phase,
        patient_text=wording.for_route(slot.route),
        note=pattern.note,
    )


def _session(laid: LaidSession, wording: Wording, session_id: str, phase: Phase) -> Session:
    line, step = laid.line, laid.step
    return Session(
        id=session_id,
        kind=line.kind,
        start=laid.start,
        minutes=line.minutes,
        title=step.title,
        modality=step.modality,
        attendance=line.attendance,
        travel=line.travel,
        checklist=line.checklist,
        measures=line.measures,
        phase=phase,
        window=laid.window,
        new_target=step.new_target,
        closing=step.closing,
        exposure_needs=step.exposure_needs,
        patient_text=line.patient_text or wording.for_kind(line.kind),
        note=line.note,
    )
