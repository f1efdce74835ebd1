"""What one JSON Schema of ours accepts and another does not: whether a change breaks data.

A change breaks if data that the old schema accepts can be rejected by the new one. Anything that
cannot be judged by its form (another pattern, say) is taken to break. What only adds (a field, a
term, a record type) keeps old data valid, but readers of the old schema reject data that use it.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

Schema = dict[str, Any]


class Effect(StrEnum):
    """What a change does to data, and to those who read them."""

    BREAKS = "breaks"
    ADDS = "adds"


class Change(NamedTuple):
    """One difference between two schemas: where, what, and what follows from it."""

    pointer: str
    what: str
    effect: Effect

    def __str__(self) -> str:
        return f"{self.effect}: {self.pointer or '/'}: {self.what}"


WORDS = frozenset({"$schema", "$id", "$comment", "$defs", "title", "description", "$ref"})
"""Keywords that decide about no data by themselves (what a reference leads to is looked at)."""

LOWEST = ("minimum", "minLength", "minItems", "minProperties")
HIGHEST = ("maximum", "maxLength", "maxItems", "maxProperties")

_TYPES = re.compile(r"\^\(\?:\(\?:([a-z|]+)\)/(.*)", re.DOTALL)
"""The pattern of a reference: the types that it may lead to, and the rest."""


def changes(old: Schema, new: Schema) -> list[Change]:
    """Every difference that matters, in the order of the schema."""
    return [*dict.fromkeys(_Comparison(old, new).of(old, new, ""))]


def breaks(old: Schema, new: Schema) -> list[Change]:
    """The changes by which data that were valid can become invalid."""
    return [change for change in changes(old, new) if change.effect is Effect.BREAKS]


class _Comparison:
    """Compares subschemas of two schemas, each pair of definitions once."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self._roots = old, new
        self._seen: set[tuple[str, str]] = set()

    def of(self, old: Schema, new: Schema, pointer: str) -> Iterator[Change]:
        """The changes from one subschema to the other."""
        before, after = old.get("$ref"), new.get("$ref")
        if before and after:
            if (before, after) not in self._seen:
                self._seen.add((before, after))
                where = f"/$defs/{before.removeprefix('#/$defs/')}"
                yield from self.of(*self._targets(before, after), where)
        elif before or after:
            yield from self._inlined(old, new, pointer)
            return
        for keyword in {**old, **new}:
            if keyword not in WORDS:
                yield from self._keyword(keyword, old, new, pointer)

    def _targets(self, old: str, new: str) -> tuple[Schema, Schema]:
        names = (ref.removeprefix("#/$defs/") for ref in (old, new))
        before, after = (root["$defs"][n] for root, n in zip(self._roots, names, strict=True))
        return before, after

    def _inlined(self, old: Schema, new: Schema, pointer: str) -> Iterator[Change]:
        """One of both is written out where the other refers to a definition."""
        plain = []
        for schema, root in zip((old, new), self._roots, strict=True):
            target = schema
            if "$ref" in schema:
                if not schema.keys() <= WORDS:
                    yield Change(pointer, "a reference came or went", Effect.BREAKS)
                    return
                target = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
            plain.append(target)
        yield from self.of(plain[0], plain[1], pointer)

    def _keyword(self, keyword: str, old: Schema, new: Schema, at: str) -> Iterator[Change]:
        if old.get(keyword) == new.get(keyword) and keyword not in _WITHIN:
            return
        compare = _WITHIN.get(keyword) or _JUDGES.get(keyword)
        if compare is None:
            yield Change(at, f"{keyword} changed", Effect.BREAKS)
        else:
            yield from compare(self, old, new, at)


def _bound(keyword: str, sign: int) -> "_Judge":
    """``sign`` says in which direction the bound is wider."""

    def judge(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
        before, after = old.get(keyword), new.get(keyword)
        wider = after is None or (before is not None and (after - before) * sign > 0)
        effect = Effect.ADDS if wider else Effect.BREAKS
        yield Change(at, f"{keyword} was {before}, is {after}", effect)

    return judge


def _type(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    before, after = old.get("type"), new.get("type")
    wider = after is None or (before, after) == ("integer", "number")
    effect = Effect.ADDS if wider else Effect.BREAKS
    yield Change(at, f"type was {before}, is {after}", effect)


def _enum(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    if "enum" not in old or "enum" not in new:
        effect = Effect.ADDS if "enum" in old else Effect.BREAKS
        yield Change(at, "the list of terms came or went", effect)
        return
    yield from _gone(at, "term", old["enum"], new["enum"])
    for term in new["enum"]:
        if term not in old["enum"]:
            yield Change(at, f"term {term} came", Effect.ADDS)


def _gone(at: str, noun: str, old: Any, new: Any) -> Iterator[Change]:
    for name in old:
        if name not in new:
            yield Change(at, f"{noun} {name} went", Effect.BREAKS)


def _pattern(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    if "pattern" not in new:
        yield Change(at, "the pattern went", Effect.ADDS)
        return
    both = [_TYPES.fullmatch(schema.get("pattern", "")) for schema in (old, new)]
    if not all(both) or both[0][2] != both[1][2]:  # type: ignore[index]
        yield Change(at, "another pattern", Effect.BREAKS)
        return
    before, after = (found[1].split("|") for found in both if found)
    yield from _gone(at, "references to", before, after)
    for name in after:
        if name not in before:
            yield Change(at, f"references to {name} came", Effect.ADDS)


def _required(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    before, after = old.get("required", []), new.get("required", [])
    for name in before:
        if name not in after:
            yield Change(at, f"{name} is no longer required", Effect.ADDS)
    for name in after:
        if name not in before:
            yield Change(at, f"{name} is required", Effect.BREAKS)


def _closed(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    effect = Effect.BREAKS if new.get("additionalProperties") is False else Effect.ADDS
    yield Change(at, "unknown fields", effect)


def _unique(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    effect = Effect.BREAKS if new.get("uniqueItems") else Effect.ADDS
    yield Change(at, "values that stand twice", effect)


def _properties(comparison: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    before, after = old.get("properties", {}), new.get("properties", {})
    closed = old.get("additionalProperties") is False
    for name in before:
        if name in after:
            yield from comparison.of(before[name], after[name], f"{at}/{name}")
        else:
            effect = Effect.BREAKS if new.get("additionalProperties") is False else Effect.ADDS
            yield Change(at, f"field {name} went", effect)
    for name in after:
        if name not in before:
            yield Change(at, f"field {name} came", Effect.ADDS if closed else Effect.BREAKS)


def _dependent(comparison: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    before, after = old.get("dependentSchemas", {}), new.get("dependentSchemas", {})
    known = old.get("properties", {})
    for name in {**before, **after}:
        if name in before and name in after:
            yield from comparison.of(before[name], after[name], f"{at}/{name}")
        elif name in before:
            yield Change(at, f"{name} demands less", Effect.ADDS)
        elif name in known:
            yield Change(at, f"{name} demands more", Effect.BREAKS)


def _items(comparison: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    if "items" not in new:
        yield Change(at, "any items", Effect.ADDS)
    elif "items" not in old:
        yield Change(at, "items are limited", Effect.BREAKS)
    else:
        yield from comparison.of(old["items"], new["items"], f"{at}/items")


def _any_of(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    """Ours are lists of fields of which one is needed."""
    before, after = old.get("anyOf"), new.get("anyOf")
    wider = after is None or (before is not None and all(option in after for option in before))
    effect = Effect.ADDS if wider else Effect.BREAKS
    yield Change(at, "of which fields one is needed", effect)


def _dispatch(comparison: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    """``allOf`` of ours: a schema for each record type, and for each another one."""
    before, after = ({_case(one): one for one in s.get("allOf", [])} for s in (old, new))
    known = old.get("properties", {}).get("type", {}).get("enum", [])
    for name in {**before, **after}:
        if name is None:
            if old.get("allOf") != new.get("allOf"):
                yield Change(at, "allOf changed", Effect.BREAKS)
        elif name in before and name in after:
            yield from comparison.of(before[name]["then"], after[name]["then"], at)
        elif name in before:
            if name in new.get("properties", {}).get("type", {}).get("enum", []):
                yield Change(at, f"{name} is any object", Effect.ADDS)
        elif name in known:
            yield Change(at, f"{name} is limited", Effect.BREAKS)


def _case(branch: Schema) -> str | None:
    """The record type that a branch is about; None for what is no branch of ours."""
    if branch.keys() != {"if", "then"}:
        return None
    name: str | None = branch["if"].get("properties", {}).get("type", {}).get("const")
    return name


def _if(comparison: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    if any(old.get(k) is None or new.get(k) is None for k in ("if", "then", "else")):
        if any(old.get(k) != new.get(k) for k in ("if", "then", "else")):
            yield Change(at, "what depends on a condition changed", Effect.BREAKS)
        return
    if old["if"] != new["if"]:
        yield Change(at, "a condition changed", Effect.BREAKS)
        return
    for key in ("then", "else"):
        yield from comparison.of(old[key], new[key], at)


def _with_if(_: _Comparison, old: Schema, new: Schema, at: str) -> Iterator[Change]:
    """`_if` has looked at it."""
    if "if" not in old and "if" not in new:
        yield Change(at, "a branch without a condition changed", Effect.BREAKS)


_Judge = Callable[[_Comparison, Schema, Schema, str], Iterator[Change]]

_WITHIN: dict[str, _Judge] = {
    "properties": _properties,
    "dependentSchemas": _dependent,
    "items": _items,
    "allOf": _dispatch,
    "if": _if,
}
"""Keywords that hold schemas: equal ones can refer to definitions that differ."""

_JUDGES: dict[str, _Judge] = {
    **{keyword: _bound(keyword, -1) for keyword in LOWEST},
    **{keyword: _bound(keyword, 1) for keyword in HIGHEST},
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "required": _required,
    "additionalProperties": _closed,
    "uniqueItems": _unique,
    "anyOf": _any_of,
    "then": _with_if,
    "else": _with_if,
}
