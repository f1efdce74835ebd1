"""What several tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import istanbul_talks as it

SOURCES_VARIABLE = "ISTANBUL_TALKS_SOURCES"

LONGEST = "test_spark.py"

settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first: no process is to wait for it at the end.

    All else runs in the order of files and of the tests in them, in whatever order it is named.
    """
    items.sort(key=lambda item: (item.path.name != LONGEST, item.path, item.location[1] or 0))


@pytest.fixture(scope="session")
def talks() -> it.Dataset:
    """The canonical dataset."""
    return it.load()


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder with the texts that the dataset is coded from; they are not ours to ship."""
    folder = os.environ.get(SOURCES_VARIABLE)
    if not folder:
        pytest.skip(f"{SOURCES_VARIABLE} names no folder with the source texts (<slug>.txt)")
    return Path(folder)
