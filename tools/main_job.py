"""What most people do with the package, with what is installed beside this interpreter.

Look at the overview, load the data, validate a file of one's own, export, find a library missing.
It uses nothing but the standard library and the package, so it runs in any environment.

    python tools/main_job.py examples/outside.json
"""

import subprocess
import sys
import sysconfig
import tempfile
from importlib.util import find_spec
from pathlib import Path

COMMAND = Path(sysconfig.get_path("scripts")) / "istanbul-talks"

PLAIN = {
    "bibtex": "talks.bib",
    "csv": "talks-csv",
    "geojson": "talks.geojson",
    "jsonl": "talks.jsonl",
}
PLAIN |= {"csl-json": "talks.json", "croissant": "talks", "ris": "talks.ris", "sqlite": "talks.db"}
"""Formats that need no extra, and a name for each file or folder."""

EXTRA = {"graphml": "networkx", "parquet": "pyarrow", "turtle": "rdflib"}
"""Formats that need an extra, and its library."""


def main(example: str) -> None:
    """Do it all in an empty folder. Raises `AssertionError` and what `subprocess` raises."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assert "istanbul-talks" in _run(folder)
        assert "event/spiderweb" in _run(folder, "show", "event/spiderweb")
        assert ": valid" in _run(folder, "validate", str(Path(example).resolve()))
        program = "import istanbul_talks as it; talks = it.load(); print(len(talks.figures))"
        done = subprocess.run(
            [sys.executable, "-P", "-c", program], cwd=folder, capture_output=True, check=True
        )
        assert int(done.stdout) > 0
        for format, file in PLAIN.items():
            _run(folder, "export", format, "-o", file)
            assert (folder / file).exists(), file
        for format, library in EXTRA.items():
            _export(folder, format, library)
    sys.stdout.write(f"the main job is done on Python {sys.version.split()[0]}\n")


def _export(folder: Path, format: str, library: str) -> None:
    """With its library it is written; without it one line says what to install."""
    there = find_spec(library) is not None
    _run(folder, "export", format, "-o", format, status=0 if there else 2)
    assert (folder / format).exists() == there, format


def _run(folder: Path, *args: str, status: int = 0) -> str:
    done = subprocess.run(
        [COMMAND, *args], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == status, f"{args}: status {done.returncode}\n{done.stderr}"
    if status:
        assert done.stderr.count("\n") == 1, done.stderr
        assert "pip install" in done.stderr, done.stderr
    return done.stdout


if __name__ == "__main__":
    main(*sys.argv[1:])
