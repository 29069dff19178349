"""Form 7, required: a session or the plan has a fact, a role, a checklist item or a training, by a time if wanted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import ClassVar, Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Role
from kapplanner.domain.session import Route, Session
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.attributes import Missing
from kapplanner.rules.care import Wrong, equipment_ready, escorted, readings_planned, roles_filled, trained_in
from kapplanner.rules.facts import day_of, day_words, fact_named
from kapplanner.rules.fields import (
    Count,
    FactName,
    Flag,
    Number,
    OneOf,
    Sessions,
    SomeOf,
    WordList,
    Words,
    parameter,
)
from kapplanner.rules.finding import Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.items import Item, judge_before_first_dose
from kapplanner.rules.limits import tier_word
from kapplanner.rules.selector import MEDICINE, Selector

_CARE: Final = ("roles", "escort", "readings", "everyone_trained", "someone_trained", "equipment")


@dataclass(frozen=True, slots=True)
class Required(RuleForm):
    """What was never entered is a missing fact; what was entered as none, or as no, is a problem.

    ``fact``: is yes. ``role``: is filled in each of ``select``; with ``trained``, by someone trained in the session's
    modality. ``checklist``, ``measure``: stands on each of ``select`` (or on a session bound to it); without ``select``
    on any session. ``hours_before``: that session ends, or ``dated`` (a day without a clock time) lies, so long before
    the first dose. ``within_days``: ``dated``, or a session of the plan with the item, lies at most so many days before
    each of ``select``, and with ``within_sessions`` fewer than so many medicine sessions were given since.
    ``roles``, ``escort``, ``readings``, ``everyone_trained``, ``someone_trained``, ``equipment``: what a medicine
    session needs around it; with ``hard_routes`` a lack is on the second limit for those routes only. ``steps``: what
    is done in the session, as its papers list it; nothing is judged by them.
    """

    form: ClassVar[str] = "required"

    select: Selector | None = parameter(Sessions("Each of"), None)
    fact: str | None = parameter(FactName("Fact"), None)
    dated: str | None = parameter(FactName("Dated fact", dated=True), None)
    role: Role | None = parameter(OneOf("Role", options=Role), None)
    trained: bool = parameter(Flag("Trained in the session's modality"), False)
    checklist: str | None = parameter(Words("Checklist item"), None)
    measure: str | None = parameter(Words("Measure"), None)
    hours_before: Decimal | None = parameter(Number("Before the first dose by", "h", high=Decimal(9000)), None)
    within_days: Decimal | None = parameter(Number("Not older than", "days", high=Decimal(4000)), None)
    within_sessions: int | None = parameter(Count("Again after", "medicine sessions", 1, 100), None)
    roles: tuple[Role, ...] = parameter(SomeOf("Roles", options=Role), ())
    most_roles: int | None = parameter(Count("Roles of one person, at most", "", 1, 5), None)
    escort: bool = parameter(Flag("Escort"), False)
    readings: bool = parameter(Flag("Vital signs at the minutes of the route"), False)
    minutes_off: int = parameter(Count("Vital signs off by at most", "min", 0, 30), 0)
    everyone_trained: str | None = parameter(Words("Training of everyone"), None)
    someone_trained: str | None = parameter(Words("Training of at least one"), None)
    equipment: tuple[str, ...] = parameter(WordList("Equipment of the site"), ())
    hard_routes: tuple[Route, ...] = parameter(SomeOf("Second limit for", options=Route), ())
    steps: tuple[str, ...] = parameter(WordList("Steps that papers list"), ())

    def check(self) -> None:
        self.require_one_of("fact", "dated", "role", "checklist", "measure", *_CARE)
        asks_sessions = self.role is not None or self.within_days is not None or self._asks_care
        if asks_sessions and self.select is None:
            raise PlannerError("This rule needs to say which sessions it is about (select).")
        if self.dated is not None and self.within_days is None and self.hours_before is None:
            raise PlannerError("A dated fact needs a limit: “not older than” or “before the first dose by”.")
        if self._asks_care and self.select is not None and not self.select.is_medicine_only:
            raise PlannerError("Roles, escort, readings, trainings and equipment are asked of medicine sessions.")

    def require_one_of(self, *names: str) -> None:
        if not any(getattr(self, name) for name in names):
            raise PlannerError("At least one of {names} must be given.", names=", ".join(names))

    @property
    def _asks_care(self) -> bool:
        return any(getattr(self, name) for name in _CARE)

    @property
    def hangs_on_days(self) -> bool:
        return self.hours_before is None

    def sees(self, session: Session) -> bool:
        return RuleForm.sees(self, session) or self._item.is_on(session)

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        if self.fact is not None:
            self._judge_fact(index, self.fact, verdict)
        elif self.hours_before is not None:
            judge_before_first_dose(index, self._item, self.dated, self.hours_before, verdict)
        elif self.select is None:
            self._judge_plan(index, verdict)
        else:
            chosen = index.select(self.select)
            verdict.looked = len(chosen)
            if self.dated is not None:
                self._judge_ages(index, chosen, self.dated, verdict)
                return verdict
            judge_one = self._judge_one
            for entry in chosen:
                judge_one(index, entry, verdict)
        return verdict

    @property
    def _judge_one(self) -> Callable[[PlanIndex, Entry, Verdict], None]:
        """The question that this rule asks of each session."""
        if self._asks_care:
            return self._judge_care
        return self._judge_item if self.role is None else self._judge_role

    def _judge_fact(self, index: PlanIndex, name: str, verdict: Verdict) -> None:
        chosen = index.select(self.select or MEDICINE)
        if self.select is not None and not chosen:
            return
        verdict.looked = 1
        value = fact_named(name).read(index.plan)
        if value is None:
            verdict.lacks((name,), *(chosen if self.select else ()))
        elif value is False:
            sentence = t("{fact}: entered as no.", fact=words.sentence_start(t(fact_named(name).words)))
            verdict.found(Problem(Side.HARD, sentence, tuple(chosen) if self.select else (), facts=(name,), field=name))

    def _judge_care(self, index: PlanIndex, entry: Entry, verdict: Verdict) -> None:
        side = Side.SOFT if self.hard_routes and entry.route not in self.hard_routes else Side.HARD
        for answer in self._care_of(index, entry):
            if isinstance(answer, Missing):
                verdict.lacks(answer.names, entry, side=side)
                continue
            where = Side.SOFT if answer.is_partial else side
            said, span = partial(_at_its_time, entry, answer.words), partial(index.span, (entry,))
            verdict.found(Problem(where, said, (entry,), interval=span, facts=answer.facts, field=answer.field))

    def _care_of(self, index: PlanIndex, entry: Entry) -> Iterator[Wrong | Missing]:
        if self.roles:
            yield from roles_filled(index, entry, self.roles, self.most_roles)
        if self.escort:
            yield from escorted(index, entry)
        if self.readings:
            yield from readings_planned(index, entry, self.minutes_off)
        higher = self.someone_trained
        needs_higher = higher is not None and (not self.hard_routes or entry.route in self.hard_routes)
        if self.everyone_trained or needs_higher:
            yield from trained_in(index, entry, self.everyone_trained, higher, needs_higher=needs_higher)
        if self.equipment and entry is self._first_of_its_side(index):
            yield from equipment_ready(index.plan, self.equipment)

    def _first_of_its_side(self, index: PlanIndex) -> Entry:
        """The site is asked once, at the first session for which a lack weighs most."""
        assert self.select is not None
        chosen = index.select(self.select)
        weighty = [each for each in chosen if each.route in self.hard_routes]
        return (weighty or chosen)[0]

    def _judge_role(self, index: PlanIndex, entry: Entry, verdict: Verdict) -> None:
        role = self.role
        assert role is not None
        assigned = entry.session.practitioner_as(role)
        if assigned is None:
            verdict.lacks((f"session.{entry.id}.people.{role.value}",), entry)
        elif assigned.practitioner is None:
            text = t("{time}: {role} entered as none.", time=words.moment(entry.session.start), role=t(role.value))
            verdict.found(self._of(index, entry, text))
        elif self.trained and entry.session.modality is not None:
            self._judge_training(index, entry, assigned.practitioner, entry.session.modality, verdict)

    def _judge_training(self, index: PlanIndex, entry: Entry, person_id: str, modality: str, verdict: Verdict) -> None:
        person = index.plan.practitioner(person_id)
        if person is None:
            verdict.lacks((f"session.{entry.id}.people.therapist",), entry)
        elif person.trainings is None:
            verdict.lacks((f"practitioner.{person_id}.trainings",), entry)
        elif modality not in person.trainings:
            text = t(
                "{time}: {name} is not marked as trained in {modality}.",
                time=words.moment(entry.session.start),
                name=_short(person.name),
                modality=words.modality(modality),
            )
            verdict.found(self._of(index, entry, text, person_id, ",".join(sorted(person.trainings))))

    def _judge_item(self, index: PlanIndex, entry: Entry, verdict: Verdict) -> None:
        item, near = self._item, (entry, *index.bound_to(entry))
        if any(item.is_on(each.session) for each in near):
            return
        if not any(item.lists(each.session) for each in near):
            field = "checklist" if self.checklist is not None else "measures"
            verdict.lacks((f"session.{entry.id}.{field}",), entry)
            return
        text = t("{time}: “{item}” is not planned.", time=words.moment(entry.session.start), item=t(self._item.name))
        verdict.found(self._of(index, entry, text))

    def _judge_ages(self, index: PlanIndex, chosen: list[Entry], name: str, verdict: Verdict) -> None:
        """How old the newest is at each session, by the day that was entered and by sessions that carry the item."""
        entered = day_of(index.plan, name)
        item = self._item
        days = {entry.day for entry in index.entries if item.is_on(entry.session)} if item.name else set()
        if entered is not None:
            days.add(entered.toordinal())
        newest_first = sorted(days, reverse=True)
        for entry in chosen:
            newest = next((day for day in newest_first if day <= entry.day), None)
            if newest is None and entered is None:
                verdict.lacks((name,), entry)
                continue
            problem = (
                self._too_late(index, entry, name) if newest is None else self._too_old(index, entry, name, newest)
            )
            if problem is None:
                age = Decimal(entry.day - (newest or entry.day))
                verdict.near(age, self.within_days or Decimal(0), "days")
            elif entered is None:
                verdict.lacks((name,), entry, side=problem.side)
            else:
                verdict.found(problem)

    def _too_late(self, index: PlanIndex, entry: Entry, name: str) -> Problem:
        text = t(
            "{what}: none before the medicine session of {time}.",
            what=words.sentence_start(t(day_words(name))),
            time=words.moment(entry.session.start),
        )
        facts = (name, str(day_of(index.plan, name)))
        return Problem(Side.HARD, text, (entry,), interval=index.span((entry,)), facts=facts, field=name)

    def _too_old(self, index: PlanIndex, entry: Entry, name: str, newest: int) -> Problem | None:
        limit = self.within_days or Decimal(0)
        age = Decimal(entry.day - newest)
        given = sum(1 for each in index.medicine if newest <= each.day and each.start < entry.start)
        if age > limit:
            text = "{what} is {age} days old on {day}; at most {limit}."
            measured, bound = Quantity(age, "days"), Quantity(limit, "days")
        elif self.within_sessions is not None and given >= self.within_sessions:
            text = "{what}: {given} medicine sessions since, on {day}; again after {sessions}."
            measured, bound = Quantity(Decimal(given), "sessions"), Quantity(Decimal(self.within_sessions), "sessions")
        else:
            return None

        def said() -> str:
            return t(
                text,
                what=words.sentence_start(t(day_words(name))),
                age=age,
                day=words.day_name(entry.session.start),
                limit=limit,
                given=given,
                sessions=self.within_sessions,
            )

        span = partial(index.span, (entry,))
        return Problem(Side.SOFT, said, (entry,), measured, bound, span, (name, str(newest)), name, age)

    def _judge_plan(self, index: PlanIndex, verdict: Verdict) -> None:
        """The item stands on any session of the plan."""
        verdict.looked = 1
        item = self._item
        if not any(item.is_on(entry.session) for entry in index.entries):
            verdict.found(Problem(Side.SOFT, t("“{item}” is not planned in any session.", item=t(item.name))))

    @property
    def _item(self) -> Item:
        return Item(self.checklist, self.measure)

    def _of(self, index: PlanIndex, entry: Entry, sentence: str, *facts: str) -> Problem:
        return Problem(Side.HARD, sentence, (entry,), interval=index.span((entry,)), facts=facts)

    def sentence(self, tiers: Tiers) -> str:
        target = self.select.words if self.select is not None else t("the plan")
        return t("{target}: {what} ({tier}).", target=target, what=self._wanted(), tier=self._tier_words(tiers))

    def _tier_words(self, tiers: Tiers) -> str:
        soft, hard = tier_word(tiers.of(Side.SOFT)), tier_word(tiers.of(Side.HARD))
        if self.hard_routes and soft != hard:
            return t(
                "{hard} by {routes}, {soft} otherwise", hard=hard, soft=soft, routes=words.listed(self.hard_routes)
            )
        if self.readings and soft != hard:
            return t("{hard} if none, {soft} if incomplete", hard=hard, soft=soft)
        if self.within_days is not None and soft != hard:
            return t("{soft} if older, {hard} if there is none before", hard=hard, soft=soft)
        return t("{tier} otherwise", tier=hard if self.hours_before is None else soft)

    def _wanted(self) -> str:
        if self.fact is not None:
            return t("{fact} is yes", fact=t(fact_named(self.fact).words))
        if self.role is not None:
            text = t("a {role} is named", role=t(self.role.value))
            return t("{role} and trained in the modality", role=text) if self.trained else text
        if self._asks_care:
            return "; ".join(self._care_wanted())
        if self.within_days is not None and self.dated is not None:
            limit = words.number(self.within_days)
            text = t("{what} at most {n} days old", what=t(day_words(self.dated)), n=limit)
            if self.within_sessions is None:
                return text
            return t("{what}, and again after {n} medicine sessions", what=text, n=self.within_sessions)
        items = [t("“{item}”", item=t(item)) for item in (self.checklist, self.measure) if item is not None]
        text = t("{items} is planned", items=words.listed(items))
        if self.hours_before is None:
            return text
        return t("{what} at least {hours} h before the first dose", what=text, hours=words.number(self.hours_before))

    def _care_wanted(self) -> Iterator[str]:
        routes = t(" by {routes}", routes=words.listed(self.hard_routes)) if self.hard_routes else ""
        if self.roles:
            yield t("a {roles} are named", roles=words.listed((t(role.value) for role in self.roles), "and"))
        if self.most_roles is not None:
            yield t("one person holds at most {n} of these roles", n=self.most_roles)
        if self.escort:
            yield t(
                "a responsible adult or staff of the stay are there for the hours of the route; a taxi does not count"
            )
        if self.readings:
            yield t("vital signs are planned at the minutes of the route and before leaving")
        if self.everyone_trained:
            yield t("everyone named has {training}", training=self.everyone_trained)
        if self.someone_trained:
            yield t("someone has {training}{routes}", training=self.someone_trained, routes=routes)
        if self.equipment:
            yield t("on site are {items}", items=words.listed((t(item) for item in self.equipment), "and"))


def _at_its_time(entry: Entry, what: str) -> str:
    return t("{time}: {what}.", time=words.moment(entry.session.start), what=what)


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"
