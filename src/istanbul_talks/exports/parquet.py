"""A folder of Parquet files: one for each collection, and ``claims.parquet`` with all claims.

Nothing is lost: what is said about the whole stands in the metadata of each file, a dissent's
value as JSON in ``claims.parquet``. pandas, polars, DuckDB, R and Spark read them. Extra ``arrow``.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.columns import Column, record_columns
from istanbul_talks.extras import require
from istanbul_talks.frames.arrow import arrow_batches, arrow_schema
from istanbul_talks.frames.claims import CLAIM_COLUMNS, claim_rows
from istanbul_talks.model.shapes import RECORDS


def write(dataset: Dataset, path: Path) -> None:
    """Write the files into a new folder. Raises `MissingExtra`, `OSError`."""
    require("pyarrow", "arrow")
    about = {
        name: value
        for name in ("title", "version", "license", "schema")
        if (value := getattr(dataset, name)) is not None
    }
    path.mkdir()
    for shape in RECORDS.values():
        records = dataset.collections[shape.collection].values()
        _write(path / f"{shape.collection}.parquet", record_columns(shape), records, about)
    _write(path / "claims.parquet", CLAIM_COLUMNS, claim_rows(dataset), about)


def _write(
    path: Path, columns: Sequence[Column], rows: Iterable[Any], about: dict[str, str]
) -> None:
    """One file, a row group a batch, so that memory does not grow with the data."""
    import pyarrow.parquet as pq

    schema = arrow_schema(columns).with_metadata(about)
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for batch in arrow_batches(columns, rows):
            file.write_batch(batch.replace_schema_metadata(about))
