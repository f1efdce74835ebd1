"""Data from strangers: they cost no more than their size, reach nothing, and move no cursor."""

import ast
import functools
import gzip
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard
from click.testing import CliRunner, Result

import istanbul_talks as it
from istanbul_talks.cli.group import main
from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.io.compression import VARIABLE, size_of
from istanbul_talks.io.inputs import Input
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run
from istanbul_talks.validation.formats import FORMATS, writer
from istanbul_talks.validation.look import Settings

EXAMPLE = Path(__file__).parents[1] / "examples" / "outside.json"
CODED = {"source": "source/istanbul-talks-codebook", "basis": "coded"}
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What a terminal could obey, but for line ends."""


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], color=False)


def assert_refused(result: Result, *status: int) -> None:
    """It ended well, with one of these statuses, and without a traceback."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (status or (1, 2))
    assert "Traceback" not in result.output


def actor(**fields: Any) -> bytes:
    record = {"type": "actor", "id": "actor/x", "kind": "state", "name": "x"}
    record["provenance"] = {"kind": [CODED], "name": [CODED]}  # type: ignore[assignment]
    return json.dumps({**record, **fields}).encode() + b"\n"


def document(record: bytes) -> bytes:
    return b'{"schema_version": "1", "records": [%s]}' % record


# Every command on the same bad file

COMMANDS: dict[str, list[str]] = {
    "validate": ["validate", "{}"],
    "format": ["format", "{}"],
    "anchor": ["anchor", "{}", "--sources", "."],
    "verify": ["verify", "{}", "--sources", "."],
    "diff": ["diff", "canonical", "{}"],
    "apply": ["apply", "canonical", "{}", "-o", "made.json"],
    "apply to": ["apply", "{}", "{}", "-o", "made.json"],
    "merge": ["merge", "{}", "-o", "made.json"],
    "migrate": ["migrate", "{}", "--from", "0"],
    "cite": ["cite", "--data", "{}"],
    "export": ["export", "jsonl", "--data", "{}", "-o", "made.jsonl"],
}

BAD: dict[str, bytes] = {
    "deep": document(actor(aliases=0).replace(b'"aliases": 0', b'"aliases": ' + b"[" * 5000)),
    "deep and closed": document(b'{"a":' * 500 + b"1" + b"}" * 500),
    "very deep": b"[" * 200_000,
    "a difference, deep": b'{"type": "difference", "added": ' + b"[" * 400 + b"]" * 400 + b"}",
    "a huge integer": document(actor(name=0).replace(b'"name": 0', b'"name": ' + b"9" * 50_000)),
    "a huge version": b'{"schema_version": %s, "records": []}' % (b"7" * 5000),
    "1e400": document(actor(name=0).replace(b'"name": 0', b'"name": 1e400')),
    "-0": document(actor(name=0).replace(b'"name": 0', b'"name": -0')),
    "NaN": document(actor(name=0).replace(b'"name": 0', b'"name": NaN')),
    "half a character": document(actor(name="\ud83d")),
    "a key twice": document(actor()[:-2] + b', "name": "y"}'),
    "null": b"null",
    "a text": b'"text"',
    "an id like a path": document(actor(id="actor/../../etc/passwd")),
    "records as an object": b'{"schema_version": "1", "records": {"a": 1}}',
    "a type that is a list": b'{"schema_version": "0", "records": [{"type": [], "id": {}}]}',
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", BAD)
def test_no_command_fails_on_bad_data(
    command: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.json"
    path.write_bytes(BAD[name])
    result = run(*(arg.replace("{}", str(path)) for arg in COMMANDS[command]))
    # Of what has no form nothing must be anchored, migrated or rewritten: that can be fine.
    lenient = command in ("format", "anchor", "migrate")
    assert_refused(result, *([0] if lenient else []), 1, 2)
    assert not (tmp_path / "made.json").exists()
    if result.exit_code == 2:
        assert path.read_bytes() == BAD[name]


@pytest.mark.parametrize(
    "cell", ["[" * 100_000, "[" * 70 + "]" * 70, "[1e400]", "[NaN]", "9" * 5000]
)
def test_a_cell_of_a_package_may_hold_anything(cell: str, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    it.export(it.read(EXAMPLE), "csv", folder)
    path = folder / "actors.csv"
    head, first, *rest = path.read_text("utf-8").splitlines()
    cells = dict.fromkeys(head.split(","), "")
    cells |= {"id": "actor/x", "aliases": cell}
    path.write_text("\n".join([head, ",".join(cells.values()), first, *rest]) + "\n", "utf-8")
    report = it.validate(folder)
    assert not report.ok
    assert_refused(run("validate", folder))


# Costs: what is some times as large takes some times as long, and not its square

COSTLY: dict[str, Callable[[int], bytes]] = {
    "items of several types": lambda n: actor(aliases=[i if i % 2 else str(i) for i in range(n)]),
    "objects for items": lambda n: actor(aliases=[{"a": i} for i in range(n)]),
    "equal items": lambda n: actor(aliases=["a"] * n),
    "unknown keys": lambda n: actor(**{f"k{i}": 1 for i in range(n)}),
    "bad claims": lambda n: actor(provenance={"kind": [{"x": i} for i in range(n)]}),
    "equal claims": lambda n: actor(provenance={"kind": [CODED], "name": [CODED] * n}),
    "repeated keys": lambda n: b"{" + b",".join([b'"a":1'] * n) + b"}\n",
    "open quotation marks": lambda n: b'{"a":' + b'"\\"' * n + b"\n",
    "commas and spaces": lambda n: b"[1" + b", " * n + b" " * n + b"x\n",
    "texts before NaN": lambda n: b"[" + b'"\\"",' * n + b"NaN]\n",
    "a long key above many values": lambda n: (
        b'{"%s":[%s]}\n' % (b"k" * 5 * n, b",".join([b"1"] * n))
    ),
    "tiny records on a line": lambda n: document(b",".join([b"{}"] * n)),
    "long slugs": lambda n: actor(id="actor/" + "a-" * 4 * n),
    "long dates": lambda n: actor(type="meeting", id="meeting/x", date="2025-01-01/" * n),
    "a long name": lambda n: actor(name="a" * 8 * n + "\n"),
    "claims of one source": lambda n: actor(provenance={"kind": spans(n), "name": [CODED]}),
    "claims of many sources": lambda n: actor(
        provenance={
            "kind": [{**claim, "source": f"source/s{i // 2}"} for i, claim in enumerate(spans(n))],
            "name": [CODED],
        }
    ),
    "claims and captions": lambda n: (
        text(n) + actor(provenance={"kind": spans(n), "name": [CODED]})
    ),
    "lists that dissent": lambda n: contradicted(4 * n, lambda i: {"value": [f"b{i}"]}),
    "elements that dissent": lambda n: contradicted(
        4 * n, lambda i: {"value": f"b{i}", "element": f"b{i}"}
    ),
    "many circles": lambda n: demands(4 * n, lambda i: [i + 1, 0] if i else [1]),
}


def record(type: str, slug: str, provenance: Any = None, **fields: Any) -> bytes:
    """A record whose fields are coded, as far as nothing else is said of them."""
    claims = {name: [CODED] for name in fields if name != "dissents"} | (provenance or {})
    held = {"type": type, "id": f"{type}/{slug}", **fields, "provenance": claims}
    return json.dumps(held).encode() + b"\n"


def elements(values: list[str]) -> list[Any]:
    return [{**CODED, "element": value} for value in values]


def spans(n: int) -> list[Any]:
    """Claims for one source, each at another place of its text."""
    return [
        {"source": "source/s", "span": [3 * i, 3 * i + 2], "wording": "ab", "basis": "stated"}
        for i in range(n)
    ]


def text(n: int) -> bytes:
    """A source of which the captions stand behind all that is cited."""
    parts = [{"kind": "caption", "span": [3 * (n + i), 3 * (n + i) + 2]} for i in range(n)]
    computed = [{"source": "source/s", "basis": "computed"}]
    fixed = {"text_sha256": "0" * 64, "text_length": 6 * n + 3}
    provenance = dict.fromkeys(fixed, computed)
    return record("source", "s", provenance, kind="news_article", parts=parts, **fixed)


def contradicted(n: int, said: Callable[[int], Any]) -> bytes:
    """An actor with many aliases, and as many dissents."""
    names = [f"a{i}" for i in range(n)]
    dissents = {"aliases": [{**CODED, "note": "x", **said(i)} for i in range(n)]}
    held = {"kind": "state", "name": "x", "aliases": names, "dissents": dissents}
    return record("actor", "x", {"aliases": elements(names)}, **held)


def demands(n: int, after: Callable[[int], list[int]]) -> bytes:
    """Demands that are conditions for others."""

    def demand(i: int) -> bytes:
        others = [f"demand/d{number % n}" for number in after(i)]
        fields = {"kind": "demand", "summary": "x", "condition_for": others}
        return record("demand", f"d{i}", {"condition_for": elements(others)}, **fields)

    return b"".join(map(demand, range(n)))


@functools.cache
def checked(name: str, data: bytes) -> float:
    """The least time of a few runs in which this process checks it."""
    source = Input(name, data)
    took = []
    for _ in range(3):
        began = time.process_time()
        Run([source], canonical_facts(), Settings(duplicate_keys=True, most=20)).check()
        took.append(time.process_time() - began)
    return min(took)


@pytest.mark.parametrize("name", COSTLY)
def test_work_grows_as_the_data_do(name: str) -> None:
    make = COSTLY[name]
    file = "x.json" if make(1).startswith(b'{"schema_version"') else "x.jsonl"
    checked(file, make(50))
    small, large = (checked(file, make(n)) for n in (300, 300 * 16))
    # Squares would be 256 times as much.
    assert large < 80 * max(small, 0.001), (small, large)


def test_very_long_words_are_not_compared() -> None:
    for word, known in (("a" * 5000, "a" * 4999), ("a" * 150, "a" * 250), ("a" * 250, "a" * 150)):
        assert did_you_mean(word, [known]) is None
    assert did_you_mean("a" * 150, ["a" * 149]) is not None


def claimed(places: Iterable[int]) -> it.Dataset:
    """An actor whose kind is claimed at each of these places of one text."""
    everything = spans(max(places) + 1)
    kind = [everything[place] for place in places]
    cited = text(max(places) + 1)
    return it.loads(document(cited + b"," + actor(provenance={"kind": kind, "name": [CODED]})))


def moved(n: int) -> tuple[it.Dataset, it.Dataset]:
    """Every second claim goes behind all others, the last first."""
    return claimed(range(n)), claimed([*range(0, n, 2), *reversed(range(1, n, 2))])


def named(names: list[str]) -> it.Dataset:
    fields = {"kind": "state", "name": "x", "aliases": names}
    return it.loads(document(record("actor", "x", {"aliases": elements(names)}, **fields)))


COMPARED: dict[str, tuple[Callable[[int], Any], Callable[..., Any]]] = {
    "claims that move": (moved, it.diff),
    "other values of a list": (
        lambda n: (it.diff(*(named([f"{c}{i}" for i in range(4 * n)]) for c in "ab")),),
        str,
    ),
    "more claims": (lambda n: (claimed(range(n)), claimed(range(n, 2 * n))), it.merge),
    "more names": (
        lambda n: tuple(named([f"{c}{i}" for i in range(n)]) for c in "ab"),
        it.merge,
    ),
}


@pytest.mark.parametrize("name", COMPARED)
def test_comparing_grows_as_the_data_do(name: str) -> None:
    make, compare = COMPARED[name]

    def took(n: int) -> float:
        given = make(n)
        began = time.process_time()
        compare(*given)
        return time.process_time() - began

    took(50)
    small, large = min(took(150) for _ in range(3)), took(150 * 16)
    # Squares would be 256 times as much.
    assert large < 80 * max(small, 0.001), (small, large)


def test_a_long_chain_of_sources_is_cited() -> None:
    n = 5000
    chain = b",".join(
        record("source", f"s{i}", kind="news_article", part_of=f"source/s{i + 1}") for i in range(n)
    )
    last = record("source", f"s{n}", kind="news_article")
    dataset = it.loads(document(chain + b"," + last))
    began = time.process_time()
    works = {work.id: work for work in dataset.cite().works}
    assert time.process_time() - began < 10
    for i in (0, 1, n - 1):
        container = works[f"source/s{i}"].container
        assert container is not None
        assert container is works[f"source/s{i + 1}"]
    assert works[f"source/s{n}"].container is None


def test_numbers_that_a_set_cannot_tell_apart_cost_no_more(tmp_path: Path) -> None:
    def took(n: int) -> float:
        folder = tmp_path / str(n)
        it.export(it.read(EXAMPLE), "csv", folder)
        path = folder / "claims.csv"
        head = path.read_text("utf-8").splitlines()[0]
        row = dict.fromkeys(head.split(","), "") | {"record": "actor/x", "field": "kind"}
        # Python gives all multiples of this prime the same hash.
        cells = (",".join({**row, "number": str(i * (2**61 - 1))}.values()) for i in range(n))
        path.write_text("\n".join([head, *cells]) + "\n", "utf-8")
        began = time.process_time()
        it.validate(folder, max_findings=1)
        return time.process_time() - began

    took(10)
    small, large = min(took(300 + i) for i in range(3)), took(300 * 16)
    assert large < 80 * small, (small, large)


def spans_of_one_hash(n: int) -> Iterator[list[int]]:
    """Spans that no set tells apart: CPython's hash of tuples (xxHash) turned round."""
    one, two, five, size = 11400714785074694791, 14029467366897019727, 2870177450012600261, 2**64
    back = pow(two, -1, size)
    turned = 123456789
    start = 0
    while n:
        start += 1
        held = (five + start * two) % size
        held = (held << 31 | held >> 33) % size * one % size
        end = (turned - held) * back % size
        if end < 2**53:
            n -= 1
            yield [start, end]


def test_spans_of_one_hash_cost_no_more() -> None:
    found = [*spans_of_one_hash(1600)]
    assert len({hash(tuple(span)) for span in found}) < 10, "this Python has another hash"
    claims = [{"source": "source/s", "span": span, "basis": "stated"} for span in found]

    def took(n: int) -> float:
        return checked("x.jsonl", actor(provenance={"kind": claims[:n], "name": [CODED]}))

    assert took(1600) < 40 * took(100)  # squares would be 256 times as much


def test_a_letter_that_stands_everywhere_is_listed_some_times(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("a" * 200_000, "utf-8")
    said = [{"source": "source/s", "wording": letters, "basis": "stated"} for letters in "aa"]
    path = tmp_path / "mine.json"
    claims = {"kind": [said[0]], "name": [{**said[1], "wording": "a" * 20_000}]}
    path.write_bytes(document(actor(provenance=claims)))
    result = run("anchor", path, "--sources", tmp_path)
    assert_refused(result, 1)
    assert result.output.count("stands more than 100 times") == 2
    assert result.output.count("[0, 1]") == 1
    assert result.output.count('"span": [') == 200


MEASURED = """
import sys, istanbul_talks as it
print(len(it.validate(sys.argv[1], duplicate_keys=True).findings))
# Not getrusage: that counts what the parent had when it forked.
print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_a_long_key_is_not_kept_for_all_that_is_below_it(tmp_path: Path) -> None:
    path, number = tmp_path / "x.jsonl", 20_000
    below = b",".join([b'{"a": 1, "a": 2}'] * number)
    path.write_bytes(b'{"type": "actor", "%s": [%s]}' % (b"k" * 10 * number, below))
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found, most = map(int, done.stdout.split())
    assert found > number
    assert most < 400_000  # kilobytes; with whole pointers it would be gigabytes


def test_a_million_findings_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(document(b"{" + b",".join([b'"a":1'] * 1_000_001) + b"}"))
    result = run("validate", path, "--jobs", "1")
    assert "and 999,980 more" in result.output
    assert len(result.output) < 10_000


def test_a_header_of_many_columns_is_one_complaint(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    it.export(it.read(EXAMPLE), "csv", folder)
    (folder / "actors.csv").write_text(",".join(f"c{n}" for n in range(50_000)) + "\n", "utf-8")
    report = it.validate(folder)
    assert len(report.findings) < 60
    assert any("columns too many" in finding.message for finding in report.findings)


# Compressed data

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": lambda data: gzip.compress(data, 6),
    "zst": zstandard.ZstdCompressor(level=3).compress,
}


@pytest.mark.parametrize("suffix", PACK)
@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_a_bomb_is_a_finding_and_the_limit_can_be_set(
    name: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = document(actor()) if name == "x.json" else actor()
    path = tmp_path / f"{name}.{suffix}"
    path.write_bytes(PACK[suffix](data + b" \n" * 2**19))
    assert it.validate(path).ok
    monkeypatch.setenv(VARIABLE, "1M")
    for report in (it.validate(path), it.validate(path, jobs=2)):
        assert "IT017" in {finding.code for finding in report.findings}
        assert int(report.exit_status) == 2
    assert_refused(run("diff", path, "canonical"), 2)
    assert run("validate", "--max-decompressed", "3M", path).exit_code == 0
    assert run("validate", path).exit_code == 2  # it held for that run alone
    monkeypatch.setenv(VARIABLE, "none")
    assert it.validate(path).ok
    assert_refused(run("validate", "--max-decompressed", "1K", path), 2)
    assert_refused(run("validate", "--max-decompressed", "much", path), 2)
    monkeypatch.setenv(VARIABLE, "much")
    assert [finding.code for finding in it.validate(path).findings if finding.code != "IT003"] == [
        "IT017"
    ]


def test_sizes_are_read() -> None:
    assert [size_of(text) for text in ("1000", "2k", "3M", "1G", "none")] == [
        1000,
        2048,
        3 * 2**20,
        2**30,
        None,
    ]
    for text in ("", "G", "1.5G", "-1", "1 G", "9" * 40):
        with pytest.raises(ValueError, match="is no size"):
            size_of(text)


# What a terminal could obey

EVIL = "\x1b[2J\x1b]0;x\x07\x9b31m\u202e\u2028\r"


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize(
    "data",
    [
        actor(**{EVIL: 1}),
        actor(name=EVIL),
        actor(id=EVIL),
        actor(id=f"actor/{EVIL}"),
        actor(kind=EVIL),
        actor(type=EVIL),
        actor(aliases=[EVIL, EVIL]),
        actor(provenance={EVIL: [CODED]}),
        actor(provenance={"kind": [{**CODED, "element": EVIL}], "name": [CODED]}),
        b'{"' + EVIL.encode() + b'": ',
        b"\x1b[2J\n",
    ],
)
def test_no_finding_moves_a_cursor(style: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x\x1b[2J\x9b.jsonl"
    path.write_bytes(data)
    report = it.validate(path)
    assert not report.ok
    assert not OBEYED.search(writer(style)(report))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("valid", [True, False])
def test_no_file_name_moves_a_cursor(
    command: str, valid: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / f"x{EVIL}.json"
    path.write_bytes(EXAMPLE.read_bytes() if valid else actor(**{EVIL: EVIL}))
    args = [arg.replace("{}", str(path)) for arg in COMMANDS[command]]
    result = run(*args)
    assert not OBEYED.search(result.output), result.output
    path.unlink()
    assert not OBEYED.search(run(*args).output)


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json", "ris"])
def test_no_citation_turns_the_direction_of_writing(style: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    evil = {"title": "a\u202eb", "rights": "\u2066c", "url": "https://example.org/\u202ed"}
    source = record("source", "s", kind="news_article", **evil)
    path.write_bytes(b'{"schema_version": "1", "title": "e\xe2\x80\xae", "records": [%s]}' % source)
    result = run("cite", "--data", path, "--format", style)
    assert result.exit_code == 0
    assert not OBEYED.search(result.output), result.output
    if style == "csl-json":
        (_, work) = json.loads(result.output)[-2:]
        assert work["title"] == evil["title"]


# Nothing outside is reached

WATCHED = """
import sys
SECRET = sys.argv.pop(1)
def watch(event, args):
    if event.startswith(("socket.", "urllib.", "subprocess.", "os.system", "ctypes.dlopen")):
        raise SystemExit(f"{event} {args}")
    if event == "open" and str(args[0]) == SECRET:
        raise SystemExit(f"{event} {args}")
sys.addaudithook(watch)
import istanbul_talks as it
from istanbul_talks.cli.group import main
for path in sys.argv[1:]:
    it.validate(path)
    try:
        it.read(path)
    except it.ValidationFailed:
        pass
print("reached nothing")
"""


def test_references_in_data_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    paths = []
    for number, address in enumerate(
        ["http://127.0.0.1:9/x", f"file://{secret}", str(secret), "secret.json", "\\\\host\\secret"]
    ):
        value = json.loads(EXAMPLE.read_bytes())
        value["$schema"] = address
        value["records"][0]["$ref"] = address
        value["records"].append({"$ref": address, "type": "actor", "url": address})
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps(value), "utf-8")
        package = tmp_path / f"package-{number}"
        it.export(it.read(EXAMPLE), "csv", package)
        about = json.loads((package / "datapackage.json").read_bytes())
        about["resources"][0]["path"] = address
        about["resources"][0]["schema"] = address
        about["$schema"] = about["profile"] = address
        (package / "datapackage.json").write_text(json.dumps(about), "utf-8")
        paths.append(package)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, secret, *paths], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("reached nothing\n", "")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../actors.csv",
            "/etc/passwd",
            "a/b.csv",
            "..",
            ".",
            "",
            "C:x.csv",
            "a\\b.csv",
            "x\0.csv",
        ),
        *("http://127.0.0.1:9/actors.csv", "file:///etc/passwd", ["actors.csv"], None, 1, {}),
    ],
)
def test_no_path_leads_out_of_a_package(path: Any, tmp_path: Path) -> None:
    it.export(it.read(EXAMPLE), "csv", tmp_path / "package")
    about = tmp_path / "package" / "datapackage.json"
    value = json.loads(about.read_bytes())
    value["resources"][0]["path"] = path
    about.write_text(json.dumps(value), "utf-8")
    report = it.validate(about)
    assert [finding.code for finding in report.findings] == ["IT012"]
    assert "/resources/0/path" in report.findings[0].place.pointer


def test_a_table_that_links_to_itself_is_said(tmp_path: Path) -> None:
    it.export(it.read(EXAMPLE), "csv", tmp_path / "package")
    path = tmp_path / "package" / "actors.csv"
    path.unlink()
    path.symlink_to(path)
    assert [finding.code for finding in it.validate(tmp_path / "package").findings] == ["IT001"]


def test_a_table_that_links_out_of_its_package_is_not_read(tmp_path: Path) -> None:
    it.export(it.read(EXAMPLE), "csv", tmp_path / "package")
    table, secret = tmp_path / "package" / "actors.csv", tmp_path / "secret.csv"
    table.rename(tmp_path / "package" / "real.csv")
    table.symlink_to("real.csv")
    assert it.validate(tmp_path / "package").ok
    table.unlink()
    secret.write_text("the secret is out", "utf-8")
    table.symlink_to(secret)
    result = run("validate", tmp_path / "package")
    assert_refused(result)
    assert "leads out of the package" in result.output
    assert "secret is out" not in result.output
    link = tmp_path / "linked"
    link.symlink_to(tmp_path / "package")
    table.unlink()
    table.symlink_to(tmp_path / "package" / "real.csv")
    assert it.validate(link).ok


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("special", ["a pipe", "no end"])
def test_what_may_never_end_is_not_waited_for(special: str, tmp_path: Path) -> None:
    def put(path: Path) -> None:
        path.unlink(missing_ok=True)
        os.mkfifo(path) if special == "a pipe" else path.symlink_to("/dev/zero")

    it.export(it.read(EXAMPLE), "csv", tmp_path / "package")
    put(tmp_path / "package" / "actors.csv")
    assert [finding.code for finding in it.validate(tmp_path / "package").findings] == ["IT001"]
    (tmp_path / "texts").mkdir()
    put(tmp_path / "texts" / "s.txt")
    path = tmp_path / "mine.json"
    name = [{"source": "source/s", "wording": "x", "basis": "stated"}]
    path.write_bytes(document(text(1) + b"," + actor(provenance={"kind": [CODED], "name": name})))
    for command in ("anchor", "verify"):
        result = run(command, path, "--sources", tmp_path / "texts")
        assert_refused(result, 1)
        assert "its text cannot be read" in result.output


@pytest.mark.parametrize("id", ["source/../secret", "source//secret", "source/a/../../secret"])
def test_an_id_like_a_path_leads_to_no_text(id: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret is out", "utf-8")
    (tmp_path / "texts").mkdir()
    source = {"type": "source", "id": id, "kind": "news_article", "provenance": {}}
    claim = {"source": id, "wording": "secret", "basis": "stated"}
    path = tmp_path / "mine.json"
    value = {"schema_version": "1", "records": [source, json.loads(actor())]}
    value["records"][1]["provenance"]["name"] = [claim]
    path.write_text(json.dumps(value), "utf-8")
    for command in ("anchor", "verify"):
        assert_refused(run(command, path, "--sources", tmp_path / "texts"))
    assert "text_sha256" not in path.read_text("utf-8")
    assert "span" not in path.read_text("utf-8")


def test_yaml_is_never_loaded(tmp_path: Path) -> None:
    package = Path(it.__file__).parent
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            names = [alias.name for alias in node.names]
            names.append(getattr(node, "module", None) or "")
            odd = {"yaml", "ruamel"}
            assert not odd & {name.partition(".")[0] for name in names}, path
    (tmp_path / "x.yaml").write_text("a: !!python/object/apply:os.system ['true']\n")
    assert [f.code for f in it.validate(tmp_path / "x.yaml").findings] == ["IT004"]
    assert [f.code for f in it.validate(tmp_path).findings] == ["IT008"]
