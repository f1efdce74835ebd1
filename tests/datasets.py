"""Small datasets whose records have to do with one another, some of them damaged or twisted."""

import copy
import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from fitting import Json
from istanbul_talks.model.shapes import RECORDS, TYPES
from mutations import mutated
from valid_records import canonical_records, exchanged, made, one_of

_ID = re.compile(f"(?:{'|'.join(TYPES)})/[a-z0-9-]+")

_CODED = {"source": "source/istanbul-talks-codebook", "basis": "coded"}
"""A claim that needs no text."""

_OFTEN = ("source", "source", "meeting", "participation", "figure", "demand", "disagreement")
"""Types of which rules look at more than one record."""


def is_id(text: str) -> bool:
    """Whether a text is the id of a record."""
    return _ID.fullmatch(text) is not None


@st.composite
def datasets(draw: DrawFn, most: int = 14) -> list[Json]:
    """Some records that point to one another, to canonical ones, and now and then nowhere."""
    kinds = draw(st.lists(st.sampled_from(TYPES + _OFTEN), min_size=1, max_size=most))
    ids = [draw(_id(kind, number)) for number, kind in enumerate(kinds)]
    found: list[Json] = []
    for kind, id in zip(kinds, ids, strict=True):
        alike = [record for record in found if record.get("type") == kind]
        if alike and draw(st.integers(0, 4)) == 0:
            found.append(copy.deepcopy({**draw(one_of(alike)), "id": id}))
        else:
            found.append(draw(_record(kind, id, ids)))
    return [*found, *(_covering(n, r) for n, r in enumerate(found) if draw(st.booleans()))]


def _covering(number: int, record: Json) -> Json:
    """A disagreement that covers all dissents of a record."""
    fields = {
        "kind": "contradiction",
        "records": [record.get("id")],
        "summary": "Some say otherwise.",
        "treatment": "adopted_one",
    }
    claims: Json = {name: [dict(_CODED)] for name in fields}
    claims["records"][0]["element"] = record.get("id")
    id = f"disagreement/covering-{number}"
    return {"type": "disagreement", "id": id, **fields, "provenance": claims}


def _id(kind: str, number: int) -> st.SearchStrategy[str]:
    """The id of a record: its own, now and then that of another or of a canonical one."""
    own = f"{kind}/r{number}"
    odd = [f"{kind}/r{number - 1}", f"{kind}/r{number // 2}", _canonical_ids()[kind][0]]
    return st.sampled_from([own] * 30 + odd)


@functools.cache
def _canonical_ids() -> dict[str, list[str]]:
    return {kind: [r["id"] for r in canonical_records() if r["type"] == kind] for kind in TYPES}


@st.composite
def _record(draw: DrawFn, kind: str, id: str, ids: list[str]) -> Json:
    values = made()[kind]
    record: Json = copy.deepcopy(draw(one_of(values)))
    for _ in range(draw(st.sampled_from([0, 1, 1, 2]))):
        draw(st.sampled_from(_TWISTS.get(kind, ()) + _TWISTED))(draw, record)
    names = {name: draw(_names(name, ids)) for name in sorted({*_references(record)})}
    record = _renamed(record, names)
    record["id"] = id
    if draw(st.integers(0, 3)) == 0:
        _lead_nowhere(draw, record)
    damage = draw(st.integers(0, 11))
    if damage == 0:
        record = draw(mutated(st.just(record), most=1))
    elif damage == 1:
        record = draw(exchanged([record], most=1))
    return record


def _names(id: str, ids: list[str]) -> st.SearchStrategy[str]:
    """What an id is replaced by: mostly by one that there is."""
    kind = id.partition("/")[0]
    there = [other for other in ids if other.startswith(f"{kind}/")]
    known = _canonical_ids()[kind]
    return one_of([*known, *there * 40] or [f"{kind}/nowhere"])


def _references(value: Any) -> Iterator[str]:
    match value:
        case str() if is_id(value):
            yield value
        case dict():
            for held in value.values():
                yield from _references(held)
        case list():
            for held in value:
                yield from _references(held)


def _lead_nowhere(draw: DrawFn, record: Json) -> None:
    """Let one reference of a record lead nowhere."""
    found = [
        (holder, key)
        for _, holder, key in places(record)
        if isinstance(holder[key], str) and is_id(holder[key]) and key != "id"
    ]
    if found:
        holder, key = draw(one_of(found))
        holder[key] = f"{holder[key].partition('/')[0]}/nowhere"


def places(value: Any, pointer: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Every place within a value: its pointer, what holds it, and its key or number there."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield f"{pointer}/{key}", value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key], f"{pointer}/{key}")


def _renamed(value: Any, names: dict[str, str]) -> Any:
    match value:
        case str():
            return names.get(value, value)
        case dict():
            return {key: _renamed(held, names) for key, held in value.items()}
        case list():
            return [_renamed(held, names) for held in value]
        case _:
            return value


# Twists: they leave a record well-formed


def _some_claims(draw: DrawFn, record: Json) -> list[Json]:
    parts = [record["provenance"], record.get("dissents", {})]
    return draw(st.sampled_from([claims for part in parts for claims in part.values()]))


def _another_basis(draw: DrawFn, record: Json) -> None:
    for claim in _some_claims(draw, record):
        claim["basis"] = draw(st.sampled_from(["external", "computed", "inferred", "coded"]))


def _another_span(draw: DrawFn, record: Json) -> None:
    for claim in _some_claims(draw, record):
        claim["span"] = draw(st.sampled_from([[5, 5], [9, 3], [0, 9000], [100, 101], [10**6, 0]]))
        if draw(st.booleans()):
            claim.pop("wording", None)


def _no_text(draw: DrawFn, record: Json) -> None:
    for claim in _some_claims(draw, record):
        for name in ("span", "wording")[draw(st.integers(0, 1)) :]:
            claim.pop(name, None)


def _a_claim_more(draw: DrawFn, record: Json) -> None:
    claims = _some_claims(draw, record)
    again = copy.deepcopy(claims[0])
    again["span"] = draw(st.sampled_from([again.get("span", [0, 6]), [10, 16], [300, 306]]))
    again["wording"] = "x" * (again["span"][1] - again["span"][0])
    claims.append(again)


def _another_hedge(draw: DrawFn, record: Json) -> None:
    for claim in _some_claims(draw, record):
        claim["hedge"] = draw(st.sampled_from([["at_least"], ["at_most", "reported"]]))


def _another_dissent(draw: DrawFn, record: Json) -> None:
    names = [f.name for f in RECORDS[record["type"]].fields if f.name in record]
    name = draw(st.sampled_from(names))
    held = draw(one_of([r for r in made()[record["type"]] if name in r]))[name]
    dissent = {**_CODED, "value": held, "note": "Less likely."}
    if RECORDS[record["type"]][name].element is not None and draw(st.booleans()):
        dissent |= {"value": held[-1], "element": draw(st.sampled_from([*held, *record[name]]))}
    record.setdefault("dissents", {}).setdefault(name, []).append(dissent)


_Twist = Callable[[DrawFn, Json], None]
_TWISTED: tuple[_Twist, ...] = (
    _another_basis,
    _another_span,
    _no_text,
    _a_claim_more,
    _another_hedge,
    _another_dissent,
)


def _set(record: Json, name: str, value: Any) -> None:
    """Give a field a value, and the value a claim."""
    record[name] = value
    record["provenance"].setdefault(name, [dict(_CODED)])


def _another_length(draw: DrawFn, record: Json) -> None:
    _set(record, "text_length", draw(st.integers(0, 1500)))
    _set(record, "text_sha256", 64 * "0")


def _other_parts(draw: DrawFn, record: Json) -> None:
    spans = [[0, 50], [250, 600], [0, 9000]]
    parts = [{"kind": "headline", "span": span} for span in spans]
    _set(record, "parts", [*draw(st.lists(st.sampled_from(parts), min_size=1, max_size=1))])


def _another_kind(draw: DrawFn, record: Json) -> None:
    record["kind"] = draw(one_of(made()[record["type"]]))["kind"]


def _another_status(draw: DrawFn, record: Json) -> None:
    record["status"] = draw(st.sampled_from(["held", "cancelled", "proposed"]))


def _attended(draw: DrawFn, record: Json) -> None:
    record["status"] = "attended"


def _about_one(draw: DrawFn, record: Json) -> None:
    del record["records"][1:]
    record["provenance"]["records"] = [{**_CODED, "element": record["records"][0]}]
    _set(record, "field", draw(st.sampled_from(["kind", "date", "quantity", "places", "colour"])))


def _about_itself(draw: DrawFn, record: Json) -> None:
    record["records"][0] = record["id"]
    record["provenance"]["records"][0]["element"] = record["id"]


def _term_of(draw: DrawFn, record: Json) -> None:
    _set(record, draw(st.sampled_from(["part_of", "after", "supersedes"])), "demand/x")


_TWISTS: dict[str, tuple[_Twist, ...]] = {
    "source": (_another_length, _other_parts, _another_kind),
    "actor": (_another_kind,),
    "place": (_another_kind,),
    "meeting": (_another_status,),
    "participation": (_attended,),
    "document": (_another_kind,),
    "demand": (_term_of, _another_kind),
    "disagreement": (_about_one, _about_itself),
}
