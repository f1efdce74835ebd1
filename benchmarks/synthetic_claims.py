"""What synthetic records point to: one another, and the texts that their claims rest on."""

from collections.abc import Callable
from random import Random
from typing import Any

from synthetic_values import BODY, POOL, TEXT, Json, Values

from istanbul_talks.dataset import Dataset
from istanbul_talks.model.shapes import Shape, TermShape, TextShape
from istanbul_talks.model.vocabulary import Basis, Hedge, PartKind
from istanbul_talks.validation.rules.quantities import LOWER_BOUND, UPPER_BOUND

Back = Callable[[Any, Json], list[Json]]
"""Makes the claims for a value of a record of which some fields are known."""

CANONICAL = 0.03
"""The share of references that lead to the canonical dataset."""

AGAIN, CLAIMED, PASSED_ON, PICTURED = 0.33, 0.25, 0.04, 0.01
"""How often a field has a second claim, a claim a claimant or a chain, a claim a picture."""

ROUND = 20
"""Sources come in rounds of so many: some without a text, then those that have one."""

TEXTLESS = ("codebook", "reference_work", "dataset", "photograph", "video", "satellite_image")
CODEBOOK, REFERENCE, PICTURE = (0,), (1, 2), (3, 4, 5)
"""The kinds of sources without a text, and which of them a claim may rest on."""


class Links:
    """Ids of records. They follow from a record's number, so that none need be remembered."""

    def __init__(self, random: Random, counts: dict[str, int], words: list[str]) -> None:
        self.counts = counts
        self._random = random.random
        self._words = words
        self.foreign: dict[str, list[str]] = {kind: [] for kind in counts}
        self.bodies: list[tuple[str, int]] = []
        """Stretches of canonical texts with room for a wording: source and beginning."""

    def know(self, canonical: Dataset) -> None:
        """Let some references lead to records of the canonical dataset."""
        for record in canonical:
            self.foreign[record.type].append(record.id)
        self.bodies = [
            (source.id, part.span.start)
            for source in canonical.sources.values()
            for part in source.parts
            if part.kind is PartKind.BODY and part.span.end - part.span.start > 62
        ]

    def id(self, kind: str, number: int) -> str:
        """The id of the record with this number; in the order of numbers ids are sorted, too."""
        word = self._words[number * len(self._words) // self.counts[kind]]
        return f"{kind}/{word}-{number:07}"

    def some(self, kinds: tuple[str, ...], own: str = "", number: int = 0) -> str:
        """A record of one of the kinds; of the own kind an earlier one: so nothing goes round.

        A few are pointed to often, most rarely.
        """
        random = self._random
        kind = kinds[int(random() * len(kinds))] if len(kinds) > 1 else kinds[0]
        if random() < CANONICAL and self.foreign[kind]:
            return self.foreign[kind][int(random() * len(self.foreign[kind]))]
        most = number if kind == own else self.counts[kind]
        return self.id(kind, int(most * random() ** 3))

    def stretch(self) -> tuple[str, int]:
        """A source with a text, and an even place in its body where a wording may begin."""
        random = self._random
        if random() < CANONICAL and self.bodies:
            return self.bodies[int(random() * len(self.bodies))]
        number = int(self.counts["source"] * random() ** 3)
        if number % ROUND < len(TEXTLESS):
            number += len(TEXTLESS)
        return self.id("source", number), BODY + 2 * int(random() * (TEXT - BODY - 62) / 2)

    def textless(self, places: tuple[int, ...]) -> str:
        """A source without a text that stands at one of these places of its round."""
        random = self._random
        first = int(self.counts["source"] / ROUND * random() ** 3) * ROUND
        return self.id("source", first + places[int(random() * len(places))])


class Claims:
    """Makes claims. What follows the source, span and wording of one is drawn from pools."""

    def __init__(self, random: Random, links: Links, values: Values) -> None:
        self._rng = random
        self._random = random.random
        self._links = links
        self._wordings = values.wordings
        self._notes = values.notes
        free = [[str(hedge)] for hedge in Hedge if hedge not in LOWER_BOUND | UPPER_BOUND]
        free.append(["reported", "approximate"])
        self._terms = self._tails(["coded", "coded", "inferred"], free)
        self._texts = self._tails(["summarised"], free)
        self._plain = self._tails(["stated", "stated", "normalised", "inferred"], free)
        self._bounded = {
            "low": self._tails(["normalised"], [[str(hedge)] for hedge in sorted(LOWER_BOUND)]),
            "high": self._tails(["normalised"], [[str(hedge)] for hedge in sorted(UPPER_BOUND)]),
        }

    def plain(self, shape: Shape) -> Back:
        """For one value: a claim or two."""
        tails = self._for(shape)
        random = self._random

        def back(_: Any, __: Json) -> list[Json]:
            if random() < AGAIN:
                return [self._claim(tails), self._claim(tails, again=True)]
            if random() < PICTURED:
                return [{"source": self._links.textless(PICTURE), "basis": "coded"}]
            return [self._claim(tails)]

        return back

    def elements(self, shape: Shape) -> Back:
        """For several values: a claim for each, and sometimes one more for the first."""
        tails = self._for(shape)

        def back(value: list[Any], _: Json) -> list[Json]:
            claims = [self._claim(tails, element) for element in value]
            if self._random() < AGAIN:
                claims.append(self._claim(tails, value[0], again=True))
            return claims

        return back

    def quantity(self, value: Json, known: Json) -> list[Json]:
        """For a quantity: hedges as its bounds allow, and the claimant of a figure."""
        bound = next((name for name in self._bounded if name in value), None)
        tails = self._bounded[bound] if bound else self._plain
        claims = [self._claim(tails)]
        if self._random() < AGAIN:
            claims.append(self._claim(tails, again=True))
        if "claimant" in known:
            claims = [_claimed_by(claim, known["claimant"]) for claim in claims]
        return claims

    def textless(self, places: tuple[int, ...], basis: str) -> Back:
        """For what stands in no text: a claim without a span."""
        return lambda _, __: [{"source": self._links.textless(places), "basis": basis}]

    def of_itself(self, basis: str) -> Back:
        """For what a source is the source of."""
        return lambda _, known: [{"source": known["id"], "basis": basis}]

    def dissent(self, value: Any, *, element: bool) -> Json:
        """A claim with a value of its own."""
        claim = self._claim(self._plain, value if element else None)
        claim.pop("note", None)
        claim["value"] = value
        claim["note"] = self._notes[int(self._random() * POOL)]
        return claim

    def _for(self, shape: Shape) -> list[Json]:
        match shape:
            case TermShape():
                return self._terms
            case TextShape(max_length=most) if most > 200:
                return self._texts
            case _:
                return self._plain

    def _claim(self, tails: list[Json], element: Any = None, *, again: bool = False) -> Json:
        """A claim; ``again`` it begins at an odd place, so that it is not the first once more."""
        random = self._random
        source, start = self._links.stretch()
        start += again
        wording = self._wordings[int(random() * len(self._wordings))]
        claim = {"source": source, "span": [start, start + len(wording)], "wording": wording}
        if element is not None:
            claim["element"] = element
        if random() < CLAIMED:
            claim["claimant"] = self._links.some(("actor",))
            if random() < PASSED_ON / CLAIMED:
                claim["via"] = [self._links.some(("actor", "document"))]
        claim.update(tails[int(random() * POOL)])
        return claim

    def _tails(self, bases: list[str], hedges: list[list[str]]) -> list[Json]:
        """What claims end with: hedge, quoted, basis and note, in this order."""
        return [self._tail(bases, hedges) for _ in range(POOL)]

    def _tail(self, bases: list[str], hedges: list[list[str]]) -> Json:
        draw = self._rng
        tail: Json = {}
        if draw.random() < 0.06:
            tail["hedge"] = draw.choice(hedges)
        if draw.random() < 0.03:
            tail["quoted"] = True
        tail["basis"] = draw.choice(bases)
        if tail["basis"] == Basis.INFERRED or draw.random() < 0.05:
            tail["note"] = draw.choice(self._notes)
        return tail


def _claimed_by(claim: Json, claimant: str | None) -> Json:
    """The claim of this claimant, or of nobody; the keys keep their order."""
    order = ("source", "span", "wording", "claimant", *claim)
    claim = {**claim, "claimant": claimant}
    return {key: claim[key] for key in order if claim.get(key) is not None}
