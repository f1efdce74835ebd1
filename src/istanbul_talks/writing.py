"""Writing datasets in canonical form, checked, and so that a crash loses nothing."""

import json
import os
from pathlib import Path
from typing import Any

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import (
    Unstructurable,
    plain,
    structure,
    structure_header,
    unstructure,
)
from istanbul_talks.findings.report import ValidationFailed
from istanbul_talks.io.atomic import write_atomic
from istanbul_talks.io.canonical import Json, canonical_records, document_text, lines_text
from istanbul_talks.io.inputs import Input, is_lines
from istanbul_talks.model.header import SCHEMA_VERSION, Header
from istanbul_talks.validation.engine import Run


def dumps(dataset: Dataset) -> bytes:
    """A dataset as the bytes of a dataset document in canonical form.

    What was made in Python is checked here: raises `ValidationFailed` if a record or the head does
    not have the form that the JSON Schema demands. (Whether references resolve is for `validate`.)
    """
    header, values = _checked(dataset)
    return document_text(header, values).encode()


def write(dataset: Dataset, path: str | os.PathLike[str]) -> None:
    """Write a dataset to a document or, where the name ends in .jsonl, to a JSON Lines file.

    JSON Lines hold the records alone, without version, title and licence. The file is replaced as
    a whole, or not at all. Raises `ValidationFailed` as `dumps` does, and `OSError`.
    """
    write_atomic(path, encoded(dataset, Path(path).name))


def encoded(dataset: Dataset, name: str) -> bytes:
    """The bytes that `write` writes to a file of this name. Raises `ValidationFailed`."""
    header, values = _checked(dataset)
    text = lines_text(values) if is_lines(name) else document_text(header, values)
    return text.encode()


def check_form(dataset: Dataset) -> None:
    """Check what was made in Python as `dumps` does, for formats that are written otherwise.

    Raises `ValidationFailed`.
    """
    _well_formed(dataset)


def _checked(dataset: Dataset) -> tuple[Json, list[Json]]:
    """The canonical JSON values of the head and the records. Raises `ValidationFailed`."""
    header, values = _well_formed(dataset)
    return header, canonical_records(values)


def _well_formed(dataset: Dataset) -> tuple[Json, list[Json]]:
    """The JSON values of the head and the records. Raises `ValidationFailed`."""
    header, values = _header(dataset), [unstructure(record) for record in dataset]
    try:
        structure_header({**header, "records": []})
        for value in values:
            structure(value)
        json.dumps([header, values], ensure_ascii=False, allow_nan=False).encode()
    except (Unstructurable, ValueError, TypeError):
        # As JSON that is plain enough to carry what is wrong to where it can be named.
        whole = {**header, "records": values}
        text = Input("<text>", json.dumps(whole, indent=1, default=str).encode())
        report = Run([text], canonical=None).check()
        if report.ok:
            raise
        raise ValidationFailed(report) from None
    return header, values


def _header(dataset: Dataset) -> dict[str, Any]:
    header = Header(
        schema_version=SCHEMA_VERSION,
        version=dataset.version,
        title=dataset.title,
        license=dataset.license,
    )
    return {**({"$schema": dataset.schema} if dataset.schema else {}), **plain(header)}
