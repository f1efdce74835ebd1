"""Drawn records made to fit the rules about single records, so that most are beyond doubt."""

from hypothesis import strategies as st

from istanbul_talks.derived.strategies import record_values
from istanbul_talks.testing.fitting import Json, fitted, problems

__all__ = ["Json", "fitted", "fitting", "problems"]


def fitting(record_type: str) -> st.SearchStrategy[Json]:
    """The JSON values of records of a type that no rule about a single record objects to."""
    return record_values(record_type).map(fitted)
