"""Form 9, capacity: a patient, room, practitioner or group holds at most so many at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from kapplanner.domain.people import Role
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.fields import Count, Number, OneOf, Sessions, SomeOf, parameter
from kapplanner.rules.finding import Interval, Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.limits import above, decimal, sides, tier_word
from kapplanner.rules.selector import EVERY, Selector


class Resource(StrEnum):
    """What holds so many."""

    PATIENT = "patient"
    ROOM = "room"
    PRACTITIONER = "practitioner"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Capacity(RuleForm):
    """How many sessions of this plan one patient, room or practitioner has at once, with ``turnover`` minutes between.

    Sessions that touch do not overlap. For a group: how many patients are treated together, and how many of them there
    are for each person who was named for the session in one of ``roles`` (without them: in any); with two patients and
    more at least ``staff_in_group`` people, one of them in one of ``medical_roles``.
    """

    form: ClassVar[str] = "capacity"

    resource: Resource = parameter(OneOf("Of what", options=Resource))
    select: Selector = parameter(Sessions("Sessions"), EVERY)
    soft_most: int | None = parameter(Count("Most at once, first limit", "", 1, 100), None)
    hard_most: int | None = parameter(Count("Most at once, second limit", "", 1, 100), None)
    turnover: int = parameter(Count("Time between", "min", 0, 480), 0)
    patients_per_person: Decimal | None = parameter(Number("Patients for each person", high=Decimal(100)), None)
    roles: tuple[Role, ...] = parameter(SomeOf("Roles in the room", options=Role), ())
    staff_in_group: int | None = parameter(Count("Staff with a group, at least", "", 1, 20), None)
    medical_roles: tuple[Role, ...] = parameter(SomeOf("Medical roles", options=Role), ())

    def check(self) -> None:
        self.require_one_of("soft_most", "hard_most", "patients_per_person")

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        chosen = index.select(self.select)
        if self.resource is Resource.GROUP:
            self._judge_groups(index, chosen, verdict)
            return verdict
        lowest = min(limit for limit in (self.soft_most, self.hard_most, len(chosen)) if limit is not None)
        for name, entries in self._held(chosen).items():
            verdict.looked += len(entries)
            for together in _fullest(entries, self.turnover, lowest):
                passed = above(Decimal(len(together)), decimal(self.soft_most), decimal(self.hard_most))
                if passed is not None:
                    verdict.found(self._problem(index, name, together, *passed), self.select)
        return verdict

    def _held(self, chosen: list[Entry]) -> dict[str, list[Entry]]:
        """The sessions that take up each of what can be taken up."""
        if self.resource is Resource.PATIENT:
            return {"": chosen} if chosen else {}
        held: dict[str, list[Entry]] = {}
        for entry in chosen:
            for name in self._held_by(entry):
                held.setdefault(name, []).append(entry)
        return held

    def _held_by(self, entry: Entry) -> tuple[str, ...]:
        if self.resource is Resource.ROOM:
            return (entry.session.room,) if entry.session.room else ()
        return tuple(sorted({one.practitioner for one in entry.session.people if one.practitioner}))

    def _judge_groups(self, index: PlanIndex, chosen: list[Entry], verdict: Verdict) -> None:
        for entry in chosen:
            if entry.session.medicine is None:
                continue
            verdict.looked += 1
            size = entry.medicine.group_size
            if size is None:
                verdict.lacks((f"session.{entry.id}.medicine.group_size",), entry)
                continue
            passed = above(Decimal(size), decimal(self.soft_most), decimal(self.hard_most))
            if passed is not None:
                text = t("{time}: a group of {n}; at most {limit}.", **_placed(entry, size, passed[1]))
                verdict.found(self._group(index, entry, passed[0], text, Decimal(size), passed[1]), self.select)
            if self.patients_per_person is not None:
                self._judge_ratio(index, entry, size, self.patients_per_person, verdict)

    def _judge_ratio(self, index: PlanIndex, entry: Entry, size: int, most: Decimal, verdict: Verdict) -> None:
        people = [one for one in entry.session.people if not self.roles or one.role in self.roles]
        if not people:
            verdict.lacks((f"session.{entry.id}.people",), entry)
            return
        present = len({one.practitioner for one in people if one.practitioner})
        if present and Decimal(size) / present <= most:
            if size > 1:
                self._judge_staff(index, entry, size, present, verdict)
            return
        text = t(
            "{time}: {n} patients and {present} staff; at most {limit} patients for each.",
            present=present,
            **_placed(entry, size, most),
        )
        ratio = Decimal(size) / present if present else Decimal(size)
        verdict.found(self._group(index, entry, Side.HARD, text, words.tidy(ratio, 2), most), self.select)

    def _judge_staff(self, index: PlanIndex, entry: Entry, size: int, present: int, verdict: Verdict) -> None:
        """A group of two and more has enough people with it, and a medical one among them."""
        if self.staff_in_group is not None and present < self.staff_in_group:
            text = t("{time}: {n} patients and {present} staff; at least {limit} staff.", present=present,
                     **_placed(entry, size, Decimal(self.staff_in_group)))  # fmt: skip
            least = Decimal(self.staff_in_group)
            verdict.found(self._group(index, entry, Side.HARD, text, Decimal(present), least), self.select)
        elif self.medical_roles and not any(
            o.practitioner for o in entry.session.people if o.role in self.medical_roles
        ):
            text = t("{time}: a group without a {roles} in the room.", time=words.moment(entry.session.start),
                     roles=words.listed(t(role.value) for role in self.medical_roles))  # fmt: skip
            verdict.found(Problem(Side.HARD, text, (entry,), interval=index.span((entry,))), self.select)

    def _group(
        self, index: PlanIndex, entry: Entry, side: Side, text: str, measured: Decimal, limit: Decimal
    ) -> Problem:
        span = index.span((entry,))
        sizes = Quantity(measured, "patients"), Quantity(limit, "patients")
        return Problem(side, text, (entry,), *sizes, span, excess=measured - limit)

    def _problem(self, index: PlanIndex, name: str, together: list[Entry], side: Side, limit: Decimal) -> Problem:
        first, last = together[0], together[-1]
        ends = min(entry.end for entry in together) + self.turnover
        text = (
            "{first} and {second} overlap by {minutes} ({time})."
            if self.resource is Resource.PATIENT and not self.turnover
            else "{n} sessions at once for {who} at {time}; at most {limit}."
        )
        sentence = t(
            text,
            first=words.sentence_start(words.session_kind(first.session.kind)),
            second=words.session_kind(last.session.kind),
            minutes=words.lasting(max(0, ends - last.start)),
            time=words.moment(last.session.start),
            n=len(together),
            who=self._who(index, name),
            limit=limit,
        )
        return Problem(
            side,
            sentence,
            tuple(together),
            Quantity(Decimal(len(together)), "sessions"),
            Quantity(limit, "sessions"),
            Interval(last.session.start, index.local(max(last.start + 1, ends))),
            (name,),
            excess=Decimal(max(0, ends - last.start)),
        )

    def _who(self, index: PlanIndex, name: str) -> str:
        if self.resource is Resource.ROOM:
            room = index.plan.room(name)
            return room.name[:40] if room else name
        if self.resource is Resource.PRACTITIONER:
            person = index.plan.practitioner(name)
            return person.name[:40] if person else name
        return t("the patient")

    def sentence(self, tiers: Tiers) -> str:
        soft = None if self.soft_most is None else str(self.soft_most)
        hard = None if self.hard_most is None else str(self.hard_most)
        parts = [t("at most {limits}", limits=sides(tiers, soft, hard, "above"))] if soft or hard else []
        if self.turnover:
            parts.append(t("{minutes} between", minutes=words.lasting(self.turnover)))
        if self.patients_per_person is not None:
            tier = tier_word(tiers.of(Side.HARD))
            text = t("at most {n} patients for each person ({tier} above)", n=self.patients_per_person, tier=tier)
            parts.append(text)
        if self.staff_in_group is not None:
            parts.append(
                t(
                    "at least {n} staff with a group ({tier})",
                    n=self.staff_in_group,
                    tier=tier_word(tiers.of(Side.HARD)),
                )
            )
        if self.medical_roles:
            named = words.listed(t(role.value) for role in self.medical_roles)
            parts.append(t("a {roles} among them", roles=named))
        return t(
            "{what} of one {resource} at once: {limits}.",
            what=t("patients") if self.resource is Resource.GROUP else self.select.words,
            resource=t(self.resource.value),
            limits="; ".join(parts),
        )


def _placed(entry: Entry, size: int, limit: Decimal) -> dict[str, object]:
    return {"time": words.moment(entry.session.start), "n": size, "limit": words.number(limit)}


def _fullest(entries: list[Entry], turnover: int, most: int) -> Iterator[list[Entry]]:
    """At each start, the sessions that run then (or ended less than the turnover before), where more than so many."""
    running: list[Entry] = []
    until = 0
    for entry in entries:
        start = entry.start
        running = [other for other in running if other.end + turnover > start] if until > start else []
        running.append(entry)
        until = max(until, entry.end + turnover)
        if len(running) > most:
            yield list(running)
