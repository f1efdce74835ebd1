"""Made-up values of every shape, drawn once into pools: to pick from them costs next to nothing."""

import math
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from istanbul_talks.model.shapes import (
    DateShape,
    FlagShape,
    ListShape,
    NumberShape,
    Shape,
    StructShape,
    TermShape,
    TextShape,
)
from istanbul_talks.model.values import Coordinates, Part, Quantity
from istanbul_talks.model.vocabulary import Unit

Json = dict[str, Any]

POOL = 500
"""How many different values of a sort there are."""

YEARS = range(2014, 2026)
"""When things happen; what is due is due after it."""

DUE_YEARS = range(2026, 2036)

BODY, TEXT = 120, 5000
"""Where the body of every text begins, and how long the shortest is."""

FOREIGN = str.maketrans({"e": "é", "i": "ї", "o": "ö", "u": "у"})
"""What makes a word of Latin letters one that takes more than a byte a character."""

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def number_word(number: int) -> str:
    """A word that no other number has: its digits in base 70, written as syllables."""
    number, digit = divmod(number, len(SYLLABLES))
    return (number_word(number) if number else "") + SYLLABLES[digit]


class Values:
    """Pools of made-up texts, dates and quantities."""

    def __init__(self, random: Random) -> None:
        self._random = random
        words = {number_word(random.randrange(5_000, 343_000)) for _ in range(2 * POOL)}
        self.words = sorted(words)
        """Plain words in alphabetical order, for ids."""
        self.wordings = [self._text(20, 60) for _ in range(4 * POOL)]
        self.names = [self._text(22, 60).capitalize() for _ in range(POOL)]
        self.summaries = [f"{self._text(70, 160).capitalize()}." for _ in range(POOL)]
        self.notes = [self._text(45, 120) for _ in range(POOL)]
        self.dates = self._pool(lambda: self._date(YEARS))
        self.due_dates = self._pool(lambda: self._date(DUE_YEARS))
        self.sessions = self._pool(self._session)

    def pool(self, name: str, shape: Shape) -> list[Any]:
        """Values of the shape that a field with this name has."""
        match shape:
            case TextShape():
                return self._texts(name, shape)
            case NumberShape():
                return list(range(1, 20))
            case FlagShape():
                return [True, False]
            case TermShape(vocabulary=terms):
                return [str(term) for term in terms]
            case DateShape():
                return self.due_dates if name == "due" else self.dates
            case StructShape(cls=cls) if cls is Coordinates:
                return self._pool(self._coordinates)
            case StructShape(cls=cls) if cls is Quantity:
                return self.quantities(Unit)
            case ListShape(item=StructShape(cls=cls)) if cls is Part:
                return [self.parts(TEXT)]
            case _:
                raise AssertionError(f"no pool of {shape}")

    def quantities(self, units: Iterable[Unit]) -> list[Json]:
        """Quantities in these units: points, bounds and ranges."""
        ordered = sorted(units)
        return self._pool(lambda: self._quantity(str(self._random.choice(ordered))))

    def parts(self, length: int) -> list[Json]:
        """The paragraphs of a text: two that are displayed, eight of the body."""
        ends = [0, BODY // 2, *(BODY + (length - BODY) * k // 8 for k in range(9))]
        kinds = ["headline", "standfirst", *(8 * ["body"])]
        return [
            {"kind": kind, "span": [start, end]}
            for kind, start, end in zip(kinds, ends[:-1], ends[1:], strict=True)
        ]

    def _pool(self, draw: Callable[[], Any]) -> list[Any]:
        return [draw() for _ in range(POOL)]

    def _texts(self, name: str, shape: TextShape) -> list[str]:
        """Texts for a field: those with a form of their own by name, others by their length."""
        random = self._random
        match name:
            case "language":
                return ["en", "uk", "ru", "tr", "de-CH"]
            case "iso3166":
                return self._pool(
                    lambda: "".join(random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=2))
                )
            case "url":
                return [f"https://example.org/{word}" for word in self.words]
            case "text_sha256":
                return self._pool(lambda: f"{random.getrandbits(256):064x}")
            case _:
                return self.summaries if shape.max_length > 200 else self.names

    def _text(self, mean: int, most: int) -> str:
        """Some words; one text in ten has characters of more than a byte."""
        random = self._random
        length = min(most - 2, max(4, round(random.gauss(mean, mean / 3))))
        text = ""
        while len(text) < length:
            text += f" {random.choice(self.words)[: random.randint(2, 8)]}"
        text = text[1:][:length].strip()
        if random.random() < 0.1:
            return random.choice((f"“{text}”", text.translate(FOREIGN)))
        return text

    def _date(self, years: range) -> str:
        """A date of any form: most are days."""
        random = self._random
        day = self._day(years)
        match random.randrange(12):
            case 0:
                return day[:4]
            case 1:
                return day[:7]
            case 2:
                return f"{day}~"
            case 3:
                return f"{day}T{self._time()}+03:00"
            case 4:
                return f"{day}T{self._time()}:00Z"
            case 5:
                return "/".join(sorted((day, self._day(years))))
            case 6:
                return random.choice((f"../{day}", f"{day}/.."))
            case _:
                return day

    def _day(self, years: range) -> str:
        random = self._random
        return f"{random.choice(years)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"

    def _time(self) -> str:
        return f"{self._random.randrange(20):02}:{self._random.randrange(60):02}"

    def _session(self) -> tuple[str, str]:
        """When a meeting began and when it ended."""
        day, minute = self._day(YEARS), self._random.randrange(60)
        hour = self._random.randrange(8, 18)
        return f"{day}T{hour:02}:{minute:02}+03:00", f"{day}T{hour + 2:02}:{minute:02}+03:00"

    def _quantity(self, unit: str) -> Json:
        random = self._random
        low = math.floor(10 ** random.uniform(0, 5)) + random.choice((0, 0, 0, 0.5))
        best, high = low + random.randint(0, 9), low + random.randint(9, 99)
        match random.randrange(8):
            case 0:
                return {"low": low, "unit": unit}
            case 1:
                return {"high": high, "unit": unit}
            case 2:
                return {"low": low, "high": high, "unit": unit}
            case 3:
                return {"low": low, "best": best, "high": high, "unit": unit}
            case _:
                return {"best": best, "unit": unit}

    def _coordinates(self) -> Json:
        random = self._random
        return {
            "latitude": round(random.uniform(-90, 90), 4),
            "longitude": round(random.uniform(-180, 180), 4),
        }
