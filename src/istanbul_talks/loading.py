"""The canonical dataset, as shipped."""

import json

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import structure
from istanbul_talks.garbage import uncollected
from istanbul_talks.io.resources import DOCUMENTS, document


def load() -> Dataset:
    """The canonical dataset of the 2025 Istanbul talks, typed.

    The shipped files are trusted (they are validated before they are released), so this is quick.
    """
    with uncollected():  # all that is made stays, for as long as the dataset does
        documents = [json.loads(document(name)) for name in DOCUMENTS]
        head = documents[0]
        return Dataset(
            (structure(record) for held in documents for record in held["records"]),
            version=head["version"],
            title=head["title"],
            license=head["license"],
        )
