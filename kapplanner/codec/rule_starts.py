"""A new rule of any form, with values to begin from."""

import tomllib
from datetime import date
from functools import cache
from typing import Any

from kapplanner.codec.rule_set_document import RawRule
from kapplanner.i18n import t
from kapplanner.resources import resource


@cache
def _starts() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resource("rules", "starts.toml").read_text(encoding="utf-8"))


def new_rule(form: str, rule_id: str, title: str, reviewed: date, owner: str = "") -> RawRule:
    """A rule as written that can be used as it is: a Caution, decided by the clinic, with the form's first values."""
    return {
        "id": rule_id,
        "version": "1",
        "title": title,
        "form": form,
        "soft": "caution",
        "why": "",
        "evidence": "",
        "house_default": t("Decided by this clinic."),
        "owner": owner,
        "reviewed": reviewed,
        "with": _starts()[form],
    }
