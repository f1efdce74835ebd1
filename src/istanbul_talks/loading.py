"""The canonical dataset, as shipped."""

import json
from collections.abc import Iterator
from typing import Any

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import structure
from istanbul_talks.io.inputs import Input
from istanbul_talks.io.resources import resource
from istanbul_talks.model.shapes import RECORDS


def shipped() -> Iterator[Input]:
    """The documents of the canonical dataset as they were shipped, one a collection."""
    for shape in RECORDS.values():
        name = f"{shape.collection}.json"
        yield Input(name, resource("data", name))


def load() -> Dataset:
    """The canonical dataset of the 2025 Istanbul talks, typed.

    The shipped files are trusted (they are validated before they are released), so this is quick.
    """
    documents: list[dict[str, Any]] = [json.loads(source.text()) for source in shipped()]
    head = documents[0]
    return Dataset(
        (structure(record) for document in documents for record in document["records"]),
        version=head["version"],
        title=head["title"],
        license=head["license"],
    )
