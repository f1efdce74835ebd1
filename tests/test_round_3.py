"""The example of a downstream project: its data stay valid, and its README true to them.

What it does with them has tests of its own, which `.ci/run` runs against the built wheel.
"""

import re
from pathlib import Path

import pytest

import istanbul_talks as it
from istanbul_talks.io.formatting import read_whole, rewritten
from istanbul_talks.io.inputs import Input

ROUND_3 = Path(__file__).parents[1] / "examples" / "round-3"
FILES = sorted((ROUND_3 / "data").glob("*.json"))


def test_it_is_valid_on_top_of_the_canonical_dataset_and_not_alone() -> None:
    report = it.validate(ROUND_3 / "data")
    assert report.findings == ()
    assert report.unchecked == report.unread == 0
    alone = it.validate(ROUND_3 / "data", canonical=False)
    assert {finding.code for finding in alone.findings} == {"IT201"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_files_are_canonical(path: Path) -> None:
    source = Input(str(path), path)
    assert rewritten(source, read_whole(source)) == path.read_text("utf-8"), (
        f"run: istanbul-talks format examples/round-3/data/{path.name}"
    )


def test_it_merges_with_nothing_left_to_decide(talks: it.Dataset) -> None:
    merged = it.merge(talks, it.read(ROUND_3 / "data"))
    assert merged.conflicts == ()
    assert "Rustem Umierov" in merged.dataset.actors["actor/umerov"].aliases


def test_the_readme_lists_the_reports() -> None:
    readme = (ROUND_3 / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\S+)` \| \[.*?\]\((\S+)\)", readme, re.MULTILINE)
    sources = it.read(ROUND_3 / "data").sources.values()
    assert dict(rows) == {source.id: source.url for source in sources if source.url}
