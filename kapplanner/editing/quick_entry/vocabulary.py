"""The words for kinds, routes, methods, doses without a number, and where the patient takes part."""

import re
from collections import defaultdict
from typing import Final

from kapplanner.domain.kinds import Attendance, Modality, Route, SessionKind, TravelDirection
from kapplanner.domain.quantities import UNDECIDED, Band, PlannedDose
from kapplanner.editing.quick_entry.meaning import Meaning, Part, Setting, folded
from kapplanner.i18n import t
from kapplanner.rules.words import kind_word, modality_word, route_name, sentence_start

Vocabulary = dict[str, tuple[Meaning, ...]]

_KINDS: Final = {
    SessionKind.SCREENING: ("screen",),
    SessionKind.PREPARATION: ("prep",),
    SessionKind.MEDICINE: ("med", "dosing"),
    SessionKind.INTEGRATION: ("int", "integ"),
    SessionKind.MEASURE: ("measures", "measurement"),
    SessionKind.PRACTICE: ("practise", "home practice", "homework"),
    SessionKind.REST: ("break",),
    SessionKind.FOLLOW_UP: ("follow up", "followup", "fu", "f/u"),
    SessionKind.TRAVEL: (),
}
_TRAVEL: Final = {
    TravelDirection.ARRIVAL: ("arrival", "arrive"),
    TravelDirection.DEPARTURE: ("departure", "depart"),
}
_ROUTES: Final = {
    Route.SL: ("sl", "lozenge", "sublingual", "under the tongue"),
    Route.PO: ("po", "oral", "swallowed"),
    Route.IN: ("nasal", "intranasal", "spray", "nasal spray", "nasal ketamine", "ketamine spray"),
    Route.ESK: ("esk", "esketamine", "nasal", "intranasal", "spray", "nasal spray", "esketamine spray"),
    Route.IM: ("im", "intramuscular", "injection"),
    Route.SC: ("sc", "subcutaneous", "under the skin", "injection"),
    Route.IV: ("iv", "intravenous", "drip", "infusion"),
}
"""Words that stand at two routes mean neither, as long as the rule set knows both."""
_METHODS: Final = {
    Modality.SUPPORTIVE: ("support",),
    Modality.BEHAVIOURAL_EXPERIMENT: ("behavioral experiment",),
    Modality.IMAGERY_RESCRIPTING: ("imrs", "rescripting"),
    Modality.VALUES: ("act", "meaning"),
}
_ATTENDANCE: Final = {
    Attendance.ON_SITE: ("on site", "on-site", "in person"),
    Attendance.REMOTE: ("remote", "online", "video", "telehealth"),
    Attendance.PHONE: ("phone", "telephone", "call"),
}
_NASAL_DOSE: Final = re.compile(r"[0-9][0-9.,]*\s?mg\b")


def vocabulary(setting: Setting) -> Vocabulary:
    """Every word of the lists with all that it means in this plan."""
    found: defaultdict[str, list[Meaning]] = defaultdict(list)
    for group in (_kinds(), _routes(setting), _methods(setting), _others()):
        for name, meaning in group:
            key = " ".join(folded(word) for word in name.split())
            if meaning not in found[key]:
                found[key].append(meaning)
    return {key: tuple(meanings) for key, meanings in found.items()}


def _kinds() -> list[tuple[str, Meaning]]:
    named = []
    for kind, short in _KINDS.items():
        meaning = Meaning.of(Part.KIND, kind, kind_word(kind))
        names = (kind.value, t(kind.value), kind_word(kind), *short)
        named += [(name, meaning) for each in names for name in (each, f"{each} session")]
    for direction, names in _TRAVEL.items():
        values = ((Part.KIND, SessionKind.TRAVEL), (Part.TRAVEL, direction))
        named += [(name, Meaning(values, sentence_start(t(direction.value)))) for name in names]
    return named


def _routes(setting: Setting) -> list[tuple[str, Meaning]]:
    named = []
    for route in setting.rule_set.routes:
        meaning = Meaning.of(Part.ROUTE, route, route_name(route))
        for name in _ROUTES[route]:
            named += [(name, meaning), (f"by {name}", meaning)]
    named.append((f"by {Route.IN}", Meaning.of(Part.ROUTE, Route.IN, route_name(Route.IN))))
    return named


def _methods(setting: Setting) -> list[tuple[str, Meaning]]:
    own = {session.modality for session in setting.plan.sessions if session.modality} - {m.value for m in Modality}
    named = []
    for method in (*(m.value for m in Modality), *sorted(own)):
        word = modality_word(method)
        meaning = Meaning.of(Part.METHOD, method, word)
        names = {method, method.replace("-", " "), word, *_METHODS.get(method, ())}  # type: ignore[call-overload]
        if "act" in own:
            names -= {"act"} if method != "act" else set()
        named += [(name, meaning) for each in sorted(names) for name in (each, f"{each} session")]
    return named


def _others() -> list[tuple[str, Meaning]]:
    named = []
    for where, names in _ATTENDANCE.items():
        meaning = Meaning.of(Part.ATTENDANCE, where, t(where.value))
        named += [(name, meaning) for each in names for name in (each, f"by {each}")]
    for band in Band:
        dose = Meaning.of(Part.DOSE, PlannedDose.in_band(band), t("{band} dose", band=t(band.value)))
        named += [(band.value, dose), (f"{band.value} dose", dose)]
    undecided = Meaning.of(Part.DOSE, UNDECIDED, t("dose undecided"))
    return [*named, ("undecided", undecided), ("dose undecided", undecided)]


def nasal_in(typed: str, after: str) -> Meaning:
    """ "IN" is the nasal route; "in" is so before an amount only, and else it may be the small word.

    ``after`` is what follows in the line.
    """
    is_route = typed.isupper() or _NASAL_DOSE.match(after) is not None
    doubt = t("“in” can be the nasal route or a small word. Write “IN” or “nasal ketamine” for the route.")
    return Meaning.of(Part.ROUTE, Route.IN, route_name(Route.IN), doubt="" if is_route else doubt)


def written_route(route: Route) -> str:
    """A route as it can be typed: "by IM"."""
    return t("by {route}", route=route.value)


def written_dose(dose: PlannedDose) -> str:
    """A dose as it can be typed: "45 mg", "low dose", "dose undecided"."""
    if dose.band is not None:
        return t("{band} dose", band=t(dose.band.value))
    return t("dose undecided") if dose.is_undecided else str(dose)


def written_attendance(attendance: Attendance) -> str:
    """Where the patient takes part, as it can be typed: "by phone"; "" for on site."""
    return {Attendance.ON_SITE: "", Attendance.REMOTE: t("remote"), Attendance.PHONE: t("by phone")}[attendance]
