"""The rule forms there are: every module of ``forms`` is imported, and a broken one stops the program."""

import pkgutil
from functools import cache
from importlib import import_module
from types import MappingProxyType

from kapplanner.rules import forms as package
from kapplanner.rules.form import RuleForm


@cache
def rule_forms() -> MappingProxyType[str, type[RuleForm]]:
    """The forms by name ("count in window"), in the order of their names."""
    found: dict[str, type[RuleForm]] = {}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        for value in vars(import_module(f"{package.__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, RuleForm) and value is not RuleForm:
                found[value.form] = value
    return MappingProxyType(found)
