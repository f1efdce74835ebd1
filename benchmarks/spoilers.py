"""Spoils synthetic records, each by exactly one mistake of a table.

A mistake shows where it is made and nowhere else: no record is spoiled that others need in order
to be right, and no id but of a record that nothing points to.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from istanbul_talks.model.shapes import (
    LINE,
    RECORDS,
    DateShape,
    Field,
    ListShape,
    ReferenceShape,
    Shape,
    StructShape,
    TermShape,
    TextShape,
)
from istanbul_talks.model.values import Quantity

Json = dict[str, Any]

SPOILABLE = 0.92
"""About how many records may be spoiled at all, so that the share of all comes out right."""

COMPARED = ("due", "started", "ended")
"""Dates that a rule compares with another date of the record."""


class Unfit(Exception):
    """The record has nothing in which this mistake could be made; nothing in it has changed."""


class Victim:
    """A copy of a record that is to be spoiled."""

    def __init__(self, record: Json, random: Random, before: str | None) -> None:
        self.record = copy.deepcopy(record)
        self.random = random
        self.before = before
        """The id of the record before it, unless that was spoiled."""

    def pick(self, pool: list[Any]) -> Any:
        """Any of these."""
        if not pool:
            raise Unfit
        return self.random.choice(pool)

    def field(self, fits: Callable[[Field], bool], *, held: bool = True) -> str:
        """The name of a field that fits and that the record has, or has not."""
        fields = RECORDS[self.record["type"]].fields
        names = [f.name for f in fields if (f.name in self.record) == held and fits(f)]
        return str(self.pick(names))

    def claim(self, fits: Callable[[Json], bool] = bool) -> Json:
        """A claim that fits."""
        by_field = self.record["provenance"].values()
        claim: Json = self.pick([claim for claims in by_field for claim in claims if fits(claim)])
        return claim

    def quantity(self) -> Json:
        """A quantity."""
        quantity: Json = self.record[self.field(_is_quantity)]
        return quantity

    def anonymous(self) -> None:
        """Go on only if nothing points to the record, so that its id may change."""
        if self.record["type"] not in ("affiliation", "disagreement"):
            raise Unfit


class Spoiler(NamedTuple):
    """A mistake: what it is called, the code of what is found, and how it is made."""

    name: str
    code: str
    spoil: Callable[[Victim], None]


def spoiled(records: Iterator[Json], share: float, seed: int = 1) -> Iterator[Json]:
    """The same records, of which about this share has a mistake."""
    random = Random(seed)
    made: Counter[str] = Counter()
    before = None
    for record in records:
        if random.random() < share / SPOILABLE and may_be_spoiled(record):
            yield _spoil(Victim(record, random, before), made)
            before = None
        else:
            yield record
            before = record["id"]


def may_be_spoiled(record: Json) -> bool:
    """Whether no other record is wrong if this one is.

    All rest on sources, a package needs its terms, and a dissent the disagreement that covers it.
    """
    match record["type"]:
        case "source":
            return False
        case "demand":
            return "part_of" not in record
        case "disagreement":
            return bool(record["treatment"] == "kept_side_by_side")
        case _:
            return True


def _spoil(victim: Victim, made: Counter[str]) -> Json:
    """Make the mistake that was made least often of those that can be made in the record."""
    for spoiler in sorted(
        victim.random.sample(SPOILERS, len(SPOILERS)), key=lambda s: made[s.name]
    ):
        try:
            spoiler.spoil(victim)
        except Unfit:
            continue
        made[spoiler.name] += 1
        return victim.record
    raise AssertionError("some mistakes can be made in every record")


def _is(*shapes: type) -> Callable[[Field], bool]:
    return lambda field: isinstance(field.shape, shapes)


def _is_quantity(field: Field) -> bool:
    return isinstance(field.shape, StructShape) and field.shape.cls is Quantity


def _is_line(field: Field) -> bool:
    return isinstance(field.shape, TextShape) and field.shape.pattern == LINE


def _number(quantity: Json) -> Any:
    return next(quantity[name] for name in ("best", "low", "high") if name in quantity)


# Structure


def _required_missing(victim: Victim) -> None:
    del victim.record[victim.field(lambda field: field.required)]


def _claim_without_basis(victim: Victim) -> None:
    del victim.claim()["basis"]


def _field_misspelt(victim: Victim) -> None:
    name = victim.field(lambda field: not field.required)
    victim.record[name[:-1]] = victim.record.pop(name)


def _key_of_claim_misspelt(victim: Victim) -> None:
    claim = victim.claim(lambda claim: "wording" in claim)
    claim["wordng"] = claim.pop("wording")


def _term_misspelt(victim: Victim) -> None:
    name = victim.field(_is(TermShape))
    victim.record[name] += "s"


def _id_malformed(victim: Victim) -> None:
    victim.anonymous()
    victim.record["id"] = victim.record["id"].replace("-", "_")


def _date_impossible(victim: Victim) -> None:
    victim.record[victim.field(_is(DateShape))] = "2025-02-29"


def _null(victim: Victim) -> None:
    victim.record[victim.field(lambda field: not field.required)] = None


def _null_in_claim(victim: Victim) -> None:
    victim.claim()["note"] = None


def _number_below_bound(victim: Victim) -> None:
    victim.quantity()["best"] = -1


def _wording_too_long(victim: Victim) -> None:
    victim.claim(lambda claim: "wording" in claim)["wording"] = 61 * "a"


def _list_empty(victim: Victim) -> None:
    victim.record[victim.field(_is(ListShape))] = []


def _hedges_empty(victim: Victim) -> None:
    victim.claim()["hedge"] = []


def _item_repeated(victim: Victim) -> None:
    items = victim.record[victim.field(_is(ListShape))]
    items.append(items[0])


def _field_without_claim(victim: Victim) -> None:
    del victim.record["provenance"][victim.pick([*victim.record["provenance"]])]


def _type_unknown(victim: Victim) -> None:
    victim.record["type"] += "x"


def _wrong_json_type(victim: Victim) -> None:
    victim.record[victim.field(_is(TextShape, TermShape, ListShape, StructShape))] = 41


def _control_character(victim: Victim) -> None:
    name = victim.field(_is_line)
    victim.record[name] = victim.record[name][:20] + "\u0007"


# References


def _field_dangling(victim: Victim) -> None:
    """(A figure's claimant must be that of its claims, too: two mistakes.)"""
    name = victim.field(lambda f: isinstance(f.shape, ReferenceShape) and f.name != "claimant")
    victim.record[name] = f"{victim.record[name]}-x"


def _source_dangling(victim: Victim) -> None:
    victim.claim()["source"] += "-x"


def _id_taken(victim: Victim) -> None:
    victim.anonymous()
    before = victim.before or ""
    victim.record["id"] = victim.pick([before] if before.startswith(victim.record["type"]) else [])


# Semantics


def _span_too_long(victim: Victim) -> None:
    victim.claim(lambda claim: "span" in claim)["span"][1] += 1


def _span_backwards(victim: Victim) -> None:
    victim.claim(lambda claim: "span" in claim)["span"].reverse()


def _best_outside(victim: Victim) -> None:
    quantity = victim.quantity()
    number = _number(quantity)
    quantity.update(low=number, best=number + 5, high=number + 1)


def _low_above_high(victim: Victim) -> None:
    quantity = victim.quantity()
    number = _number(quantity)
    quantity.update(low=number + 1, high=number)


def _ends_before_it_begins(victim: Victim) -> None:
    name = victim.field(lambda f: isinstance(f.shape, DateShape) and f.name not in COMPARED)
    victim.record[name] = "2013-06-15/2013-06-09"


def _inferred_without_note(victim: Victim) -> None:
    claim = victim.claim(lambda claim: "span" in claim)
    claim["basis"] = "inferred"
    claim.pop("note", None)


def _claim_for_nothing(victim: Victim) -> None:
    name = victim.field(lambda field: field.element is None, held=False)
    claim = victim.claim(lambda claim: "span" in claim and "element" not in claim)
    victim.record["provenance"][name] = [copy.deepcopy(claim)]


def _element_not_held(victim: Victim) -> None:
    def named(shape: Shape | None) -> bool:
        return isinstance(shape, TextShape | ReferenceShape)

    claims = victim.record["provenance"][victim.field(lambda field: named(field.element))]
    claims.append({**claims[0], "element": claims[0]["element"] + "-x"})


def _claim_repeated(victim: Victim) -> None:
    claims = victim.pick([*victim.record["provenance"].values()])
    claims.append(copy.deepcopy(claims[0]))


def _dissent_agrees(victim: Victim) -> None:
    dissents = victim.record.get("dissents", {})
    name = victim.pick([name for name in dissents if name in victim.record])
    dissent = dissents[name][0]
    dissent.pop("element", None)
    dissent["value"] = copy.deepcopy(victim.record[name])


SPOILERS = (
    Spoiler("a required field missing", "IT101", _required_missing),
    Spoiler("a claim without basis", "IT101", _claim_without_basis),
    Spoiler("a field misspelt", "IT102", _field_misspelt),
    Spoiler("a key of a claim misspelt", "IT102", _key_of_claim_misspelt),
    Spoiler("a number for something else", "IT103", _wrong_json_type),
    Spoiler("a term misspelt", "IT104", _term_misspelt),
    Spoiler("a malformed id", "IT105", _id_malformed),
    Spoiler("a date that is not in the calendar", "IT106", _date_impossible),
    Spoiler("a control character", "IT107", _control_character),
    Spoiler("a wording that is too long", "IT108", _wording_too_long),
    Spoiler("a number below its bound", "IT109", _number_below_bound),
    Spoiler("an empty list", "IT110", _list_empty),
    Spoiler("an empty list of hedges", "IT110", _hedges_empty),
    Spoiler("an item repeated", "IT111", _item_repeated),
    Spoiler("null", "IT112", _null),
    Spoiler("null in a claim", "IT112", _null_in_claim),
    Spoiler("a field without a claim", "IT113", _field_without_claim),
    Spoiler("an unknown record type", "IT114", _type_unknown),
    Spoiler("a field that leads nowhere", "IT201", _field_dangling),
    Spoiler("a source that there is not", "IT201", _source_dangling),
    Spoiler("an id that is taken", "IT203", _id_taken),
    Spoiler("low above high", "IT301", _low_above_high),
    Spoiler("best outside low and high", "IT302", _best_outside),
    Spoiler("an interval that ends before it begins", "IT310", _ends_before_it_begins),
    Spoiler("a span backwards", "IT320", _span_backwards),
    Spoiler("a span longer than its wording", "IT321", _span_too_long),
    Spoiler("inferred without a note", "IT324", _inferred_without_note),
    Spoiler("a claim for a field without value", "IT325", _claim_for_nothing),
    Spoiler("an element that the field does not hold", "IT326", _element_not_held),
    Spoiler("the same claim twice", "IT328", _claim_repeated),
    Spoiler("a dissent that agrees", "IT329", _dissent_agrees),
)
