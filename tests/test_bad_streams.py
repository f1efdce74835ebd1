"""Streams that are cut short or endless, files that change, processes that die: all are told."""

import contextlib
import gzip
import io
import itertools
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

import istanbul_talks as it
from istanbul_talks.io import blocks, cutting
from istanbul_talks.io.blocks import MOST_OF_A_LINE
from istanbul_talks.io.compression import VARIABLE
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.io.replay import Replay
from istanbul_talks.validation import pool
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run, gathered
from istanbul_talks.validation.look import Settings
from test_bad_input import COMMAND, COMPRESS, ONE, THREE, TWO, actor, on_linux, places

DANGLING = ONE.replace(b"source/istanbul-talks-codebook", b"source/nowhere").replace(b"one", b"x")
LINES = b"".join(actor(f"number-{number}") for number in range(2000))
DOCUMENT = b'{"schema_version": "1", "records": [%s]}' % b",\n".join([ONE, TWO, DANGLING])


def piped(data: bytes) -> it.Report:
    """The report on what comes by standard input."""
    return Run([Input("<stdin>", Replay(io.BytesIO(data)))], canonical_facts()).check()


# Cut short, or not what they are called


@pytest.mark.parametrize("suffix", COMPRESS)
def test_compressed_data_that_are_cut_short_are_one_finding(suffix: str, tmp_path: Path) -> None:
    whole = COMPRESS[suffix](LINES)
    path = tmp_path / f"mine.jsonl.{suffix}"
    for size in (1, 4, 8, 15, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        path.write_bytes(whole[:size])
        for report in (it.validate(path), piped(whole[:size])):
            if size >= 4 or report.names != ("<stdin>",):  # so short that it could be anything
                assert {finding.code for finding in report.findings} == {"IT009"}
            assert (report.unread, int(report.exit_status)) == (1, 2)
    assert report.records > 1800 or suffix == "zst"


@pytest.mark.parametrize("suffix", COMPRESS)
def test_what_follows_compressed_data_is_said(suffix: str, tmp_path: Path) -> None:
    one, two = COMPRESS[suffix](ONE), COMPRESS[suffix](TWO)
    path = tmp_path / f"mine.jsonl.{suffix}"
    for data, records, wanted in [
        (one + two, 2, []),
        (one + two[: len(two) // 2], 1, ["IT009"]),
        (one + b"garbage", 1, ["IT009"]),
        (COMPRESS[suffix](b""), 0, ["IT003"]),
        (b"", 0, ["IT003"]),
    ]:
        path.write_bytes(data)
        report = it.validate(path)
        assert [finding.code for finding in report.findings] == wanted
        assert (report.records, report.ok) == (records, not wanted)


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["mine.json", "mine.jsonl", "mine.jsonl.gz"])
def test_another_encoding_is_never_valid(coding: str, name: str, tmp_path: Path) -> None:
    data = (DOCUMENT if name.endswith("json") else LINES[:5000]).decode().encode(coding)
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    for report in (it.validate(path), piped(data)):
        assert report.records == 0
        assert {finding.code for finding in report.findings} <= {"IT002", "IT004"}
        assert int(report.exit_status) == 2


@pytest.mark.parametrize("first", [b"{broken\n", b"\xef\xbb\xbf{}\n", b"\xff\n", b"\n\n[1,]\n"])
def test_standard_input_may_be_lines_of_which_the_first_is_broken(first: bytes) -> None:
    report = piped(first + ONE + TWO)
    assert [finding.place.line for finding in report.findings] == [first.count(b"\n")]
    assert (report.records, report.unread) == (2, 1)
    for document in (DOCUMENT, DOCUMENT.replace(b",\n", b"\n,"), b"\n" + DOCUMENT + b"\n"):
        assert piped(document).records == 3
        assert piped(document.replace(b"}", b"}\n")).records == 3


# Long lines

FORMS: dict[str, Callable[[bytes], bytes]] = {
    "jsonl": bytes,
    "jsonl.gz": lambda data: gzip.compress(data, 1),
    "jsonl.zst": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize(
    ("form", "length"),
    [
        *[("jsonl", length) for length in (0, 1, 3 * 2**20, 9 * 2**20)],
        *[("jsonl.gz", length) for length in (0, 3 * 2**20)],
        *[("jsonl.zst", length) for length in (1, 9 * 2**20)],
    ],
)
def test_a_line_is_too_long_or_not_wherever_it_comes_from(
    form: str, length: int, tmp_path: Path
) -> None:
    size = MOST_OF_A_LINE + length
    data = ONE + TWO.rstrip().ljust(size) + b"\n" + THREE
    path = tmp_path / f"mine.{form}"
    path.write_bytes(FORMS[form](data))
    for report in (it.validate(path), piped(path.read_bytes())):
        assert places(report) == [("IT010", 2)] * (length > 0)
        assert report.records == 3 - (length > 0)
        for finding in report.findings:
            assert finding.message.startswith(f"a line of {size:,} bytes;")


MEASURED = """
import sys, istanbul_talks as it
report = it.validate(sys.argv[1])
print([(finding.code, finding.place.line) for finding in report.findings], report.records)
# Not getrusage: that counts what the parent had when it forked.
print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])
"""


def measured(path: str | Path, stdin: Path | None = None) -> tuple[str, int]:
    """What a run of its own finds, and how many megabytes it takes."""
    with contextlib.ExitStack() as stack:
        given = stack.enter_context(stdin.open("rb")) if stdin else subprocess.DEVNULL
        command = [sys.executable, "-c", MEASURED, str(path)]
        done = subprocess.run(command, stdin=given, capture_output=True, text=True, check=True)
    told, most = done.stdout.splitlines()
    return told, int(most) // 1000


@on_linux
def test_half_a_gigabyte_on_one_line_fills_no_memory_wherever_it_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "none")
    size = 2**29
    plain, packed = tmp_path / "mine.jsonl", tmp_path / "mine.jsonl.zst"
    with plain.open("wb") as file:
        file.write(ONE)
        file.truncate(size)
        file.seek(size)
        file.write(b"\n" + THREE + b"{}\n")
    with packed.open("wb") as file, zstandard.ZstdCompressor().stream_writer(file) as out:
        for part in (ONE, *[bytes(2**20)] * 2**9, b"\n" + THREE + b"{}\n"):
            out.write(part)
    for told, most in (measured(plain), measured(packed), measured("-", stdin=plain)):
        assert told == "[('IT010', 2), ('IT101', 4)] 3"
        assert most < 300


@on_linux
def test_data_that_are_compressed_very_well_fill_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "none")
    path = tmp_path / "mine.jsonl.zst"
    with path.open("wb") as file, zstandard.ZstdCompressor().stream_writer(file) as out:
        for _ in range(300):
            out.write(b"%s\n" % (b" " * (2**20 - 1)))
        out.write(b"{}\n")
    told, most = measured(path)
    assert told == "[('IT101', 301)] 1"
    assert most < 300


# Pipes and links


@on_linux
@pytest.mark.parametrize(
    ("command", "records"),
    [
        ("validate <(cat mine.json)", 3),
        ("validate <(cat mine.jsonl)", 2000),
        ("validate <(gzip -c mine.jsonl) <(cat mine.json)", 2003),
        ("validate - < mine.jsonl", 2000),
        ("validate /dev/stdin < mine.json", 3),
    ],
)
def test_what_can_be_read_only_once_is_read_as_a_file_is(
    command: str, records: int, tmp_path: Path
) -> None:
    (tmp_path / "mine.jsonl").write_bytes(LINES)
    (tmp_path / "mine.json").write_bytes(DOCUMENT)
    command = f"{sys.executable} -m istanbul_talks {command} --format json"
    done = subprocess.run(
        ["/bin/bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    report = json.loads(done.stdout)
    dangling = [finding["code"] for finding in report["findings"]]
    assert dangling == ["IT201"] * 2 * ("mine.json" in command.replace("mine.jsonl", ""))
    assert report["summary"]["records"] == records


@on_linux
def test_links_that_lead_round_and_round_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mine.jsonl").write_bytes(ONE)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "here").symlink_to(tmp_path / "a")
    (tmp_path / "itself.jsonl").symlink_to(tmp_path / "itself.jsonl")
    for path in (tmp_path, f"{tmp_path}/**/*.jsonl", f"{tmp_path}/**"):
        done = subprocess.run(
            [*COMMAND, "--format", "json", str(path)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        report = json.loads(done.stdout)
        assert [finding["code"] for finding in report["findings"]] == ["IT001"]
        assert report["summary"]["records"] == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_a_stream_that_is_closed_is_no_accident(closed: str, tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_bytes(ONE)
    for path, status in (("mine.jsonl", 0), ("-", 2)):
        command = f"{' '.join(COMMAND)} {path} < /dev/null {closed}"
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == status


# Files that change


def test_a_file_that_shrinks_while_it_is_cut_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "BLOCK", 1000)
    path = tmp_path / "mine.jsonl"
    for left in (0, 10, len(ONE), 1500, len(LINES) // 2):
        path.write_bytes(LINES)
        found = cutting.blocks(Input(str(path), path))
        assert isinstance(next(found), blocks.LineBlock)
        os.truncate(path, left)
        *_, last = itertools.islice(found, 1000)
        assert isinstance(last, Unreadable)
        assert last.finding.code == "IT001"


@pytest.mark.parametrize("name", ["mine.jsonl", "mine.json"])
@pytest.mark.parametrize("new", [b"", b"x" * 5000, b"[" * 5000, LINES, b"\n" * 200, None])
@pytest.mark.parametrize("when", ["before the first look", "before the second look"])
def test_a_file_that_becomes_another_is_said(
    name: str, new: bytes | None, when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_bytes(DOCUMENT if name == "mine.json" else ONE + DANGLING + TWO)

    def change(*_: object) -> None:
        if new is None:
            path.unlink()
        else:
            path.write_bytes(new)

    read = blocks.Stretch.read

    def late(stretch: blocks.Stretch) -> bytes:
        change()
        return read(stretch)

    run = Run(gathered([path]), canonical_facts(), Settings())
    if when == "before the first look":
        monkeypatch.setattr(blocks.Stretch, "read", late)
        report = run.check()
    else:
        report = run.check(progress=change)
    assert "IT011" in {finding.code for finding in report.findings}
    assert int(report.exit_status) == 2


def test_a_file_that_is_written_to_at_its_end_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(ONE + TWO)

    def append(*_: object) -> None:
        with path.open("ab") as file:
            file.write(THREE)

    report = Run(gathered([path]), canonical_facts()).check(progress=append)
    assert [finding.code for finding in report.findings] == ["IT011"]
    assert report.records == 2


# Processes


@on_linux
def test_much_to_say_about_much_that_comes_blocks_nothing(tmp_path: Path) -> None:
    """A pipe holds little: no two processes may wait for each other with more than that to send."""
    path = tmp_path / "mine.jsonl.gz"
    line = json.dumps({"type": "nonsense", "id": "x", "rest": 300 * "x"}).encode() + b"\n"
    path.write_bytes(gzip.compress(12_000 * line, 1))
    command = [*COMMAND, "--jobs", "2", "--max-findings", "0", "--format", "github", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.stderr == ""
    assert done.stdout.count("IT114") >= 12_000
    assert done.returncode == 1


def _children(process: "subprocess.Popen[str]", count: int) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while len(found := listed.read_text().split()) < count:
        assert process.poll() is None
    return [int(child) for child in found]


def _started(path: Path) -> "subprocess.Popen[str]":
    """The command with two workers, on a pipe into which somebody writes without end."""
    os.mkfifo(path)
    command = [*COMMAND, "--jobs", "2", str(path)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )

    def write() -> None:
        with contextlib.suppress(OSError), path.open("wb") as pipe:
            while True:
                pipe.write(LINES)

    threading.Thread(target=write, daemon=True).start()
    return process


@on_linux
@pytest.mark.parametrize("victims", [1, 2])
def test_workers_that_die_while_much_comes_are_said(victims: int, tmp_path: Path) -> None:
    process = _started(tmp_path / "mine.jsonl")
    workers = _children(process, 2)
    time.sleep(0.3)
    for worker in workers[:victims]:
        os.kill(worker, signal.SIGKILL)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors == ""
    assert "a process that checked records was killed" in output
    assert "valid" not in output


@on_linux
def test_workers_do_not_outlive_the_command(tmp_path: Path) -> None:
    process = _started(tmp_path / "mine.jsonl")
    workers = _children(process, 2)
    time.sleep(0.5)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while alive := [worker for worker in workers if Path(f"/proc/{worker}").exists()]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


@on_linux
def test_a_worker_notices_that_it_is_told_half_of_something() -> None:
    fork = multiprocessing.get_context("fork")
    mine, theirs = fork.Pipe()
    worker = fork.Process(target=pool._work, args=(theirs, mine, Settings(), None))
    worker.start()
    theirs.close()
    os.write(mine.fileno(), (1000).to_bytes(4) + b"half")
    mine.close()
    worker.join(20)
    worker.kill()
    worker.join()
    assert worker.exitcode == 0


# What is not asked for in full


def test_the_findings_that_are_kept_are_the_first(tmp_path: Path) -> None:
    """Also of those that are noticed late, or by the name of a key and not by its place."""
    (tmp_path / "a.jsonl").write_bytes(b"\n")
    (tmp_path / "b.json").write_bytes(b" ")
    (tmp_path / "c.json").write_bytes(b'{"schema_version": "1", "records": []}')
    head = '{"schema_version": "1",\n"license": "x",\n"title": "y",\n"version": "z", "records": []}'
    (tmp_path / "d.json").write_text(head)
    whole = it.validate(tmp_path)
    assert [f.code for f in whole.findings] == ["IT003", "IT003", "IT205", "IT205", "IT205"]
    for most in (0, 1, 2):
        assert it.validate(tmp_path, max_findings=most) == whole.shortened(most)


def test_a_key_that_stands_twice_is_found_where_records_are_no_list() -> None:
    data = b'{"schema_version": "1", "records": {"x": 1, "x": 2}}'
    report = Run([Input("x.json", data)], None).check()
    assert [finding.code for finding in report.findings] == ["IT103", "IT115"]
