"""What can be had as a table."""

import functools
from typing import TYPE_CHECKING, Any

from istanbul_talks.extras import require

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Tabular:
    """A table in waiting: Arrow, pandas and polars give it, and DuckDB takes it as it is."""

    __slots__ = ()

    def to_arrow(self) -> "pa.Table":
        """An Arrow table (extra ``arrow``). Raises `MissingExtra`."""
        raise NotImplementedError

    def to_pandas(self) -> "pd.DataFrame":
        """A pandas DataFrame (extra ``pandas``). Raises `MissingExtra`.

        Integers and flags are nullable, days are ``datetime64[ms]``, terms are categories.
        """
        require("pandas", "pandas")
        table = self.to_arrow()
        frame: pd.DataFrame = table.to_pandas(
            types_mapper=_pandas_types().get, date_as_object=False
        )
        return frame

    def to_polars(self) -> "pl.DataFrame":
        """A polars DataFrame (extra ``polars``). Raises `MissingExtra`."""
        polars = require("polars", "polars")
        frame: pl.DataFrame = polars.from_arrow(self.to_arrow())
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow PyCapsule interface: ``polars.DataFrame(talks.figures)``, DuckDB and others."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)


@functools.cache
def _pandas_types() -> dict[Any, Any]:
    """What pandas would else turn into floats and objects where a value is missing."""
    import pandas as pd
    import pyarrow as pa

    return {
        pa.int64(): pd.Int64Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(),
    }
