"""What a rule may look up beside the record it is looking at."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from istanbul_talks.dataset import Dataset
from istanbul_talks.model.records import Record


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
        self.own: Mapping[str, Record] = {record.id: record for record in records}
        self._malformed = malformed
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

    def ids(self) -> Iterator[str]:
        """All known ids."""
        yield from self.own
        yield from self._malformed
        yield from (record.id for record in self._others() or ())

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
