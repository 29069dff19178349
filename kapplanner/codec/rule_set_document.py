"""A rule set as written: read from TOML with all it inherits, changed rule by rule, and written again.

A set may extend another and change named rules only; what it extends lies beside it or ships with the program. Once
read, a document is complete in itself, so a clinic's copy does not change when the program's own sets do.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import tomli_w

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.domain.errors import NotFound
from kapplanner.domain.session import Route
from kapplanner.resources import resource
from kapplanner.rules.cases import Cases
from kapplanner.rules.fields import NumberByRoute, parameters
from kapplanner.rules.library import rule_forms

MOST_BYTES: Final = 4_000_000
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
_ENVELOPE: Final = ("id", "version", "name", "summary", "made_from", "effective_from", "next_review")

RawRule = dict[str, Any]


class _SourceBlock(msgspec.Struct, forbid_unknown_fields=True):
    who: str
    title: str
    year: int | None = None
    address: str = ""


class _SetBlock(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    version: str
    name: str
    summary: str = ""
    extends: str = ""
    made_from: str = ""
    effective_from: date | None = None
    next_review: date | None = None
    sources: dict[str, _SourceBlock] = {}
    routes: dict[Route, dict[str, Any]] = {}
    conditions: str = ""
    medicines: str = ""
    rules: list[RawRule] = []
    changes: list[RawRule] = []


@dataclass(frozen=True, slots=True)
class RuleSetDocument:
    """A complete rule set, each rule still in the words of its file.

    ``made_from``: the set and version it was copied from ("intensive 1.0"). ``conditions``, ``medicines``: the files of
    the clinical lists it names, None without one. ``files``: the file that each rule stands in, for what is told of it.
    Nobody changes the dictionaries: every act answers a new document.
    """

    id: str
    version: str
    name: str
    rules: tuple[RawRule, ...]
    summary: str = ""
    extends: str = ""
    made_from: str = ""
    effective_from: date | None = None
    next_review: date | None = None
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    routes: Mapping[Route, dict[str, Any]] = field(default_factory=dict)
    conditions: Path | None = None
    medicines: Path | None = None
    file: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def rule(self, rule_id: str) -> RawRule:
        """The rule of that id as written."""
        for raw in self.rules:
            if raw.get("id") == rule_id:
                return raw
        raise NotFound("The rule set “{name}” has no rule “{rule}”.", name=self.name, rule=rule_id[:60])

    def file_of(self, raw: RawRule) -> str:
        """The name of the file that a rule stands in."""
        return self.files.get(str(raw.get("id")), self.file)

    def with_rule(self, raw: RawRule) -> "RuleSetDocument":
        """With this rule in place of the one of its id, or behind the others where it is a new one.

        A part that is None is one that the rule does not have.
        """
        raw = {name: value for name, value in raw.items() if value is not None}
        known = any(each.get("id") == raw.get("id") for each in self.rules)
        rules = tuple(raw if each.get("id") == raw.get("id") else each for each in self.rules)
        return replace(self, rules=rules if known else (*rules, raw))

    def with_route(self, route: Route, raw: dict[str, Any]) -> "RuleSetDocument":
        """With these numbers for a route; a part that is None is one that the route does not have."""
        kept = {name: value for name, value in raw.items() if value is not None}
        return replace(self, routes={**self.routes, route: kept})

    def without_rule(self, rule_id: str) -> "RuleSetDocument":
        """Without a rule that the clinic made itself."""
        return replace(self, rules=tuple(each for each in self.rules if each.get("id") != rule_id))

    def copied(self, set_id: str, name: str) -> "RuleSetDocument":
        """A clinic's own copy, to be changed: a draft of its first version."""
        origin = f"{self.id} {self.version}"
        return replace(self, id=set_id, name=name, version="1", extends="", made_from=origin, file="", files={})


def numbered(document: RuleSetDocument, version: str, before: RuleSetDocument | None) -> RuleSetDocument:
    """The document as that version: rules that differ from the version before get a version of their own with it.

    What was kept or acknowledged by an earlier version of a rule lapses; what hangs on unchanged rules stays.
    """
    old = {str(raw.get("id")): raw for raw in before.rules} if before is not None else {}
    rules = tuple(_numbered(raw, f"{document.id}-{version}", old.get(str(raw.get("id")))) for raw in document.rules)
    return replace(document, version=version, rules=rules, file="", files={})


def _numbered(raw: RawRule, version: str, before: RawRule | None) -> RawRule:
    if before is not None and {**raw, "version": ""} == {**before, "version": ""}:
        return {**raw, "version": before.get("version", version)}
    return {**raw, "version": version}


def document_at(path: Path) -> RuleSetDocument:
    """The rule set of a file with all it inherits; RuleSetRefused where it cannot be read."""
    return _layered(path, ())


def document_from(data: bytes, file: str) -> RuleSetDocument:
    """A rule set that came in from elsewhere; it may extend nothing but a shipped set."""
    return _inherited(_parsed(data, file), file, None, ())


def as_toml(document: RuleSetDocument) -> bytes:
    """The document as a file that reads back to an equal rule set, in the order a person reads."""
    head: dict[str, Any] = {name: getattr(document, name) for name in _ENVELOPE}
    lists = {"conditions": document.conditions, "medicines": document.medicines}
    whole: dict[str, Any] = {
        **{name: value for name, value in head.items() if value not in (None, "")},
        **{name: path.stem for name, path in lists.items() if path is not None},
        "sources": {key: dict(source) for key, source in document.sources.items()},
        "routes": {route.value: numbers for route, numbers in document.routes.items()},
        "rules": list(document.rules),
    }
    return tomli_w.dumps(whole).encode()


def _layered(path: Path, seen: tuple[str, ...]) -> RuleSetDocument:
    try:
        data = path.read_bytes()[: MOST_BYTES + 1]
    except OSError as cause:
        raise RuleSetRefused("{file}: there is no such rule set, or it cannot be read.", file=path.name) from cause
    return _inherited(_parsed(data, path.name), path.name, path.parent, (*seen, path.stem))


def _parsed(data: bytes, file: str) -> _SetBlock:
    if len(data) > MOST_BYTES:
        raise RuleSetRefused("{file}: this is too large for a rule set.", file=file)
    try:
        return msgspec.toml.decode(data, type=_SetBlock)
    except (msgspec.MsgspecError, ValueError) as cause:
        raise RuleSetRefused("{file}: {problem}", file=file, problem=str(cause)) from cause
    except RecursionError as cause:
        raise RuleSetRefused("{file}: its tables are nested too deeply.", file=file) from cause


def _inherited(block: _SetBlock, file: str, folder: Path | None, seen: tuple[str, ...]) -> RuleSetDocument:
    below = _extended(block.extends, file, folder, seen) if block.extends else None
    rules = {str(raw.get("id")): raw for raw in below.rules} if below else {}
    files = dict(below.files) if below else {}
    for raw in block.rules:
        _add(rules, file, raw)
        files[str(raw.get("id"))] = file
    changed: set[str] = set()
    for raw in block.changes:
        if str(raw.get("id")) in changed:
            raise RuleSetRefused("{file}: rule “{rule}” is changed twice.", file=file, rule=str(raw.get("id"))[:60])
        changed.add(str(raw.get("id")))
        _change(rules, file, raw)
        files[str(raw.get("id"))] = file
    routes = dict(below.routes) if below else {}
    for route, numbers in block.routes.items():
        routes[route] = {**routes.get(route, {}), **numbers}
    return RuleSetDocument(
        id=block.id,
        version=block.version,
        name=block.name,
        rules=tuple(rules.values()),
        summary=block.summary,
        extends=block.extends,
        made_from=block.made_from,
        effective_from=block.effective_from,
        next_review=block.next_review,
        sources={**(below.sources if below else {}), **_sources(block)},
        routes=routes,
        conditions=_list_file(block.conditions, file, folder) or (below.conditions if below else None),
        medicines=_list_file(block.medicines, file, folder) or (below.medicines if below else None),
        file=file,
        files=files,
    )


def _sources(block: _SetBlock) -> dict[str, dict[str, Any]]:
    return {
        key: {name: value for name, value in msgspec.to_builtins(source).items() if value not in (None, "")}
        for key, source in block.sources.items()
    }


def _extended(name: str, file: str, folder: Path | None, seen: tuple[str, ...]) -> RuleSetDocument:
    if not _NAME.match(name):
        raise RuleSetRefused("{file}: “{name}” is not the name of a rule set.", file=file, name=name[:40])
    if name in seen:
        raise RuleSetRefused(
            "{file}: rule sets extend one another in a ring: {chain}.", file=file, chain=" → ".join((*seen, name))
        )
    return _layered(_beside(folder, f"{name}.toml"), seen)


def _list_file(name: str, file: str, folder: Path | None) -> Path | None:
    """The file of a clinical list by its name: in the folder "lists" beside the rule set, or the shipped one."""
    if not name:
        return None
    if not _NAME.match(name):
        raise RuleSetRefused("{file}: “{name}” is not the name of a list.", file=file, name=name[:40])
    return _beside(folder, "lists", f"{name}.toml")


def _beside(folder: Path | None, *parts: str) -> Path:
    """A file beside a rule set, or else the shipped one of that name."""
    if folder is not None and folder.joinpath(*parts).is_file():
        return folder.joinpath(*parts)
    shipped = resource("rules", *parts)
    return shipped if folder is None or shipped.is_file() else folder.joinpath(*parts)


def _add(rules: dict[str, RawRule], file: str, raw: RawRule) -> None:
    rule_id = str(raw.get("id", "?"))
    if rule_id in rules:
        raise RuleSetRefused("{file}: two rules share the id “{rule}”.", file=file, rule=rule_id[:60])
    rules[rule_id] = raw


def _change(rules: dict[str, RawRule], file: str, raw: RawRule) -> None:
    """A change names a rule that exists, a new version, and only what differs.

    Parameters are merged by name, and a table by route or by case goes on holding what the change does not name:
    a limit is never lost by changing another one.
    """
    rule_id = str(raw.get("id", "?"))
    if rule_id not in rules:
        raise RuleSetRefused("{file}: there is no rule “{rule}” to change.", file=file, rule=rule_id[:60])
    if "version" not in raw:
        raise RuleSetRefused(
            "{file}, rule “{rule}”: a change needs a version of its own.", file=file, rule=rule_id[:60]
        )
    before = rules[rule_id]
    merged = {**before, **raw}
    if isinstance(raw.get("with"), dict) and isinstance(before.get("with"), dict):
        merged["with"] = {**before["with"], **_tables_merged(before, raw["with"], file, rule_id)}
    rules[rule_id] = merged


def _tables_merged(before: RawRule, values: dict[str, Any], file: str, rule_id: str) -> dict[str, Any]:
    form = rule_forms().get(str(before.get("form")))
    fields = parameters(form) if form is not None else {}
    merged = {}
    for name, value in values.items():
        old = before["with"].get(name)
        if isinstance(value, dict) and isinstance(fields.get(name), NumberByRoute | Cases):
            if old is not None and not isinstance(old, dict) and len(value) < len(Route):
                raise RuleSetRefused(
                    "{file}, rule “{rule}”: with.{name}: it was one number for every route; give one number, or name"
                    " all routes.",
                    file=file,
                    rule=rule_id[:60],
                    name=name,
                )
            value = {**old, **value} if isinstance(old, dict) else value
        merged[name] = value
    return merged
