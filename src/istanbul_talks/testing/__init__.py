"""What test suites of others import: strategies for Hypothesis, and an assertion.

>>> from hypothesis import given
>>> from istanbul_talks.testing import assert_valid, datasets
>>> @given(datasets())
... def test_survives(dataset):
...     assert_valid(dataset)
>>> test_survives()

``st.from_type(istanbul_talks.Figure)`` works by itself once this package is installed. All but
`assert_valid` takes the extra ``testing``; without it they raise `MissingExtra`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from istanbul_talks.testing.assertions import (
        assert_valid as assert_valid,
    )
    from istanbul_talks.testing.invalid import (
        invalid_datasets as invalid_datasets,
        invalid_records as invalid_records,
    )
    from istanbul_talks.testing.strategies import (
        claims as claims,
        coordinates as coordinates,
        dates as dates,
        dissents as dissents,
        ids as ids,
        parts as parts,
        quantities as quantities,
        record_values as record_values,
        records as records,
        spans as spans,
    )
    from istanbul_talks.testing.whole import (
        dataset_values as dataset_values,
        datasets as datasets,
    )

_HOME = {
    "assertions": "assert_valid",
    "invalid": "invalid_datasets invalid_records",
    "strategies": (
        "claims coordinates dates dissents ids parts quantities record_values records spans"
    ),
    "whole": "dataset_values datasets",
}
_MODULE = {name: module for module, names in _HOME.items() for name in names.split()}

__all__ = [*_MODULE]  # noqa: PLE0604


if not TYPE_CHECKING:  # else a type checker would believe in any name

    def __getattr__(name: str) -> object:
        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name != "assert_valid":
            from istanbul_talks.extras import require

            require("hypothesis", "testing")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULE[name]}"), name)
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
