"""Writing datasets in canonical form, checked, and so that a crash loses nothing."""

import json
import os
from pathlib import Path

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import Unstructurable, plain, structure, unstructure
from istanbul_talks.findings.report import ValidationFailed
from istanbul_talks.io.atomic import write_atomic
from istanbul_talks.io.canonical import Json, canonical_records, document_text, lines_text
from istanbul_talks.io.inputs import LINES_SUFFIXES, Input
from istanbul_talks.model.header import SCHEMA_VERSION, Header
from istanbul_talks.validation.engine import check_inputs


def dumps(dataset: Dataset) -> bytes:
    """A dataset as the bytes of a dataset document in canonical form.

    Records made in Python are checked here: raises `ValidationFailed` if one does not have the
    form that the JSON Schema demands. (Whether references resolve is for `validate` to say.)
    """
    return _document(dataset, _values(dataset)).encode()


def write(dataset: Dataset, path: str | os.PathLike[str]) -> None:
    """Write a dataset to a document or, where the name ends in .jsonl, to a JSON Lines file.

    JSON Lines hold the records alone, without version, title and licence. The file is replaced as
    a whole, or not at all. Raises `ValidationFailed` as `dumps` does, and `OSError`.
    """
    values = _values(dataset)
    lines = Path(path).name.endswith(LINES_SUFFIXES)
    text = lines_text(values) if lines else _document(dataset, values)
    write_atomic(path, text.encode())


def _document(dataset: Dataset, values: list[Json]) -> str:
    header = Header(
        schema_version=SCHEMA_VERSION,
        version=dataset.version,
        title=dataset.title,
        license=dataset.license,
    )
    return document_text(plain(header), values)


def _values(dataset: Dataset) -> list[Json]:
    values = canonical_records(map(unstructure, dataset))
    try:
        for value in values:
            structure(value)
    except Unstructurable:
        # Not `_document`: it cannot write infinities, and the report must be able to name them.
        whole = {"schema_version": SCHEMA_VERSION, "records": values}
        text = Input("<text>", json.dumps(whole, indent=1).encode())
        raise ValidationFailed(check_inputs([text], canonical=None).report) from None
    return values
