"""Tables: every value arrives, as what it is, in Arrow, pandas, polars and DuckDB."""

import datetime
import json
import subprocess
import sys
from itertools import chain

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings, strategies as st

import istanbul_talks as it
from istanbul_talks.derived.cells import cells
from istanbul_talks.derived.columns import record_columns
from istanbul_talks.derived.converter import plain, structure
from istanbul_talks.derived.strategies import records
from istanbul_talks.frames.claim_cells import claim_cells
from istanbul_talks.frames.claims import CLAIM_COLUMNS, claim_rows
from istanbul_talks.frames.claims_table import ClaimsTable
from istanbul_talks.model.shapes import RECORDS
from rebuilding import rebuilt

some_records = st.lists(records(), max_size=6, unique_by=lambda record: record.id)


@settings(max_examples=60)
@given(some_records)
def test_tables_hold_everything(made: list[it.Record]) -> None:
    talks = it.Dataset(made)
    claims = talks.claims_table().to_arrow().to_pylist()
    found = []
    for shape in RECORDS.values():
        for row in getattr(talks, shape.collection).to_arrow().to_pylist():
            own = [claim for claim in claims if claim["record"] == row["id"]]
            found.append(structure(rebuilt(shape, row, own)))
    assert found == [*talks]


def test_the_canonical_dataset_is_tables(talks: it.Dataset) -> None:
    for collection in talks.collections.values():
        table = collection.to_arrow()
        table.validate(full=True)
        assert table.num_rows == len(collection)
        assert table["id"].to_pylist() == [*collection]
    claims = talks.claims_table()
    assert claims.to_arrow().num_rows == len(claims) == sum(1 for r in talks for _ in r.claims())


def test_a_date_is_its_text_and_its_days(talks: it.Dataset) -> None:
    row = talks.meetings.where(date="2025-06-02").to_arrow().to_pylist()[0]
    day = datetime.date(2025, 6, 2)
    assert (row["date"], row["date_earliest"], row["date_latest"]) == ("2025-06-02", day, day)
    assert row["date_precision"] == "day"


def test_pandas_has_real_types(talks: it.Dataset) -> None:
    frame = talks.figures.to_pandas()
    assert [*frame["id"]] == [*talks.figures]
    assert isinstance(frame["measure"].dtype, pd.CategoricalDtype)
    assert frame["quantity_best"].dtype == pd.Float64Dtype()
    assert frame["as_of_earliest"].dtype.kind == "M"
    assert talks.meetings.to_pandas()["round"].dtype == pd.Int64Dtype()
    assert talks.meetings.to_pandas()["started_late"].dtype == pd.BooleanDtype()
    best = {figure.id: figure.quantity.best for figure in talks.figures.values()}
    found = dict(zip(frame["id"], frame["quantity_best"], strict=True))
    assert {id: None if pd.isna(number) else number for id, number in found.items()} == best


def test_polars_takes_a_collection_as_it_is(talks: it.Dataset) -> None:
    frame = pl.DataFrame(talks.figures)
    assert frame.equals(talks.figures.to_polars())
    assert frame["id"].to_list() == [*talks.figures]
    assert frame.schema["as_of_earliest"] == pl.Date
    assert pl.DataFrame(talks.claims_table()).height == len(talks.claims_table())


def test_duckdb_takes_a_collection_as_it_is(talks: it.Dataset) -> None:
    with duckdb.connect() as connection:
        connection.register("figures", talks.figures)
        query = "select count(*), count(quantity_best) from figures"
        found = connection.execute(query).fetchone()
    assert found == (
        len(talks.figures),
        sum(figure.quantity.best is not None for figure in talks.figures.values()),
    )


def test_columns_say_what_they_mean(talks: it.Dataset) -> None:
    for shape in RECORDS.values():
        schema = talks.collections[shape.collection].to_arrow().schema
        for field in schema:
            assert field.metadata[b"description"], field.name


def test_a_table_of_nothing_has_all_columns() -> None:
    empty = it.Dataset([])
    assert empty.figures.to_arrow().column_names == [
        column.name for column in record_columns(RECORDS["figure"])
    ]
    assert empty.claims_table().to_arrow().num_rows == 0
    assert empty.compare().to_arrow().num_rows == 0


def test_compare_puts_claimants_side_by_side(talks: it.Dataset) -> None:
    counts = talks.compare(about="event/spiderweb")
    figures = talks.figures.where(about="event/spiderweb").values()
    adopted = [count for count in counts if count.adopted]
    assert {count.figure: count.quantity for count in adopted} == {
        f.id: f.quantity for f in figures
    }
    assert {count.figure: count.claimant for count in adopted} == {
        f.id: f.claimant for f in figures
    }
    dissents = sum(len(figure.dissents.get("quantity", ())) for figure in figures)
    assert len(counts) - len(adopted) == dissents
    assert counts.to_arrow().column("figure").to_pylist() == [count.figure for count in counts]
    lines = str(counts).splitlines()
    assert len(lines) == len(counts) + 1
    assert "actor/malyuk" in str(counts)


def test_compare_says_what_it_does_not_know(talks: it.Dataset) -> None:
    with pytest.raises(it.UnknownId, match="event/spiderweb"):
        talks.compare(about="event/spiderwb")
    with pytest.raises(it.UnknownName, match="destroyed"):
        talks.compare(measure="destroyd")


def test_batches_are_of_one_schema(talks: it.Dataset) -> None:
    claims = ClaimsTable([*talks] * 3)
    batches = [*claims.to_batches()]
    assert pa.Table.from_batches(batches).num_rows == len(claims)
    assert all(batch.schema == claims.arrow_schema for batch in batches)


@given(records())
def test_a_claim_row_knows_what_is_claimed(record: it.Record) -> None:
    for row in claim_rows([record]):
        if row.dissent_value is None:
            assert row.claim in record.provenance[row.field]
        else:
            assert isinstance(row.claim, it.Dissent)
            assert json.loads(row.dissent_value) == plain(row.claim.value)
        assert row.claim == unstructured_claims(record)[row.field, row.dissent][row.number]


@given(some_records)
def test_cells_by_column_are_those_of_each_row(some: list[it.Record]) -> None:
    rows = [*claim_rows(some)]
    by_row = [[column.cell(row) for row in rows] for column in CLAIM_COLUMNS]
    batches = [*claim_cells(some)]
    assert [[*chain(*held)] for held in zip(*batches, strict=True)] == (by_row if rows else [])
    for record in some:
        columns = record_columns(RECORDS[record.type])
        assert [[*held] for held in cells(columns, [record])] == [[c.cell(record)] for c in columns]


def unstructured_claims(record: it.Record) -> dict[tuple[str, bool], tuple[it.Claim, ...]]:
    return {
        **{(name, False): claims for name, claims in record.provenance.items()},
        **{(name, True): claims for name, claims in record.dissents.items()},
    }


@pytest.mark.parametrize(
    ("library", "call"),
    [
        ("pyarrow", "to_arrow()"),
        ("pandas", "to_pandas()"),
        ("polars", "to_polars()"),
    ],
)
def test_a_missing_library_is_one_line(library: str, call: str) -> None:
    extra = {"pyarrow": "arrow"}.get(library, library)
    code = f"import sys; sys.modules[{library!r}] = None\nimport istanbul_talks as it\n"
    code += f"try: it.load().figures.{call}\nexcept it.MissingExtra as error: print(error)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{library} is not installed: pip install 'istanbul-talks[{extra}]'\n"
