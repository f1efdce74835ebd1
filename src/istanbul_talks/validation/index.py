"""What a rule may look up beside the record it is looking at."""

from collections.abc import Callable, Iterable, Iterator

from istanbul_talks.dataset import Dataset
from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.model.records import Record
from istanbul_talks.model.values import Id

MOST_HINTS = 50


class Index:
    """The records of the input by id and, behind them, those of the canonical dataset.

    ``malformed`` are ids of records whose form is wrong: a reference to them is no mistake, but
    nothing can be looked up in them. The canonical dataset is loaded when it is first needed.
    """

    def __init__(
        self,
        records: Iterable[Record],
        malformed: frozenset[str],
        canonical: Callable[[], Dataset] | None,
    ) -> None:
        self.own: dict[str, Record] = {}
        for record in records:
            self.own.setdefault(record.id, record)  # of two with one id, the first
        self._malformed = malformed
        self._hints: dict[str, str | None] = {}
        self._load = canonical
        self._canonical: Dataset | None = None

    def get(self, id: str | None) -> Record | None:
        """The record with this id, from the input or else from the canonical dataset."""
        if id is None or id in self._malformed:
            return None
        if id in self.own:
            return self.own[id]
        canonical = self._others()
        return canonical[id] if canonical is not None and id in canonical else None

    def knows(self, id: str) -> bool:
        """Whether a record with this id exists, well-formed or not."""
        return id in self.own or id in self._malformed or self.get(id) is not None

    def nearest(self, id: Id) -> str | None:
        """A hint that names the known id that an unknown one was perhaps meant to be.

        Only the first few unknown ids are worth the search: a thousand have a common cause.
        """
        if id not in self._hints:
            if len(self._hints) >= MOST_HINTS:
                return None
            kind = f"{id.type}/"
            others = (record.id for record in self._others() or ())
            known = (*self.own, *self._malformed, *others)
            slugs = (other.removeprefix(kind) for other in known if other.startswith(kind))
            self._hints[id] = did_you_mean(id.slug, slugs)
        return self._hints[id]

    def everything(self) -> Iterator[Record]:
        """The records of the input, then those of the canonical dataset that are not in it."""
        yield from self.own.values()
        for record in self._others() or ():
            if record.id not in self.own and record.id not in self._malformed:
                yield record

    def _others(self) -> Dataset | None:
        if self._canonical is None and self._load is not None:
            self._canonical = self._load()
        return self._canonical
