"""A folder of Parquet files: one for each collection, and ``claims.parquet`` with all claims.

Nothing is lost: what is said about the whole stands in the metadata of each file, a dissent's
value as JSON in ``claims.parquet``. pandas, polars, DuckDB, R and Spark read them. Extra ``arrow``.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.columns import record_columns
from istanbul_talks.extras import require
from istanbul_talks.frames.arrow import arrow_batches, arrow_schema
from istanbul_talks.model.shapes import RECORDS

if TYPE_CHECKING:
    import pyarrow as pa


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
        columns = record_columns(shape)
        batches = arrow_batches(columns, dataset.collections[shape.collection].values())
        _write(path / f"{shape.collection}.parquet", arrow_schema(columns), batches, about)
    claims = dataset.claims_table()
    _write(path / "claims.parquet", claims.arrow_schema, claims.to_batches(), about)


def _write(
    path: Path, schema: "pa.Schema", batches: "Iterable[pa.RecordBatch]", about: dict[str, str]
) -> None:
    """One file, a row group a batch, so that memory does not grow with the data."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, schema.with_metadata(about), compression="zstd") as file:
        for batch in batches:
            file.write_batch(batch.replace_schema_metadata(about))
