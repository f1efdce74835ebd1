"""What the page needs of a dataset: every record whole, and in words what it and the model say."""

from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from istanbul_talks.citing.canonical import find_canonical
from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import unstructure
from istanbul_talks.derived.references import references
from istanbul_talks.exploring.assets import asset
from istanbul_talks.exploring.citations import citations
from istanbul_talks.exploring.guide import guide
from istanbul_talks.exploring.names import record_name
from istanbul_talks.exploring.pictures import pictures
from istanbul_talks.exploring.sides import acting, owners
from istanbul_talks.exploring.texts import Held
from istanbul_talks.exploring.times import dates_in_words, days
from istanbul_talks.model.records import Place, Record, Source
from istanbul_talks.plotting.outlines import licences

Json = dict[str, Any]


def payload(dataset: Dataset, texts: Held | None = None) -> Json:
    """The page's data as JSON values.

    ``records`` are those of the dataset as its documents have them; ``beside`` are the canonical
    ones that they refer to. What these refer to in turn is there by name only.
    """

    def find(id: str) -> Record | None:
        return dataset[id] if id in dataset else find_canonical(id)

    records = [*dataset]
    beside = [*_beside(dataset)]
    shown = [*records, *beside]
    return {
        "about": {
            "title": dataset.title,
            "version": dataset.version,
            "license": dataset.license,
            "made_with": _made_with(),
        },
        "guide": guide(),
        "records": [unstructure(record) for record in records],
        "beside": [unstructure(record) for record in beside],
        "names": {id: record_name(named, find) for id in _ids(shown) if (named := find(id))},
        "dates": dates_in_words(shown),
        "days": {record.id: when for record in shown if (when := days(record, find))},
        "owners": owners(shown),
        "acting": acting(shown),
        "citations": citations(dataset, beside),
        "pictures": pictures(_with_places(dataset, beside)),
        "licences": f"{asset('LICENSES.txt')}\n{licences()}",
        "texts": texts.texts if texts else {},
        "absent": texts.absent if texts else {},
    }


def _made_with() -> str:
    try:
        return f"istanbul-talks {version('istanbul-talks')}"
    except PackageNotFoundError:  # run from a bare checkout
        return "istanbul-talks"


def _with_places(dataset: Dataset, beside: Iterable[Record]) -> Dataset:
    """A dataset with the canonical places that it refers to, so that a map knows where they lie."""
    return Dataset(
        [*dataset, *(record for record in beside if isinstance(record, Place))],
        version=dataset.version,
        title=dataset.title,
        license=dataset.license,
    )


def sources_of(dataset: Dataset) -> Iterator[Source]:
    """The sources of a dataset, and the canonical ones that it refers to."""
    for record in (*dataset.sources.values(), *_beside(dataset)):
        if isinstance(record, Source):
            yield record


def _beside(dataset: Dataset) -> Iterator[Record]:
    """The canonical records that a dataset refers to and does not hold itself."""
    for id in _ids([*dataset]):
        if id not in dataset and (found := find_canonical(id)):
            yield found


def _ids(records: Iterable[Record]) -> dict[str, None]:
    """The ids of records and of all that they refer to, each once."""
    found: dict[str, None] = {}
    for record in records:
        found[record.id] = None
        found.update((reference.target, None) for reference in references(record))
    return found
