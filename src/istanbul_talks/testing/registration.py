"""Tells Hypothesis how to draw our types, without importing any of them.

Hypothesis calls `register` when it is imported, in every test suite of an environment that has
this package. So nothing of ours is imported then: a module is waited for, and its classes are
registered when something else imports it; how to draw one is looked up when one is drawn.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

MODULES = frozenset(
    f"istanbul_talks.{name}"
    for name in ("dataset", "model.claims", "model.records", "model.values")
)
"""The modules whose classes can be drawn."""


def register() -> None:
    """Register the classes that are there already, and the others when they come."""
    for name in MODULES & sys.modules.keys():
        _register_classes(sys.modules[name])
    if waited_for := MODULES - sys.modules.keys():
        sys.meta_path.insert(0, _Waiting(waited_for))


class _Waiting(MetaPathFinder):
    """Finds nothing by itself; of the modules that it waits for it hears when they are there."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = {*names}

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The specification of a module that is waited for, changed so that its end is heard."""
        if name not in self._names:
            return None
        self._names.remove(name)
        if not self._names:
            sys.meta_path.remove(self)
        spec = find_spec(name)
        loader: Any = spec.loader if spec else None
        if loader is not None:
            _after(loader, _register_classes)
        return spec


def _after(loader: Any, call: Callable[[ModuleType], None]) -> None:
    """Have a loader make a call once, when it has executed its next module."""
    execute = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        del loader.exec_module  # a loader can be shared by the modules of a folder
        execute(module)
        call(module)

    loader.exec_module = exec_module


def _register_classes(module: ModuleType) -> None:
    from hypothesis.strategies import register_type_strategy

    for found in vars(module).values():
        if isinstance(found, type) and found.__module__ == module.__name__:
            register_type_strategy(found, _drawn)


def _drawn(cls: type) -> Any:
    """The strategy for a class of ours; NotImplemented if it is none that a record can hold."""
    from istanbul_talks.testing.strategies import strategy_for

    return strategy_for(cls)
