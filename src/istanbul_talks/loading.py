"""The canonical dataset, as shipped."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import structure
from istanbul_talks.io.resources import DOCUMENTS, document


def load() -> Dataset:
    """The canonical dataset of the 2025 Istanbul talks, typed.

    The shipped files are trusted (they are validated before they are released), so this is quick.
    """
    with _no_garbage():
        documents = [json.loads(document(name)) for name in DOCUMENTS]
        head = documents[0]
        return Dataset(
            (structure(record) for held in documents for record in held["records"]),
            version=head["version"],
            title=head["title"],
            license=head["license"],
        )


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Keep the collector from walking thousands of objects that are all there to stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
