"""What pictures ask of a dataset."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from istanbul_talks.frames.comparison import Count
from istanbul_talks.model.records import (
    Actor,
    Affiliation,
    Agreement,
    Demand,
    Event,
    Meeting,
    Place,
    Record,
    Statement,
)

R_co = TypeVar("R_co", bound=Record, covariant=True)


class Held(Protocol[R_co]):
    """Records of one type, by id."""

    def get(self, id: str, /) -> R_co | None:
        """The record with this id."""

    def values(self) -> Iterable[R_co]:
        """The records."""


class Data(Protocol):
    """A dataset, as far as pictures need to know."""

    version: str | None
    title: str | None
    license: str | None

    @property
    def collections(self) -> Mapping[str, Held[Record]]: ...
    @property
    def actors(self) -> Held[Actor]: ...
    @property
    def affiliations(self) -> Held[Affiliation]: ...
    @property
    def agreements(self) -> Held[Agreement]: ...
    @property
    def demands(self) -> Held[Demand]: ...
    @property
    def events(self) -> Held[Event]: ...
    @property
    def meetings(self) -> Held[Meeting]: ...
    @property
    def places(self) -> Held[Place]: ...
    @property
    def statements(self) -> Held[Statement]: ...

    def __contains__(self, id: object) -> bool: ...
    def __getitem__(self, id: str) -> Record: ...
    def __iter__(self) -> Iterator[Record]: ...
    def __len__(self) -> int: ...

    def compare(self, about: str | None, measure: str | None) -> Sequence[Count]:
        """The counts of figures. Raises `UnknownId`, `UnknownName`."""
