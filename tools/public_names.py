"""What is public, read off the code: names with their signatures, commands with their options.

docs/versioning.md says what is public. Names of other modules may be reached, too; they are not
promised to anyone.
"""

import inspect
from collections.abc import Iterator
from enum import Enum
from types import ModuleType, UnionType
from typing import Annotated, Any, ForwardRef, TypeVar, Union, get_args, get_origin

import attrs
import click

import istanbul_talks
import istanbul_talks.testing
from istanbul_talks.cli.group import main
from istanbul_talks.findings.finding import ExitStatus
from istanbul_talks.testing import pytest_plugin

PACKAGE = istanbul_talks.__name__
COMMAND_LINE = "istanbul-talks"

Interface = dict[str, str]
"""A public name, and how it is called: both as text."""

_OPERATORS = frozenset(
    f"__{name}__" for name in ("arrow_c_stream", "call", "contains", "getitem", "iter", "len")
)


def interface() -> Interface:
    """All that is public today, in the order of its names."""
    found = dict(_modules(istanbul_talks, istanbul_talks.testing)) | dict(_command_line())
    found[f"fixture {pytest_plugin.istanbul_talks.name}"] = "pytest"
    found |= {f"exit status {status.value}": status.name.lower() for status in ExitStatus}
    return dict(sorted(found.items()))


def _modules(*modules: ModuleType) -> Iterator[tuple[str, str]]:
    for module in modules:
        for name in module.__all__:
            value, full = getattr(module, name), f"{module.__name__}.{name}"
            if inspect.isclass(value):
                yield full, _class(value)
                yield from ((f"{full}.{member}", text) for member, text in _members(value))
            else:
                yield full, _signature(value) if callable(value) else spelled(type(value))


def _class(cls: type) -> str:
    """Its bases, and what it takes to make one. Fields that have a default stand for themselves."""
    bases = ", ".join(base.__name__ for base in cls.__bases__ if base is not object)
    if attrs.has(cls):
        needed = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]
        made = f"(*, {', '.join(needed)})" if needed else "()"
    else:
        made = _signature(vars(cls)["__init__"]) if "__init__" in vars(cls) else ""
    return f"class({bases}){made and f' made with {made}'}"


def _members(cls: type) -> Iterator[tuple[str, str]]:
    """Fields, terms, properties and methods, also those of bases that are ours."""
    if attrs.has(cls):
        for field in attrs.fields(cls):
            if not field.name.startswith("_"):
                default = "" if field.default is attrs.NOTHING else ", optional"
                yield field.name, f"{spelled(field.type)}{default}"
    for name in getattr(cls, "_fields", ()):  # of a named tuple
        yield name, spelled(inspect.get_annotations(cls).get(name, Any))
    ours = [base for base in reversed(cls.__mro__) if base.__module__.startswith(PACKAGE)]
    for name, value in {name: value for base in ours for name, value in vars(base).items()}.items():
        if name.startswith("_") and name not in _OPERATORS:
            continue
        if isinstance(value, Enum):
            yield name, f"= {value.value!r}"
        elif isinstance(value, property):
            yield name, f"property -> {_returned(value.fget)}"
        elif isinstance(value, classmethod | staticmethod):
            yield name, f"{type(value).__name__} {_signature(value.__func__)}"
        elif inspect.isfunction(value):
            yield name, _signature(value)
        elif hasattr(value, "func"):  # functools.cached_property
            yield name, f"property -> {_returned(value.func)}"


def _returned(function: Any) -> str:
    return spelled(inspect.signature(function).return_annotation)


def _signature(function: Any) -> str:
    """A signature in short names, the same on every version of Python."""
    signature = inspect.signature(function)
    shown, star = [], False
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not star:
            shown.append("*")
        star = star or parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL)
        stars = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}
        kind = "" if parameter.annotation is parameter.empty else spelled(parameter.annotation)
        text = f"{stars.get(parameter.kind.name, '')}{parameter.name}{kind and f': {kind}'}"
        shown.append(
            text if parameter.default is parameter.empty else _with_default(text, parameter)
        )
        positional = parameter.kind is parameter.POSITIONAL_ONLY
        if positional and _last_positional(signature) == parameter.name:
            shown.append("/")
    return f"({', '.join(shown)}) -> {spelled(signature.return_annotation)}"


def _with_default(text: str, parameter: inspect.Parameter) -> str:
    value = parameter.default
    plain = isinstance(value, str | int | float | tuple | frozenset) or value is None
    return f"{text} = {value!r}" if plain else f"{text} = …"


def _last_positional(signature: inspect.Signature) -> str:
    *_, last = (p.name for p in signature.parameters.values() if p.kind is p.POSITIONAL_ONLY)
    return last


def spelled(annotation: Any) -> str:
    """A type in short names: ``Mapping[str, Id] | None``."""
    if isinstance(annotation, str):
        return annotation
    if isinstance(annotation, ForwardRef):
        return annotation.__forward_arg__
    if annotation is None or annotation is type(None):
        return "None"
    if annotation is ... or isinstance(annotation, list | tuple):
        return "..." if annotation is ... else f"[{', '.join(map(spelled, annotation))}]"
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return spelled(inner[0])
    if origin in (Union, UnionType):
        return " | ".join(map(spelled, inner))
    if origin is not None and inner:
        return f"{spelled(origin)}[{', '.join(map(spelled, inner))}]"
    if isinstance(annotation, TypeVar):
        return annotation.__name__
    return getattr(annotation, "__name__", None) or repr(annotation)


def _command_line() -> Iterator[tuple[str, str]]:
    context = click.Context(main, info_name=COMMAND_LINE)
    yield from _command(COMMAND_LINE, main, context)
    for name, command in main.commands.items():
        inner = click.Context(command, info_name=name, parent=context)
        yield from _command(f"{COMMAND_LINE} {name}", command, inner)


def _command(
    full: str, command: click.Command, context: click.Context
) -> Iterator[tuple[str, str]]:
    """A command with its arguments, each option, and each word that one of them can be."""
    yield full, " ".join(command.collect_usage_pieces(context))
    for parameter in command.params:
        option = isinstance(parameter, click.Option)
        name = max(parameter.opts, key=len) if option else parameter.make_metavar(context)
        if option:
            yield f"{full} {name}", _option(parameter, context)
        if isinstance(parameter.type, click.Choice):
            yield from ((f"{full} {name} {word}", "a choice") for word in parameter.type.choices)


def _option(option: click.Parameter, context: click.Context) -> str:
    flag = isinstance(option, click.Option) and (option.is_flag or option.count)
    choice = isinstance(option.type, click.Choice)
    value = "" if flag else " WORD" if choice else f" {option.make_metavar(context)}"
    told = [", ".join([*option.opts, *option.secondary_opts]) + value]
    told += ["required"] * option.required + ["several times"] * option.multiple
    return ", ".join(told)
