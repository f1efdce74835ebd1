"""How much slower than a bare interpreter the package starts, loads and answers.

Prints, for each task, the median over several runs of its wall time less that of a bare
interpreter, both measured in turn in the same round, in milliseconds, with the ratio of the two.
`load()` is also timed on a dataset grown to 400 records and 2,000 claims, whatever is shipped.

    python benchmarks/startup.py [ROUNDS]
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from istanbul_talks.io.canonical import Json, canonical_records, document_text
from istanbul_talks.io.resources import DOCUMENTS, document

BARE = "pass"
TASKS = {
    "import istanbul_talks": (BARE, 15),
    "load(), as shipped": ("import istanbul_talks as it; it.load()", 180),
    "load(), 400 records and 2,000 claims": (
        "import istanbul_talks.loading as l; "
        "l.document = lambda name: open({folder!r} + '/' + name, 'rb').read(); l.load()",
        180,
    ),
    "istanbul-talks --help": (
        "from istanbul_talks.cli.group import main; main(['--help'])",
        80,
    ),
    "istanbul-talks validate, an example": (
        "from istanbul_talks.cli.group import main; main(['validate', {example!r}])",
        None,
    ),
}
EXAMPLE = Path(__file__).parents[1] / "examples" / "outside.json"


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        records, claims = _grow(Path(folder), 400, 2000)
        sys.stdout.write(f"grown dataset: {records} records, {claims} claims; {rounds} rounds\n")
        codes = {"import istanbul_talks": "import istanbul_talks"}
        for name, (code, _) in TASKS.items():
            codes.setdefault(name, code.format(folder=folder, example=str(EXAMPLE)))
        times: dict[str, list[float]] = {BARE: [], **{name: [] for name in codes}}
        for _ in range(rounds):
            times[BARE].append(_time(BARE))
            for name, code in codes.items():
                times[name].append(_time(code))
    bare = statistics.median(times[BARE])
    sys.stdout.write(f"bare interpreter: {bare:.1f} ms\n")
    for name, (_, limit) in TASKS.items():
        above = statistics.median(t - b for t, b in zip(times[name], times[BARE], strict=True))
        least = min(times[name]) - min(times[BARE])
        goal = f"  (goal: at most {limit})" if limit else ""
        ratio = above / bare + 1
        sys.stdout.write(
            f"{name}: +{above:.1f} ms, at its quickest +{least:.1f} ms, {ratio:.1f} × bare{goal}\n"
        )


def _time(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def _grow(folder: Path, records: int, claims: int) -> tuple[int, int]:
    """The shipped data, copied under new ids until it is large enough."""
    shipped = {name: json.loads(document(name))["records"] for name in DOCUMENTS}
    grown = {name: [*values] for name, values in shipped.items()}
    copy = 0
    while _count(grown)[0] < records or _count(grown)[1] < claims:
        copy += 1
        for name, values in shipped.items():
            grown[name] += [{**value, "id": f"{value['id']}-{copy}"} for value in values]
    header = {"schema_version": "1", "version": "0", "title": "Grown", "license": "CC0-1.0"}
    for name, values in grown.items():
        text = document_text(header, canonical_records(values))
        (folder / name).write_text(text, "utf-8")
    return _count(grown)


def _count(values: dict[str, list[Json]]) -> tuple[int, int]:
    every = [record for records in values.values() for record in records]
    by_field = (
        claims
        for record in every
        for part in ("provenance", "dissents")
        for claims in record.get(part, {}).values()
    )
    return len(every), sum(map(len, by_field))


if __name__ == "__main__":
    main()
