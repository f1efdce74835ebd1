"""Processes killed, disks full, folders read-only, pipes closed, files changed by others."""

import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import istanbul_talks as it
from istanbul_talks.cli.group import main
from istanbul_talks.io import formatting
from killing import state

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
COMMAND = [sys.executable, "-m", "istanbul_talks"]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="it forks, mounts and looks closely"
)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A folder with what commands are given and what they replace."""
    folder = tmp_path / "before"
    folder.mkdir()
    example = json.loads((EXAMPLES / "outside.json").read_bytes())
    (folder / "ugly.json").write_text(json.dumps(example), "utf-8")
    for record in example["records"]:
        for claims in record["provenance"].values():
            for claim in claims:
                if "wording" in claim:
                    claim.pop("span", None)
    (folder / "bare.json").write_text(json.dumps(example), "utf-8")
    shutil.copy(EXAMPLES / "example-bulletin.txt", folder)
    event = {"type": "event", "id": "event/talks", "kind": "mediation", "status": "occurred"}
    coded = [{"source": "source/istanbul-talks-codebook", "basis": "coded"}]
    event["provenance"] = {"kind": coded, "status": coded}  # type: ignore[assignment]
    old = {"schema_version": "0", "records": [event]}
    (folder / "old.json").write_text(json.dumps(old), "utf-8")
    (folder / "out.json").write_text("old")
    data = it.read(EXAMPLES / "outside.json")
    for format in ("csv", "parquet", "sqlite", "jsonl", "geojson"):
        it.export(data, format, folder / format)
    return folder


WRITING: dict[str, tuple[str, list[str]]] = {
    "merge": ("out.json", ["merge", "{}/ugly.json", "-o", "{}/out.json", "--force"]),
    "format": ("ugly.json", ["format", "{}/ugly.json"]),
    "anchor": ("bare.json", ["anchor", "{}/bare.json", "--sources", "{}"]),
    "migrate": ("old.json", ["migrate", "{}/old.json"]),
    **{
        format: (format, ["export", format, "-o", f"{{}}/{format}", "--force"])
        for format in ("csv", "parquet", "sqlite", "jsonl", "geojson")
    },
}
"""By name: what a command replaces, and the command."""


def killed(how: str, name: str, before: Path, target: str, arguments: list[str]) -> list[str]:
    """What was left each time, named old or new where it is one of the two."""
    folder = before.parent / "after"
    arguments = [one.replace("{}", str(folder)) for one in arguments]
    done = subprocess.run(
        [sys.executable, TESTS / "killing.py", how, before, folder, target, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["old"] != told["new"]
    names = {told["old"]: "old", told["new"]: "new"}
    return [names.get(left, f"{name}: {left}") for left in told["left"]]


@pytest.mark.parametrize("name", WRITING)
def test_killed_at_any_step_a_command_leaves_the_old_or_the_new(name: str, before: Path) -> None:
    how = "fewer" if name in ("csv", "parquet") else "steps"
    left = killed(how, name, before, *WRITING[name])
    assert {*left} == {"old", "new"}
    assert len(left) > 3  # as many steps were tried
    assert left == sorted(left, reverse=True)  # first the old, then the new


@pytest.mark.parametrize("name", ["csv", "sqlite"])
def test_killed_at_any_time_a_command_leaves_the_old_or_the_new(name: str, before: Path) -> None:
    assert {*killed("times", name, before, *WRITING[name])} <= {"old", "new"}


def test_what_a_killed_command_leaves_behind_is_no_data(before: Path) -> None:
    folder = before.parent / "after"
    killed("steps", "format", before, *WRITING["format"])
    (folder / ".new-left.json").write_text("half")
    (folder / ".new-folder").mkdir()
    (folder / ".new-folder" / "x.json").write_text("half")
    assert not any(".new-" in name for name in it.validate(folder).names)


# No room, no right


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A file system in memory at a folder; the test is skipped where nobody may mount one."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("only root may mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def refused(arguments: list[str], folder: Path, **options: object) -> str:
    """What a command says that cannot write: one line, status 2, and no traceback."""
    told = [one.replace("{}", str(folder)) for one in arguments]
    done = subprocess.run(
        [*COMMAND, *told],
        capture_output=True,
        text=True,
        check=False,
        **options,  # type: ignore[call-overload]
    )
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert sum(line.startswith("Error: ") for line in lines) == 1
    return str(lines[-1])


BIG = ["merge", "csv", "parquet", "sqlite", "jsonl"]


@pytest.mark.parametrize("name", BIG)
def test_a_full_disk_leaves_the_old(name: str, before: Path) -> None:
    folder = before.parent / "full"
    folder.mkdir()
    target, arguments = WRITING[name]
    with mounted(folder, "size=500k" if name == "csv" else "size=160k"):
        for part in {target, "ugly.json"}:
            copy = shutil.copytree if (before / part).is_dir() else shutil.copy
            if name in ("parquet", "sqlite") and part == target:
                (folder / part).write_text("old")  # the format itself is larger than the disk
            else:
                copy(before / part, folder / part)
        old = state(folder / target)
        if (folder / target).is_file() and name == "parquet":
            (folder / target).unlink()
            old = "nothing"
        told = refused(arguments, folder)
        assert "space" in told or "full" in told
        assert state(folder / target) == old
        assert not [*folder.glob(".new-*")]


@pytest.mark.parametrize("name", ["merge", "jsonl", "sqlite", "csv"])
def test_a_file_that_may_not_grow_leaves_the_old(name: str, before: Path) -> None:
    target, arguments = WRITING[name]
    old = state(before / target)
    limit = (20_000, 20_000)
    refused(arguments, before, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert state(before / target) == old
    assert not [*before.glob(".new-*")]


@pytest.mark.parametrize("name", WRITING)
def test_a_read_only_folder_is_said(name: str, before: Path) -> None:
    target, arguments = WRITING[name]
    with contextlib.ExitStack() as stack:
        folder = before
        if os.geteuid() == 0:  # who may write anywhere but where nobody may
            folder = before.parent / "mounted"
            folder.mkdir()
            stack.enter_context(mounted(folder, "size=8m"))
            shutil.copytree(before, folder, dirs_exist_ok=True)
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        else:
            folder.chmod(0o555)
            stack.callback(folder.chmod, 0o755)
        old = state(folder / target)
        told = refused(arguments, folder)
        assert "Read-only file system" in told or "denied" in told
        assert state(folder / target) == old


# Pipes

PRINTING = [
    [],
    ["--help"],
    ["show", "event/spiderweb"],
    ["list", "figures"],
    ["ref"],
    ["ref", "measure"],
    ["schema"],
    ["new", "figure"],
    ["explain", "IT302"],
    ["cite"],
    ["validate", "{}/bad.json"],
    ["validate", "--format", "json", "{}/bad.json"],
    ["verify", "--sources", "{}", "{}/ugly.json"],
    ["diff", "canonical", "{}/ugly.json"],
    ["diff", "--format", "json", "canonical", "{}/ugly.json"],
    ["migrate", "{}/old.json", "-o", "-"],
]


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_reader_that_leaves_ends_a_command_quietly(arguments: list[str], before: Path) -> None:
    (before / "bad.json").write_text('{"schema_version": "2"}')
    reading, writing = os.pipe()
    os.close(reading)
    told = [one.replace("{}", str(before)) for one in arguments]
    done = subprocess.run(
        [*COMMAND, *told], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert "Error" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in (1, 141)


def test_format_to_a_pipe_that_is_closed_is_quiet(before: Path) -> None:
    command = f"{sys.executable} -m istanbul_talks format - < {before}/ugly.json | head -c 1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr


# Others that write

IN_PLACE = {name: WRITING[name] for name in ("format", "anchor", "migrate")}


@pytest.mark.parametrize("name", IN_PLACE)
def test_what_another_has_written_meanwhile_is_not_lost(
    name: str, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, arguments = WRITING[name]
    read = formatting.read_whole

    def slow(source: object) -> object:
        found = read(source)  # type: ignore[arg-type]
        (before / target).write_text("what another has written")
        return found

    for module in ("istanbul_talks.io.formatting", "istanbul_talks.migrating.files"):
        monkeypatch.setattr(f"{module}.read_whole", slow)
    told = [one.replace("{}", str(before)) for one in arguments]
    result = CliRunner().invoke(main, told)
    assert result.exit_code == 2, result.output
    assert "changed while it was read" in result.output
    assert (before / target).read_text() == "what another has written"


@pytest.mark.parametrize("name", ["csv", "jsonl", "merge"])
def test_two_that_write_the_same_leave_what_one_of_them_wrote(name: str, before: Path) -> None:
    target, arguments = WRITING[name]
    arguments = [one.replace("{}", str(before)) for one in arguments]
    other = [*arguments, *(["--into", str(before / "ugly.json")] if name == "merge" else [])]
    if name != "merge":
        other += ["--data", str(EXAMPLES / "outside.json")]
    wanted = set()
    for one in (arguments, other):
        subprocess.run([*COMMAND, *one], capture_output=True, check=False)
        wanted.add(state(before / target))
    assert len(wanted) == 2
    for _ in range(1 if name == "merge" else 2):
        running = [
            subprocess.Popen([*COMMAND, *one], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
            for one in (arguments, other)
        ]
        for process in running:
            _, errors = process.communicate(timeout=60)
            assert b"Traceback" not in errors
        assert state(before / target) in wanted


def test_a_reader_sees_the_old_or_the_new_all_the_time(before: Path) -> None:
    """A folder is exchanged in one step: at no time is there none, or half of one."""
    target = before / "csv"
    seen: set[str] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add("there" if (target / "datapackage.json").exists() else "gone")

    watching = threading.Thread(target=look)
    watching.start()
    for _ in range(3):
        it.export(it.load(), "csv", target, force=True)
    done.set()
    watching.join()
    assert seen == {"there"}
