"""The canonical dataset, as shipped."""

import json
from typing import Any

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import structure
from istanbul_talks.io.resources import resource
from istanbul_talks.model.shapes import RECORDS


def load() -> Dataset:
    """The canonical dataset of the 2025 Istanbul talks, typed.

    The shipped files are trusted (they are validated before they are released), so this is quick.
    """
    documents: list[dict[str, Any]] = [
        json.loads(resource("data", f"{shape.collection}.json")) for shape in RECORDS.values()
    ]
    head = documents[0]
    return Dataset(
        (structure(record) for document in documents for record in document["records"]),
        version=head["version"],
        title=head["title"],
        license=head["license"],
    )
