"""What bad input and bad luck get: a clear word, the right exit status, and nothing passed over."""

import contextlib
import gzip
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

import istanbul_talks as it
from istanbul_talks.io import blocks
from istanbul_talks.io.blocks import MOST_OF_A_LINE

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "benchmarks"))

from synthetic import records, write  # noqa: E402

COMMAND = [sys.executable, "-m", "istanbul_talks", "validate"]

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc and /dev")


def actor(slug: str) -> bytes:
    """A valid record that stands alone, as a line of JSON Lines."""
    coded = [{"source": "source/istanbul-talks-codebook", "basis": "coded"}]
    value = {
        "type": "actor",
        "id": f"actor/{slug}",
        "kind": "state",
        "name": slug,
        "provenance": {"kind": coded, "name": coded},
    }
    return json.dumps(value).encode() + b"\n"


ONE, TWO, THREE = actor("one"), actor("two"), actor("three")


def places(report: it.Report) -> list[tuple[str, int | None]]:
    """The code and the line of each finding."""
    return [(finding.code, finding.place.line) for finding in report.findings]


BROKEN: dict[str, tuple[bytes, list[tuple[str, int | None]]]] = {
    "cut in the middle": (ONE + TWO[:40] + b"\n" + THREE, [("IT004", 2)]),
    "no JSON": (ONE + b"nonsense\n" + THREE, [("IT004", 2)]),
    "two on a line": (ONE + TWO.rstrip() + THREE, [("IT004", 2)]),
    "one on two lines": (ONE + TWO.replace(b", ", b",\n", 1) + THREE, [("IT004", 2), ("IT004", 3)]),
    "Latin-1": (ONE + TWO.replace(b'"two"', b'"tw\xf3"') + THREE, [("IT002", 2)]),
    "a mark on the first line": (b"\xef\xbb\xbf" + ONE + THREE, [("IT002", 1)]),
    "a mark further on": (ONE + b"\xef\xbb\xbf" + TWO + THREE, [("IT002", 2)]),
    "NaN": (ONE + b'{"type": NaN}\n' + THREE, [("IT005", 2)]),
    "half a character": (ONE + TWO.replace(b'"two"', b'"\\ud83d"') + THREE, [("IT007", 2)]),
    "a thousand levels": (ONE + 1000 * b"[" + 1000 * b"]" + b"\n" + THREE, [("IT006", 2)]),
    "a hundred thousand levels": (ONE + 100_000 * b"[" + b"\n" + THREE, [("IT006", 2)]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_line_is_one_finding_and_the_rest_is_checked(name: str, tmp_path: Path) -> None:
    data, wanted = BROKEN[name]
    path = tmp_path / "mine.jsonl"
    path.write_bytes(data + b'{"type": "actor"}\n')
    report = it.validate(path)
    last = data.count(b"\n") + 1
    assert places(report)[: len(wanted)] == wanted
    assert {line for _, line in places(report)[len(wanted) :]} == {last}
    assert report.exit_status == 2
    assert report.unread == len(wanted)


COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("suffix", COMPRESS)
def test_what_stands_before_the_damage_is_checked(suffix: str, tmp_path: Path) -> None:
    lines = b"".join(actor(f"number-{number}") for number in range(5_000))
    path = tmp_path / f"mine.jsonl.{suffix}"
    path.write_bytes(COMPRESS[suffix](lines))
    assert it.validate(path).records == 5_000
    path.write_bytes(COMPRESS[suffix](lines)[:-20])
    report = it.validate(path)
    assert "IT009" in {finding.code for finding in report.findings}
    assert report.exit_status == 2
    path.write_bytes(COMPRESS[suffix](ONE) + COMPRESS[suffix](TWO))
    assert it.validate(path).records == 2
    path.write_bytes(b"no such thing")
    assert [finding.code for finding in it.validate(path).findings] == ["IT009"]


def test_without_its_library_zstd_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.jsonl.zst").write_bytes(COMPRESS["zst"](ONE))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    report = it.validate(tmp_path)
    assert report.exit_status == 2
    assert report.findings[0].hint == "pip install 'istanbul-talks[zstd]'"


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz"])
def test_an_endless_line_is_one_finding(suffix: str, tmp_path: Path) -> None:
    data = ONE + (MOST_OF_A_LINE + 100) * b" " + b"\n" + THREE + b"{}\n"
    path = tmp_path / f"mine.{suffix}"
    path.write_bytes(gzip.compress(data, 1) if suffix.endswith("gz") else data)
    assert places(it.validate(path)) == [("IT010", 2), ("IT101", 4)]


@on_linux
def test_a_gigabyte_on_one_line_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    with path.open("wb") as file:
        file.write(ONE)
        file.truncate(2**30)
        file.seek(2**30)
        file.write(b"\n" + THREE)
    program = (
        "import sys, istanbul_talks as it; r = it.validate(sys.argv[1]);"
        "print(*[(f.code, f.place.line) for f in r.findings], r.records);"
        # Not getrusage: that counts what the parent had when it forked.
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert told[0] == "('IT010', 2) 2"
    assert int(told[1]) < 300_000  # kilobytes


def test_a_document_may_be_one_long_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    made = [*records(2_000)]
    path.write_text(json.dumps({"schema_version": "1", "records": made}), "utf-8")
    assert it.validate(path).ok
    made[1_500]["act"] = "nonsense"
    path.write_text(json.dumps({"schema_version": "1", "records": made}), "utf-8")
    text = path.read_text("utf-8")
    (finding,) = it.validate(path).findings
    assert finding.place.pointer == "/records/1500/act"
    assert finding.place.line == 1
    assert text[(finding.place.column or 0) - 1 :].startswith('"nonsense"')
    assert (finding.place.excerpt or "") in text


def test_an_unreadable_file_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(ONE)
    (tmp_path / "b.jsonl").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c.jsonl").write_bytes(b'{"type": "actor"}\n')
    (tmp_path / "d").symlink_to(tmp_path)
    report = it.validate(tmp_path)
    assert [f.code for f in report.findings if f.place.file.endswith("b.jsonl")] == ["IT001"]
    assert {f.code for f in report.findings if f.place.file.endswith("c.jsonl")} >= {"IT101"}
    assert report.records == 2
    assert report.exit_status == 2


def test_a_glob_that_matches_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(ONE)
    assert it.validate(tmp_path / "*.jsonl").records == 1
    assert [f.code for f in it.validate(tmp_path / "*.json").findings] == ["IT001"]


def test_empty_and_blank_files_are_said(tmp_path: Path) -> None:
    for name, data in {"a.jsonl": b"", "b.jsonl": b"\n \n", "c.json": b" "}.items():
        (tmp_path / name).write_bytes(data)
    report = it.validate(tmp_path)
    assert [finding.code for finding in report.findings] == ["IT003", "IT003", "IT003"]
    assert report.unread == 3


def test_a_file_that_shrinks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(ONE + TWO)
    read = blocks.Stretch.read

    def late(stretch: blocks.Stretch) -> bytes:
        path.write_bytes(ONE)
        return read(stretch)

    monkeypatch.setattr(blocks.Stretch, "read", late)
    report = it.validate(path)
    assert {finding.code for finding in report.findings} == {"IT001", "IT011"}
    assert report.exit_status == 2


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Valid data that take some seconds."""
    path = tmp_path_factory.mktemp("much") / "much.jsonl"
    write(path, 40_000)
    path.write_bytes(path.read_bytes() + b'{"type": "actor"}\n')
    return path


@contextlib.contextmanager
def running(*args: object) -> Iterator[subprocess.Popen[str]]:
    """The command in a session of its own, so that a signal reaches it and what it has started."""
    process = subprocess.Popen(
        [*COMMAND, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # What runs in the background may have been told to ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@on_linux
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_gives_partial_totals(jobs: int, tmp_path: Path) -> None:
    pipe = tmp_path / "mine.jsonl"  # whose end never comes
    os.mkfifo(pipe)
    with running("--jobs", jobs, "--max-findings", 1, pipe) as process, pipe.open("wb") as end:
        for _ in range(3):
            end.write(2**21 // len(ONE) * ONE)
            end.flush()
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == ""
    assert "stopped before the end: interrupted" in output
    assert "not checked: " in output
    assert "valid" not in output


@on_linux
def test_a_worker_that_dies_is_said(much: Path) -> None:
    with running("--jobs", 2, much) as process:
        workers: list[str] = []
        while not workers:
            workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(workers[0]), signal.SIGKILL)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors == ""
    assert "a process that checked records was killed; try --jobs 1" in output
    assert "valid" not in output


@on_linux
@pytest.mark.parametrize("style", ["text", "json", "sarif", "github", "junit"])
def test_a_full_disk_is_said(style: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_bytes(ONE)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "--format", style, path],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "Error: No space left on device\n"


@on_linux
def test_a_reader_that_leaves_is_no_accident(much: Path) -> None:
    command = f"{sys.executable} -m istanbul_talks validate --format json {much} | head -c 10"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == '{"summary"'
    assert "Traceback" not in done.stderr


AT_ONCE = """
import sys
from istanbul_talks.cli import progress
from istanbul_talks.cli.group import main
progress.SHORT = 0
main(sys.argv[1:])
"""
"""The command, for which no work is too short for a bar."""


def on_terminal(*args: object, program: str = "", **environment: str) -> str:
    """What the command writes to a terminal."""
    command = [sys.executable, "-c", program, "validate"] if program else COMMAND
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update({"TERM": "xterm", **environment})
        os.execv(sys.executable, [*command, *map(str, args)])
    written = b""
    with contextlib.suppress(OSError), os.fdopen(terminal, "rb", 0) as screen:
        while chunk := screen.read(4096):
            written += chunk
    os.waitpid(pid, 0)
    return written.decode()


@on_linux
def test_a_terminal_shows_how_far_it_is(much: Path, tmp_path: Path) -> None:
    shown = on_terminal(much, program=AT_ONCE)
    assert "MB/s" in shown
    assert " findings" in shown
    assert "\x1b[31m" in shown  # the findings are in colour
    assert "MB/s" not in on_terminal("--quiet", much, program=AT_ONCE)
    plain = on_terminal(much, program=AT_ONCE, NO_COLOR="1")
    assert "\x1b[31m" not in plain.rpartition("\x1b[?25h")[2]
    short = tmp_path / "mine.jsonl"
    short.write_bytes(ONE)
    assert "MB/s" not in on_terminal(short)


def test_a_pipe_shows_none(much: Path) -> None:
    done: Any = subprocess.run([*COMMAND, much], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert done.returncode == 1


@on_linux
def test_a_pipe_in_a_directory_keeps_nobody_waiting(tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_bytes(ONE)
    os.mkfifo(tmp_path / "mine.jsonl")
    report = it.validate(tmp_path)
    assert [f.code for f in report.findings] == ["IT001"]
    assert "neither a file nor a directory" in report.findings[0].message
    assert report.exit_status == 2


@on_linux
def test_a_worker_without_memory_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def starve(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("istanbul_talks.validation.look.Looker.look", starve)
    path = tmp_path / "mine.jsonl"
    path.write_bytes(10 * 2**20 // len(ONE) * ONE)
    report = it.validate(path, jobs=2)
    assert report.stopped is not None
    assert "--jobs 1" in report.stopped
    assert report.exit_status == 2
    assert capfd.readouterr().err == ""
