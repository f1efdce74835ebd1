"""Where records come from and how they are written changes no finding, and places are exact."""

import copy
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import zstandard

import naive
from fitting import Json
from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.io.inputs import Input
from istanbul_talks.io.replay import Replay
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run, gathered
from runs import FORKS, SIZES, assert_same, cut, document, lines, report, spoiled_records


def _anonymous(found: Report, name: str) -> Report:
    """The report with another name for its only input."""
    findings = tuple(
        attrs.evolve(
            finding,
            place=attrs.evolve(finding.place, file="x"),
            message=finding.message.replace(f"{name}:", "x:"),
        )
        for finding in found.findings
    )
    return attrs.evolve(found, names=("x",), findings=findings)


@FORKS
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_does_not_depend_on_where_records_come_from(tmp_path: Path, jobs: int) -> None:
    data = lines(spoiled_records())
    (tmp_path / "x.jsonl").write_bytes(data)
    (tmp_path / "x.NDJSON.GZ").write_bytes(gzip.compress(data))
    (tmp_path / "x.ndjson.gz").write_bytes(gzip.compress(data[:9999]) + gzip.compress(data[9999:]))
    frames = [zstandard.compress(data[:9999]), zstandard.compress(data[9999:])]
    (tmp_path / "x.jsonl.zst").write_bytes(b"".join(frames))
    piped = [data, gzip.compress(data), zstandard.compress(data)]
    inputs = [
        *_inputs(sorted(tmp_path.iterdir())),
        *(Input("<stdin>", Replay(io.BytesIO(content))) for content in piped),
    ]
    assert len(inputs) == 7
    with cut(20_000, 3000):
        wanted = _anonymous(report(inputs[0]), inputs[0].name)
        assert len(wanted.findings) > 60
        for source in inputs:
            assert isinstance(source, Input)
            assert source.is_lines
            found = _anonymous(report(source, jobs=jobs), source.name)
            assert found == wanted, source.name


def test_a_document_has_the_findings_of_the_lines_in_it() -> None:
    texts = lines(spoiled_records()).decode().splitlines()
    text = '{"schema_version": "1", "records": [\n' + ",\n".join(texts) + "\n]}\n"
    with cut(20_000, 3000):
        of_lines = report(Input("x.jsonl", lines(spoiled_records())))
        of_document = report(Input("x.json", text.encode()))
    assert of_document.records == of_lines.records
    assert of_document.claims == of_lines.claims
    assert of_document.unchecked == of_lines.unchecked

    def plain(finding: Finding, before: int) -> tuple[Any, ...]:
        place = finding.place
        line = (place.line or 0) - before
        pointer = place.pointer.removeprefix(f"/records/{line - 1}") if before else place.pointer
        same = (finding.code, finding.severity, finding.record, finding.field, finding.hint)
        return (*same, line, place.column, place.width, pointer)

    assert [plain(f, 1) for f in of_document.findings] == [plain(f, 0) for f in of_lines.findings]


def test_files_globs_and_directories_are_read_in_order_and_once(tmp_path: Path) -> None:
    values = spoiled_records()[:80]
    (tmp_path / "b" / ".hidden").mkdir(parents=True)
    (tmp_path / "b" / "deep").mkdir()
    names = ["b/1.jsonl", "b/2.json", "b/deep/3.jsonl", "z.json", "a.jsonl"]
    for number, name in enumerate(names):
        some = values[number * 16 : number * 16 + 16]
        (tmp_path / name).write_bytes((lines if name.endswith("l") else document)(some))
    (tmp_path / "b" / ".hidden" / "no.json").write_text("no")
    (tmp_path / "b" / "notes.txt").write_text("no")
    paths = [tmp_path / name for name in names]
    wanted = report(*(Input(str(path), path) for path in paths))
    assert wanted.names == tuple(map(str, paths))
    assert_same(wanted.findings, naive.findings(_inputs(paths), canonical_facts()))
    for asked in (
        paths,
        [*paths, *paths, tmp_path],
        [tmp_path / "b", tmp_path / "z.json", tmp_path],
        [f"{tmp_path}/b/[0-9]*", f"{tmp_path}/**/3.jsonl", f"{tmp_path}/z*", f"{tmp_path}/?.jsonl"],
        [f"{tmp_path}/b/**", f"{tmp_path}/*.json", f"{tmp_path}/**/*.json*"],
    ):
        assert Run(gathered(asked), canonical_facts()).check() == wanted, asked


def _inputs(paths: list[Path]) -> list[Input]:
    return [Input(str(path), path) for path in paths]


# Places

LAYOUTS: dict[str, Callable[[list[Json]], bytes]] = {
    "one line": document,
    "as tight as can be": lambda values: document(values, separators=(",", ":")),
    "one value a line": lambda values: document(values, indent=2),
    "CRLF": lambda values: document(values, indent=1).replace(b"\n", b"\r\n"),
    "a record a line": lambda values: document(values).replace(b'}, {"type"', b'},\n{"type"'),
    "escapes": lambda values: json.dumps({"schema_version": "1", "records": values}).encode(),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_are_those_in_the_whole_text(layout: str) -> None:
    values = copy.deepcopy(spoiled_records()[:120])
    for number, record in enumerate(values[::3]):
        if isinstance(record.get("name"), str):
            record["name"] = "Ünïcödé 😀 " * (number % 4 + 1)
    source = Input("x.json", LAYOUTS[layout](values))
    wanted = naive.findings([source], canonical_facts())
    assert len(wanted) > 40
    for sizes in [*SIZES, (3000, 10)]:
        with cut(*sizes):
            assert_same(report(source).findings, wanted)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n \t\r\n\n"])
@pytest.mark.parametrize("last", [True, False])
def test_lines_are_counted_whatever_ends_them(end: str, last: bool) -> None:
    texts = [json.dumps(value, ensure_ascii=False) for value in spoiled_records()[:60]]
    texts[10:10] = ["{broken", r'{"a": "\ud83d"}', "[1, NaN]", "null", "[" * 100 + "]" * 100]
    source = Input("x.jsonl", (end.join(texts) + end * last).encode())
    wanted = naive.findings([source], canonical_facts())
    for sizes in [*SIZES, (3000, 10)]:
        with cut(*sizes):
            found = report(source)
        assert_same(found.findings, wanted)
        assert found.unread == 4
