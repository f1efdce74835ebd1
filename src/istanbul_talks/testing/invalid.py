"""Strategies for data that break one rule, with the code of that rule.

Rules about the form of a record are broken where the shapes of the model say that something can be
broken: any place of any record. Rules about references and meaning are broken as the bad examples
of the catalogue break them, with ids and summaries of their own and amid valid records.
"""

import copy
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from istanbul_talks.derived.strategies import record_values
from istanbul_talks.findings.rules import CATALOGUE, LAYERS
from istanbul_talks.findings.rules.rule import Rule
from istanbul_talks.migrating.migration import renamed
from istanbul_talks.model.shapes import (
    LINE,
    TYPES,
    DateShape,
    ListShape,
    NumberShape,
    ReferenceShape,
    SpanShape,
    StructShape,
    TermShape,
    TextShape,
)
from istanbul_talks.model.values import EDTF
from istanbul_talks.testing.examples import complete
from istanbul_talks.testing.places import Place, claim_lists, containers, places
from istanbul_talks.testing.whole import dataset_values

Json = Any

Break = Callable[[DrawFn, Json], bool]
"""Breaks a rule in a record, changing it; False if nothing in the record could break it."""


def invalid_records() -> SearchStrategy[tuple[Json, str]]:
    """The JSON values of records that break one rule about form, each with the rule's code.

    `istanbul_talks.validate` reports that code and no other, of a line of JSON Lines or of a
    record of a document.
    """
    return st.sampled_from(sorted(_BREAKS)).flatmap(_broken)


def invalid_datasets() -> SearchStrategy[tuple[Json, str]]:
    """The JSON values of dataset documents that break one rule, each with the rule's code.

    All rules take their turn that a JSON value of one document can break. Examples refer to the
    canonical dataset. `istanbul_talks.validate` reports that code and no other.
    """
    return _with_invalid_record() | st.sampled_from(_examples()).flatmap(_with_bad_example)


@st.composite
def _with_invalid_record(draw: DrawFn) -> tuple[Json, str]:
    document = draw(dataset_values())
    record, code = draw(invalid_records())
    if record.get("id") in [other["id"] for other in document["records"]]:
        record["id"] += "-too"
    return {**document, "records": [*document["records"], record]}, code


@st.composite
def _with_bad_example(draw: DrawFn, rule: Rule) -> tuple[Json, str]:
    example = rule.bad or ""
    document = draw(dataset_values())
    names = draw(_own_names(example))
    records = renamed(json.loads(complete(example))["records"], names)
    return {**document, "records": [*document["records"], *records]}, rule.code


def _examples() -> list[Rule]:
    """The rules with a bad example that are about well-formed records."""
    layers = (LAYERS["references"], LAYERS["semantics"])
    return [rule for rules in layers for rule in rules if rule.bad and rule.code not in _BREAKS]


@st.composite
def _own_names(draw: DrawFn, example: str) -> dict[str, str]:
    """New ids and a new summary for what an example calls by its own names."""
    ids = dict.fromkeys(re.findall(r'"id": "([^"]+)"', example))
    slug = draw(st.from_regex("x[a-z0-9]{1,8}", fullmatch=True))
    summary = draw(st.sampled_from(["An example.", "Another example.", "Ein Beispiel: é, ї."]))
    return {**{id: f"{id}-{slug}" for id in ids}, "An example.": summary}


@st.composite
def _broken(draw: DrawFn, code: str) -> tuple[Json, str]:
    kinds = _KINDS.get(code, TYPES)
    record = copy.deepcopy(draw(st.sampled_from(kinds).flatmap(record_values)))
    if not _BREAKS[code](draw, record):
        # Nothing that the rule is about: the first of its own kind has it for sure.
        record = json.loads(complete(CATALOGUE[code].good or ""))["records"][0]
        assert _BREAKS[code](draw, record), code
    return record, code


def _one_of(draw: DrawFn, found: Iterable[Any]) -> Any:
    """One of them; None if there is none."""
    every = [*found]
    return every[draw(st.integers(0, len(every) - 1))] if every else None


def _put(value: Callable[[DrawFn, Place], Json], *shapes: type, id: bool = True) -> Break:
    """Put a value, made for the place, where something of one of these shapes stands."""

    def broken(draw: DrawFn, record: Json) -> bool:
        fitting = (
            p for p in places(record) if isinstance(p.shape, shapes) and (id or p.key != "id")
        )
        place = _one_of(draw, fitting)
        if place is not None:
            place.holder[place.key] = value(draw, place)
        return place is not None

    return broken


def _missing(draw: DrawFn, record: Json) -> bool:
    place = _one_of(draw, (place for place in places(record) if place.required))
    del place.holder[place.key]
    return True


def _unknown_field(draw: DrawFn, record: Json) -> bool:
    _one_of(draw, containers(record))[draw(st.sampled_from(["colour", "Kind", ""]))] = "x"
    return True


_OTHER: dict[type, Json] = {bool: 1, int: "1", float: "1", str: 1, list: "x", dict: "x"}
"""By the type of a JSON value, a value of another type."""


def _other_type(draw: DrawFn, place: Place) -> Json:
    return _OTHER[type(place.value)]


def _no_term(draw: DrawFn, place: Place) -> str:
    return f"no_{place.value}"


def _no_id(draw: DrawFn, place: Place) -> str:
    kind, _, slug = place.value.partition("/")
    near = [slug, kind, place.value.upper(), f"{kind}s/{slug}", f"{place.value}\n"]
    odd_slugs = ["", f"{slug}-", f"_{slug}", f"{slug}--x", f"{slug}/x"]
    return str(draw(st.sampled_from([*near, *(f"{kind}/{odd}" for odd in odd_slugs)])))


def _no_date(draw: DrawFn, place: Place) -> str:
    near = st.text("0123456789-/T:~.Z", max_size=12) | st.just(f"{place.value}?")
    return draw(near.filter(lambda text: not re.fullmatch(EDTF, text)))


def _bad_text(draw: DrawFn, place: Place) -> str:
    return str(place.value) + draw(st.sampled_from("\n\t\x1b\x7f\u2028"))


def _other_target(draw: DrawFn, record: Json) -> bool:
    """IT202: an id, and of a type that this field does not point to."""
    place = _one_of(
        draw,
        (
            place
            for place in places(record)
            if isinstance(place.shape, ReferenceShape)
            and place.shape.types != TYPES
            and place.key != "id"
        ),
    )
    if place is not None:
        others = [kind for kind in TYPES if kind not in place.shape.types]
        place.holder[place.key] = f"{draw(st.sampled_from(others))}/{place.value.partition('/')[2]}"
    return place is not None


def _too_long(draw: DrawFn, record: Json) -> bool:
    """Of texts with a form of their own, the form is broken first."""
    lines = (
        p for p in places(record) if isinstance(p.shape, TextShape) and p.shape.pattern == LINE
    )
    place = _one_of(draw, lines)
    if place is not None:
        more = place.shape.max_length + draw(st.integers(1, 9))
        place.holder[place.key] = (str(place.value) * more)[:more]
    return place is not None


def _out_of_bounds(draw: DrawFn, place: Place) -> Json:
    bound = place.shape.bound if isinstance(place.shape, SpanShape) else place.shape
    assert isinstance(bound, NumberShape)
    number = draw(st.sampled_from([bound.minimum - 1, bound.maximum + 1]))
    if isinstance(place.shape, SpanShape):
        return draw(st.sampled_from([[number, place.value[1]], [place.value[0], number]]))
    return number


def _wrong_length(draw: DrawFn, record: Json) -> bool:
    lists = (p for p in places(record) if isinstance(p.shape, ListShape | SpanShape))
    place = _one_of(draw, [*lists, *claim_lists(record)])
    if isinstance(place.shape, SpanShape):
        place.holder[place.key] = draw(st.sampled_from([[], place.value[:1], [*place.value, 1]]))
    else:
        place.holder[place.key] = []
    return True


def _twice(draw: DrawFn, place: Place) -> Json:
    return [*place.value, copy.deepcopy(draw(st.sampled_from(place.value)))]


def _null(draw: DrawFn, place: Place) -> Json:
    return None


def _unclaimed(draw: DrawFn, record: Json) -> bool:
    if draw(st.booleans()):
        del record["provenance"]
    else:
        held = [name for name in record["provenance"] if name in record]
        del record["provenance"][draw(st.sampled_from(held))]
    return True


def _no_type(draw: DrawFn, record: Json) -> bool:
    record["type"] = draw(st.sampled_from(["battle", "", record["type"].upper()]))
    return True


def _no_number(draw: DrawFn, record: Json) -> bool:
    place = _one_of(
        draw, (p for p in places(record) if isinstance(p.shape, StructShape) and p.shape.any_of)
    )
    if place is not None:
        for name in place.shape.any_of:
            place.value.pop(name, None)
    return place is not None


_BREAKS: dict[str, Break] = {
    "IT101": _missing,
    "IT102": _unknown_field,
    "IT103": _put(_other_type, object),
    "IT104": _put(_no_term, TermShape),
    "IT105": _put(_no_id, ReferenceShape),
    "IT106": _put(_no_date, DateShape),
    "IT107": _put(_bad_text, TextShape),
    "IT108": _too_long,
    "IT109": _put(_out_of_bounds, NumberShape, SpanShape),
    "IT110": _wrong_length,
    "IT111": _put(_twice, ListShape),
    "IT112": _put(_null, object),
    "IT113": _unclaimed,
    "IT114": _no_type,
    "IT116": _no_number,
    "IT202": _other_target,
}
"""By the code of a rule about form, what breaks it in a well-formed record."""

_KINDS = {"IT116": ("figure",)}
"""Types whose records are sure to have what a rule is about, where few have."""
