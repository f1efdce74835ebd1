"""A short run of the fuzzing campaign, and every input that once broke a promise."""

import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "fuzzing"))

from campaign import again, chosen, made, tried  # noqa: E402
from checks import Broken, harmless, must  # noqa: E402
from entries import ENTRIES, Entry  # noqa: E402
from judges import JUDGES  # noqa: E402

from istanbul_talks.exports import FORMATS  # noqa: E402

SAVED = sorted(path for path in (TOP / "fuzzing" / "corpus").iterdir() if path.is_dir())

INPUTS = {name: 12 if entry.weight > 1 else 2 for name, entry in ENTRIES.items()}
"""How many inputs each entry point is given; a process of its own takes long to start."""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are no forks here")


@on_linux
@pytest.mark.parametrize("name", ENTRIES)
def test_all_promises_hold(name: str) -> None:
    for number in range(INPUTS[name]):
        _, random = chosen(20250602, number, name)
        files = made(ENTRIES[name], random)
        told = tried(ENTRIES[name], files)
        assert told is None, f"--only {name} --seed 20250602 --first {number}\n{told}"


@on_linux
@pytest.mark.parametrize("folder", SAVED, ids=lambda folder: folder.name)
def test_what_broke_a_promise_does_so_no_longer(folder: Path) -> None:
    assert again(folder) is None


def test_an_input_depends_on_seed_and_number_alone() -> None:
    for name, entry in ENTRIES.items():
        one, other = (made(entry, chosen(3, 5, name)[1]) for _ in range(2))
        assert one == other, name


def test_whatever_can_be_written_is_judged() -> None:
    assert JUDGES.keys() == {*FORMATS, "page"}


@on_linux
def test_what_breaks_is_told() -> None:
    def broken(folder: Path) -> None:
        must(harmless((folder / "x").read_text()), "it moves a cursor")

    entry = Entry(1, lambda random: {"x": b"\x1b[2J"}, broken)
    assert "it moves a cursor" in (tried(entry, {"x": b"\x1b[2J"}) or "")
    assert tried(entry, {"x": b"fine"}) is None
    with pytest.raises(Broken):
        must(False, "nothing holds")
