"""The pytest plugin: a fixture. pytest imports this at every start, so it imports nothing else."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset


@pytest.fixture(scope="session")
def istanbul_talks() -> "Dataset":
    """The canonical dataset of the 2025 Istanbul talks, read once a session."""
    from istanbul_talks.loading import load

    return load()
