"""Reading many of the library's own plans, to be looked at only: judged or counted, never changed or stored again.

A plan read to be changed goes through every check of ``codec.plans``, because what a reader drops in silence would be
lost with the next save. Nothing read here is saved, and the library wrote it: so the looks for keys that stand twice,
unknown fields and texts of great length are left out, which take eight tenths of the time. The domain's own rules
hold for every value, and what is not plainly a plan of this version is read the strict way.
"""

from typing import Any

import msgspec

from kapplanner.codec.plans import stored_plan
from kapplanner.codec.versions import VERSION
from kapplanner.domain.plan import Plan


class _Document(msgspec.Struct):
    version: str
    rule_set: dict[str, Any]
    template: dict[str, Any] | None
    plan: dict[str, Any]


_READER = msgspec.json.Decoder(_Document)


def glance(document: bytes) -> Plan:
    """The plan that a document of the library holds; a DocumentRefused names the place and what is wrong."""
    try:
        found = _READER.decode(document)
        if found.version == VERSION:
            around = {"rule_set": found.rule_set, "template": found.template}
            return msgspec.convert({**found.plan, **around}, Plan, strict=True)
    except msgspec.MsgspecError:
        pass  # the strict reader says in words what is wrong
    return stored_plan(document)
