"""The entry points that read bytes: each with how its inputs are made and what must hold."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import attrs
import inputs  # first: its seeds make the helpers of the tests importable
from checks import harmless, must, sound, well_written
from click.testing import CliRunner
from judges import JUDGES

import istanbul_talks as it
import naive
from istanbul_talks.cli.group import main
from istanbul_talks.comparing.formats import FORMATS as DIFFERENCES, writer as difference_writer
from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import LAYERS
from istanbul_talks.io.formatting import read_whole, rewritten
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.io.replay import Replay
from istanbul_talks.migrating.files import migrate_inputs
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run
from istanbul_talks.validation.look import Settings
from runs import SIZES, cut


@attrs.frozen
class Entry:
    """An entry point; of so many inputs this many are for it."""

    weight: int
    make: Callable[[Random], inputs.Files]
    check: Callable[[Path], None]


def _checked(*sources: Input, jobs: int = 1) -> Report:
    return Run(sources, canonical_facts(), Settings(duplicate_keys=True)).check(jobs)


def _only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def plain_file(folder: Path) -> None:
    """A document or JSON Lines: the same report in one piece, in small ones and the plain way."""
    path = _only(folder)
    data = path.read_bytes()
    report = it.validate(path, duplicate_keys=True)
    sound(report, {str(path): data})
    for sizes in SIZES[1:3]:
        with cut(*sizes):
            must(_checked(Input(str(path), data)) == report, "small blocks, another report")
    if _is_text(data):
        plain = naive.findings([Input(str(path), data)], canonical_facts(), duplicate_keys=True)
        if not any(finding.code in UNREADABLE for finding in plain):  # else it sees less
            odd = {*map(_told, plain)} ^ {*map(_told, report.findings)}
            must(not odd, f"the plain way finds something else: {odd}")
    read_back(path, report)


def _told(finding: Finding) -> str:
    """A finding without its line, of which the engine shows no more than it keeps."""
    return repr(attrs.evolve(finding, place=attrs.evolve(finding.place, excerpt=None, cut=0)))


UNREADABLE = frozenset(rule.code for rule in LAYERS["input"])


def _is_text(data: bytes) -> bool:
    try:
        return bool(data.decode("utf-8").strip()) and b"\xef\xbb\xbf" not in data
    except UnicodeDecodeError:
        return False


def read_back(path: Path, report: Report) -> None:
    """What is valid can be read, written and read again; what is not is refused."""
    try:
        dataset = it.read(path)
    except it.ValidationFailed as failed:
        must(not report.ok, f"valid, and not read: {failed}")
        must(failed.report.findings == report.findings, "read finds something else")
        return
    must(report.ok, "not valid, and read")
    text = it.dumps(dataset)
    again = it.loads(text)
    must({r.id: r for r in again} == {r.id: r for r in dataset}, "a record changed")
    must(it.dumps(again) == text, "written again it is another text")


def compressed_file(folder: Path) -> None:
    """A compressed file: the report that its content has, as far as it can be read."""
    path = _only(folder)
    report = it.validate(path, duplicate_keys=True)
    try:
        data = b"".join(Input(str(path), path).chunks())
    except Unreadable:
        must(report.unread, "damaged, and nothing said")
        data = None
    sound(report, {str(path): data})
    with cut(*SIZES[2]):
        must(_checked(Input(str(path), path)) == report, "small blocks, another report")


def pipe(folder: Path) -> None:
    """Standard input, which can be read once."""
    data = _only(folder).read_bytes()
    report = _checked(Input("<stdin>", Replay(io.BytesIO(data))))
    packed = data.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd"))
    sound(report, {"<stdin>": None if packed else data})


def processes(folder: Path) -> None:
    """JSON Lines shared by two processes."""
    path = _only(folder)
    source = Input(str(path), path)
    with cut(*SIZES[2]):
        must(_checked(source, jobs=2) == _checked(source), "two processes, another report")


def text(folder: Path) -> None:
    """The text of a document in memory."""
    data = _only(folder).read_bytes()
    report = _checked(Input("<text>", data))
    try:
        it.loads(data)
    except it.ValidationFailed as failed:
        must(not report.ok and failed.report == report, "loads finds something else")
    else:
        must(report.ok, "not valid, and loaded")


def package(folder: Path) -> None:
    """A data package."""
    report = it.validate(folder)
    about = folder / "datapackage.json"
    texts = {str(path): path.read_bytes() for path in folder.iterdir()}
    sound(report, {str(about): None, str(folder): None, **_missing(folder, report), **texts})
    if about.exists():
        read_back(folder, report)


def _missing(folder: Path, report: Report) -> dict[str, None]:
    """The files beside a description that findings name and that are not there."""
    named = {finding.place.file for finding in report.findings}
    return {name: None for name in named if Path(name).parent == folder}


def formatted(folder: Path) -> None:
    """Rewriting: the second time nothing changes, and what was valid stays so."""
    path = _only(folder)
    source = Input(str(path), path)
    try:
        new = rewritten(source, read_whole(source))
    except Unreadable:
        return
    again = Input(source.name, new.encode())
    must(rewritten(again, read_whole(again)) == new, "formatted again it is another text")
    if _checked(source).ok:
        must(_checked(again).ok, "valid before it was formatted, and not after")


def difference(folder: Path) -> None:
    """A difference read, written in every format and applied."""
    try:
        change = it.read_difference(_only(folder))
    except it.NotADifference as error:
        must(str(error), "nothing said")
        return
    for style in DIFFERENCES:
        well_written(style, difference_writer(style)(change))
    for base in (it.Dataset(change.removed), it.Dataset([])):
        try:
            it.dumps(it.apply(base, change))
        except (it.DoesNotFit, it.ValidationFailed) as error:
            must(str(error), "nothing said")


def two(folder: Path) -> None:
    """Two datasets compared, changed into one another, and merged."""
    try:
        first, second = (it.read(folder / name) for name in ("a.json", "b.json"))
    except it.ValidationFailed:
        return
    change = it.diff(first, second)
    made = it.apply(first, change)
    must(it.dumps(made) == it.dumps(second), "a difference applied gives something else")
    must(it.dumps(it.apply(second, change.inverse())) == it.dumps(first), "it cannot be undone")
    for style in DIFFERENCES:
        well_written(style, difference_writer(style)(change))
    merged = it.merge(first, second)
    it.loads(it.dumps(merged.dataset))


def exported(folder: Path) -> None:
    """A dataset in another form: those who read it find all of it."""
    try:
        dataset = it.read(folder / "x.json")
    except it.ValidationFailed:
        return
    form = (folder / inputs.FORM).read_text()
    path = folder / ("made.jsonl" if form == "jsonl" else "made")
    if form == "page":
        it.explore(dataset, path)
    else:
        it.export(dataset, form, path)
    JUDGES[form](dataset, path)
    dataset._repr_html_()


def verified(folder: Path) -> None:
    """Claims held against a text: what is verified stands there, and so does what is anchored."""
    path, text = folder / "x.json", (folder / inputs.TEXT).read_bytes()
    ended = _called("verify", "--sources", str(folder), str(path))
    try:
        checks = it.verify(it.read(path), folder).checks
    except it.ValidationFailed:
        return
    good = all(check.verdict is it.Verdict.VERIFIED for check in checks)
    must(ended == (not good), "the command has another verdict")
    value = json.loads(path.read_bytes())
    for claim in _claims(value):
        claim.pop("span", None)
    path.write_text(json.dumps(value))
    _called("anchor", "--sources", str(folder), str(path))
    for check in checks:
        if check.verdict is it.Verdict.VERIFIED and check.claim.span:
            stands(text, check.claim.span, check.claim.wording)
    for claim in _claims(json.loads(path.read_bytes())):
        if "span" in claim:
            stands(text, claim["span"], claim["wording"])


def stands(text: bytes, span: Iterable[int], wording: str | None) -> None:
    """A wording is what stands in a text at a span."""
    start, end = span
    must(text.decode()[start:end] == wording, f"{wording!r} does not stand at [{start}, {end})")


def _claims(value: Any) -> Iterator[Any]:
    """The JSON values of all claims of a valid document."""
    for record in value.get("records", [value]):
        for part in ("provenance", "dissents"):
            for claims in record.get(part, {}).values():
                yield from claims


def migrated(folder: Path) -> None:
    """A document of an earlier version."""
    path = _only(folder)
    for version in (None, "0"):
        try:
            done = migrate_inputs([Input(str(path), path)], version)
        except Unreadable:
            continue
        for finding in done.findings:
            must(finding.place.line, "a finding without a line")
    try:
        it.migrate(json.loads(path.read_bytes()))
    except (ValueError, RecursionError):  # also what json says
        return


def called(folder: Path) -> None:
    """A command, in this process."""
    _called(*_arguments(folder))


def _called(*arguments: str) -> int:
    """Call a command; its exit status."""
    result = CliRunner().invoke(main, arguments, color=False)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    _well_ended(result.exit_code, result.output)
    return result.exit_code


def process(folder: Path) -> None:
    """A command, in a process of its own."""
    command = [sys.executable, "-m", "istanbul_talks", *_arguments(folder)]
    done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    output = (done.stdout + done.stderr).decode()
    must("Traceback" not in output, output)
    _well_ended(done.returncode, output)


def _arguments(folder: Path) -> list[str]:
    told: list[str] = json.loads((folder / inputs.ARGUMENTS).read_bytes())
    return [one.replace("{}", str(folder)) for one in told]


def _well_ended(status: int, output: str) -> None:
    must(status in (0, 1, 2), f"exit status {status}: {output}")
    must(harmless(output), f"a control character in {output!r:.2000}")


ENTRIES: dict[str, Entry] = {
    "document": Entry(20, inputs.document, plain_file),
    "lines": Entry(20, inputs.many_lines, plain_file),
    "compressed": Entry(8, inputs.compressed, compressed_file),
    "pipe": Entry(6, inputs.piped, pipe),
    "text": Entry(6, inputs.document, text),
    "package": Entry(8, inputs.tables, package),
    "format": Entry(10, inputs.document, formatted),
    "difference": Entry(8, inputs.difference, difference),
    "two": Entry(6, inputs.pair, two),
    "migrate": Entry(8, inputs.old, migrated),
    "export": Entry(5, inputs.to_export, exported),
    "verify": Entry(4, inputs.with_text, verified),
    "command": Entry(5, inputs.command, called),
    "processes": Entry(1, inputs.many_lines, processes),
    "process": Entry(1, inputs.command, process),
}
"""The entry points by name."""
