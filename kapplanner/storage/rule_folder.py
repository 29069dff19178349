"""The clinic's rule sets as files that a person can read: a folder a set, a file a version, unchanged once in force.

    rules/harbour/1.toml            a version in force
    rules/harbour/1.adopted.toml    who put it in force, when, and the hash of exactly this version
    rules/harbour/kept/1.toml       the same bytes once more: what counts where the first was damaged or changed by hand
    rules/harbour/draft.toml        what is being worked on; no plan is judged by it

A file that cannot be read, or is not what was put in force, never goes unsaid and never takes a rule away: the version
is judged by as it was put in force.
"""

import contextlib
import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import tomli_w

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.codec.rule_set_document import RuleSetDocument, as_toml, document_at, document_from, numbered
from kapplanner.codec.rule_sets import problems_of, rule_set_of, rule_sets
from kapplanner.codec.rule_shelf import Adoption, InForce, OwnSet, RuleShelfError
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.plan import RuleSetReference
from kapplanner.i18n import t
from kapplanner.resources import resource
from kapplanner.rules.example_check import try_examples
from kapplanner.rules.rule_set import RuleSet
from kapplanner.settings.files import atomic_write

_VERSION: Final = re.compile(r"([1-9][0-9]{0,5})\.toml\Z")
_SET: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")
_FILE_MODE: Final = 0o600


@lru_cache(maxsize=32)
def _read(data: bytes, file: str) -> tuple[RuleSetDocument, RuleSet]:
    """A document and its rule set; the same bytes are read once."""
    document = document_from(data, file)
    return document, rule_set_of(document)


class RuleFolder:
    """A ``RuleShelf`` in a folder; the folder and its files may be absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def own_sets(self) -> tuple[OwnSet, ...]:
        """The clinic's own sets by name."""
        sets = [self._own_set(place) for place in self._places()]
        return tuple(sorted(sets, key=lambda each: (each.name.casefold(), each.id)))

    def in_force(self) -> tuple[InForce, ...]:
        """What plans can be judged by: the newest of each own set, then the shipped sets."""
        own = [each.newest for each in self.own_sets() if each.newest is not None]
        return (*own, *(self._shipped(rule_set) for rule_set in rule_sets()))

    def for_plan(self, reference: RuleSetReference) -> InForce:
        """What a plan that names this set and version is judged by; NotFound where the set is not here at all."""
        for rule_set in rule_sets():
            if rule_set.id == reference.id:
                return _told(self._shipped(rule_set), reference)
        place = self._folder / reference.id
        own = self._own_set(place) if _SET.match(reference.id) and place.is_dir() else None
        if own is None or own.newest is None:
            known = ", ".join(each.rule_set.id for each in self.in_force())
            raise NotFound(
                "There is no rule set “{name}” here. Choose one of: {known}.", name=reference.id[:60], known=known
            )
        exact = [each for each in own.versions if each.rule_set.version == reference.version]
        return exact[0] if exact else _told(own.newest, reference)

    def for_template(self, rule_set_id: str) -> InForce:
        """What a new plan is judged by: the clinic's newest set made from the one that the template names, or that."""
        made = [
            each
            for each in self.in_force()
            if each.rule_set.made_from.partition(" ")[0] == rule_set_id and each.adoption is not None
        ]
        if made:
            return max(made, key=lambda each: each.adoption.at)  # type: ignore[union-attr]
        return self.for_plan(RuleSetReference(rule_set_id, _shipped_version(rule_set_id)))

    def document(self, reference: RuleSetReference) -> RuleSetDocument:
        """A version in force as a document, to be copied or changed."""
        if any(rule_set.reference == reference for rule_set in rule_sets()):
            return document_at(resource("rules", f"{reference.id}.toml"))
        data, _ = self._bytes_in_force(self._folder / reference.id, reference.version)
        return _read(data, f"{reference.id}.toml")[0]

    def keep_draft(self, document: RuleSetDocument) -> None:
        """Keep a draft in place of the set's earlier one; RuleShelfError where it cannot be written."""
        self._write(self._place(document.id) / "draft.toml", as_toml(document))

    def drop_draft(self, set_id: str) -> None:
        """Let go of a draft."""
        try:
            (self._place(set_id) / "draft.toml").unlink(missing_ok=True)
        except OSError as cause:
            raise _cannot_write(cause) from cause
        with contextlib.suppress(OSError):
            self._place(set_id).rmdir()  # only an empty one goes

    def put_in_force(self, document: RuleSetDocument, by: str, at: datetime) -> InForce:
        """Keep a document as the set's next version for good; refused where a rule is wrong or an example fails."""
        place = self._place(document.id)
        version = str(max((int(each) for each in self._versions(place)), default=0) + 1)
        taken = numbered(document, version, self._before(document))
        rule_set = _fit_for_use(taken)
        adoption = Adoption(RuleSetReference(document.id, version), by.strip(), at)
        data = as_toml(taken)
        self._write(place / "kept" / f"{version}.toml", data)
        self._write(place / f"{version}.adopted.toml", _adoption_as_toml(adoption, data))
        self._write(place / f"{version}.toml", data)
        self.drop_draft(document.id)
        return InForce(rule_set, adoption)

    def _before(self, document: RuleSetDocument) -> RuleSetDocument | None:
        """The version that a new one follows: the set's newest, or the shipped one it was made from."""
        own = self._own_set(self._place(document.id))
        if own.newest is not None:
            return self.document(own.newest.rule_set.reference)
        origin, _, version = document.made_from.partition(" ")
        try:
            return self.document(RuleSetReference(origin, version))
        except PlannerError:
            return None

    def adopt(self, reference: RuleSetReference, by: str, at: datetime) -> Adoption:
        """A clinician takes a shipped set as it is, or a version of the clinic whose record of adoption was lost."""
        adoption = Adoption(reference, by.strip(), at)
        place = self._place(reference.id)
        if any(rule_set.reference == reference for rule_set in rule_sets()):
            data = resource("rules", f"{reference.id}.toml").read_bytes()
        else:
            data, _ = self._bytes_in_force(place, reference.version)
            _fit_for_use(_read(data, f"{reference.id}.toml")[0])
            self._write(place / "kept" / f"{reference.version}.toml", data)
        self._write(place / f"{reference.version}.adopted.toml", _adoption_as_toml(adoption, data))
        return adoption

    # What lies in the folder

    def _places(self) -> Iterator[Path]:
        shipped = {rule_set.id for rule_set in rule_sets()}
        try:
            inside = sorted(self._folder.iterdir())
        except OSError:
            return
        for place in inside:
            if _SET.match(place.name) and place.is_dir() and place.name not in shipped:
                yield place

    def _place(self, set_id: str) -> Path:
        if not _SET.match(set_id):
            raise RuleShelfError("“{name}” cannot be the short name of a rule set.", name=set_id[:60])
        return self._folder / set_id

    def _versions(self, place: Path) -> list[str]:
        """The versions of a set, in force or only kept, the oldest first."""
        found: set[str] = set()
        for folder in (place, place / "kept"):
            with contextlib.suppress(OSError):
                found |= {match[1] for path in folder.iterdir() if (match := _VERSION.match(path.name))}
        return sorted(found, key=int)

    def _own_set(self, place: Path) -> OwnSet:
        versions, problems = [], []
        for version in self._versions(place):
            try:
                versions.append(self._in_force(place, version))
            except PlannerError as cause:
                problems.append(str(cause))
        problems += [each.remark for each in versions if each.remark]
        draft, trouble = self._draft(place)
        problems += trouble
        name = versions[-1].rule_set.name if versions else draft.name if draft else place.name
        return OwnSet(place.name, name, tuple(versions), draft, tuple(problems))

    def _draft(self, place: Path) -> tuple[RuleSetDocument | None, list[str]]:
        path = place / "draft.toml"
        try:
            return document_at(path), []
        except RuleSetRefused as cause:
            told = t("The draft of “{name}” cannot be read. {problem}", name=place.name, problem=str(cause))
            return None, [told] if path.exists() else []

    def _in_force(self, place: Path, version: str) -> InForce:
        data, remark = self._bytes_in_force(place, version)
        _, rule_set = _read(data, f"{place.name} {version}")
        if (rule_set.id, rule_set.version) != (place.name, version):
            raise RuleShelfError(
                "The file {file} holds another rule set than its name says.", file=f"{place.name}/{version}.toml"
            )
        adoption = self._adoption(place, version)[0]
        return InForce(rule_set, adoption, remark)

    def _bytes_in_force(self, place: Path, version: str) -> tuple[bytes, str]:
        """Exactly what was put in force, and what there is to say about its file."""
        adoption, digest = self._adoption(place, version)
        found = [_bytes(path) for path in (place / f"{version}.toml", place / "kept" / f"{version}.toml")]
        name = f"{place.name}/{version}.toml"
        if adoption is None:
            if found[0] is None:
                raise RuleShelfError("The file {file} cannot be read.", file=name)
            return found[0], t(
                "Nobody is known to have put {file} in force: its record is missing or damaged.", file=name
            )
        exact = [data for data in found if data is not None and hashlib.sha256(data).hexdigest() == digest]
        if not exact:
            raise RuleShelfError(
                "The file {file} is not what {by} put in force, and the copy that was kept is damaged too. No plan is"
                " judged by it. Put it back from a copy.",
                file=name,
                by=adoption.by,
            )
        if found[0] == exact[0]:
            return exact[0], ""
        return exact[0], t(
            "The file {file} was changed or damaged after {by} put it in force. {problem}The version as it was put in"
            " force stays in use.",
            file=name,
            by=adoption.by,
            problem=_what_is_wrong(found[0], name),
        )

    def _adoption(self, place: Path, version: str) -> tuple[Adoption | None, str]:
        try:
            raw = tomllib.loads((place / f"{version}.adopted.toml").read_text(encoding="utf-8"))
            reference = RuleSetReference(place.name, version)
            return Adoption(reference, str(raw["by"]), raw["at"]), str(raw["sha256"])
        except (OSError, ValueError, KeyError, AttributeError, PlannerError):
            return None, ""

    def _shipped(self, rule_set: RuleSet) -> InForce:
        adoption, _ = self._adoption(self._folder / rule_set.id, rule_set.version)
        return InForce(rule_set, adoption)

    def _write(self, path: Path, data: bytes) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic_write(path, data, _FILE_MODE)
        except OSError as cause:
            raise _cannot_write(cause) from cause


def _shipped_version(rule_set_id: str) -> str:
    return next((rule_set.version for rule_set in rule_sets() if rule_set.id == rule_set_id), "")


def _told(found: InForce, reference: RuleSetReference) -> InForce:
    """The same, with a remark where the plan names another version."""
    if found.rule_set.reference == reference:
        return found
    words = t(
        "The plan was made with version {theirs} of the rule set “{name}”; it is judged by version {ours}.",
        theirs=reference.version,
        name=found.rule_set.name,
        ours=found.rule_set.version,
    )
    return replace(found, remark=" ".join(filter(None, (found.remark, words))))


def _fit_for_use(document: RuleSetDocument) -> RuleSet:
    problems = problems_of(document)
    if problems:
        first = problems[0]
        raise RuleShelfError(
            "This version cannot be put in force. Rule “{rule}”, {field}: {problem}",
            rule=first.rule,
            field=first.field or t("all in all"),
            problem=first.sentence,
        )
    rule_set = rule_set_of(document)
    for rule in rule_set.rules:
        for tried in try_examples(rule, rule_set):
            if not tried.holds:
                raise RuleShelfError(
                    "This version cannot be put in force: an example of “{rule}” does not hold. {plan}: {outcome} was"
                    " expected, the rule says {said}.",
                    rule=rule.title,
                    plan=tried.example.plan,
                    outcome=tried.example.outcome.words,
                    said=tried.said.words if tried.said is not None else tried.problem,
                )
    return rule_set


def _what_is_wrong(data: bytes | None, file: str) -> str:
    if data is None:
        return t("It is missing or cannot be read.") + " "
    try:
        _read(data, file)
    except PlannerError as cause:
        return f"{cause} "
    return ""


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _adoption_as_toml(adoption: Adoption, data: bytes) -> bytes:
    return tomli_w.dumps({"by": adoption.by, "at": adoption.at, "sha256": hashlib.sha256(data).hexdigest()}).encode()


def _cannot_write(cause: OSError) -> RuleShelfError:
    return RuleShelfError("The rule set could not be kept: {reason}", reason=cause.strerror or str(cause.errno))
