"""Processes killed, disks full, folders read-only, pipes closed, files changed by others."""

import contextlib
import errno
import json
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import istanbul_talks as it
from istanbul_talks import writing
from istanbul_talks.citing import FORMATS as CITATIONS
from istanbul_talks.cli.group import main
from istanbul_talks.comparing.formats import FORMATS as DIFFERENCES, writer as difference_writer
from istanbul_talks.exports import FOLDERS, FORMATS as EXPORTS, exporting
from istanbul_talks.io import atomic, formatting
from istanbul_talks.io.atomic import put
from istanbul_talks.validation.formats import FORMATS as REPORTS
from killing import state

TESTS = Path(__file__).parent
SOURCE = Path(it.__file__).parent
PAGE = 4096
"""What a file system in memory gives a file at a time."""
EXAMPLES = TESTS.parent / "examples"
COMMAND = [sys.executable, "-m", "istanbul_talks"]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="it forks, mounts and looks closely"
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what commands are given and what they replace."""
    folder = tmp_path_factory.mktemp("prepared")
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
    (folder / "bad.json").write_text('{"schema_version": "2"}')
    data, talks = it.read(EXAMPLES / "outside.json"), it.load()
    both = it.merge(talks, data).dataset
    change = it.diff(talks, both)
    (folder / "change.json").write_text(difference_writer("json")(change), "utf-8")
    for name in ("out.json", "talks.html", "chart.json", *(EXPORTS.keys() - FOLDERS)):
        (folder / name).write_text("old")
    for format in FOLDERS:
        it.export(both, format, folder / format)
    return folder


@pytest.fixture
def before(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it, to do to it what one likes."""
    return Path(shutil.copytree(prepared, tmp_path / "before"))


OUTPUTS: dict[str, tuple[str, list[str]]] = {
    "merge": ("out.json", ["merge", "{}/ugly.json", "-o", "{}/out.json", "--force"]),
    "apply": (
        "out.json",
        ["apply", "canonical", "{}/change.json", "-o", "{}/out.json", "--force"],
    ),
    "migrate -o": ("out.json", ["migrate", "{}/old.json", "-o", "{}/out.json", "--force"]),
    "explore": ("talks.html", ["explore", "-o", "{}/talks.html", "--force"]),
    **{
        format: (
            format,
            ["export", format, "--data", "{}/ugly.json", "-o", f"{{}}/{format}", "--force"],
        )
        for format in EXPORTS
    },
}
"""By name: what a command replaces that is told where to write, and the command."""

IN_PLACE: dict[str, tuple[str, list[str]]] = {
    "format": ("ugly.json", ["format", "{}/ugly.json"]),
    "anchor": ("bare.json", ["anchor", "{}/bare.json", "--sources", "{}"]),
    "migrate": ("old.json", ["migrate", "{}/old.json"]),
}
WRITING = IN_PLACE | OUTPUTS

CALLED = {
    "it.write": ("out.json", ["it.write", "{}/out.json"]),
    "chart.save": ("chart.json", ["chart.save", "{}/chart.json"]),
}
"""The same of what is called in Python; `it.export` and `it.explore` are what commands call."""


def canonical(arguments: list[str]) -> list[str]:
    """The same command, but for the dataset that the package ships: more to write."""
    return [one for one in arguments if one not in ("--data", "{}/ugly.json")]


def test_every_command_that_writes_is_among_these() -> None:
    told = {
        name
        for name, command in main.commands.items()
        if any(option.name == "output" for option in command.params)
    }
    assert told == {arguments[0] for _, arguments in OUTPUTS.values()}
    source = "".join(path.read_text("utf-8") for path in (SOURCE / "cli").glob("*.py"))
    assert source.count("put_back(") == 1 + len(IN_PLACE)  # its definition, and who calls it


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


@pytest.mark.parametrize("name", WRITING | CALLED)
def test_killed_at_any_step_a_command_leaves_the_old_or_the_new(
    name: str, before: Path, record_property: Callable[[str, object], None]
) -> None:
    left = killed("steps", name, before, *(WRITING | CALLED)[name])
    assert {*left} == {"old", "new"}
    assert len(left) > 3  # as many steps were tried
    record_property("kills", len(left) - 1)  # the last one was let go on
    assert left == sorted(left, reverse=True)  # first the old, then the new


@pytest.mark.parametrize("name", ["csv", "sqlite"])
def test_killed_at_any_time_a_command_leaves_the_old_or_the_new(name: str, before: Path) -> None:
    left = killed("times", name, before, name, canonical(WRITING[name][1]))
    assert {*left} <= {"old", "new"}


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


def filled(folder: Path, room: int = 0) -> None:
    """Fill the file system of a folder, and leave room for so many bytes."""
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(PAGE)):
            pass
    os.truncate(filler, size(filler) - room)


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


def size(path: Path) -> int:
    return sum(file.stat().st_size for file in [path, *path.rglob("*")] if file.is_file())


SHORT = {"bibtex", "csl-json", "ris", "geojson", "graphml", "migrate", "migrate -o"}
"""What writes no more here than a page: the others have room for that much."""


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk_leaves_the_old(name: str, before: Path) -> None:
    folder = before.parent / "full"
    folder.mkdir()
    target, arguments = WRITING[name]
    with mounted(folder, "size=8m"):
        shutil.copytree(before, folder, dirs_exist_ok=True)
        filled(folder, 0 if name in SHORT else PAGE)
        old = state(folder / target)
        told = refused(arguments, folder)
        assert "space" in told or "full" in told
        assert f"{folder / target}: " in told
        assert state(folder / target) == old
        assert not [*folder.glob(".new-*")]


@pytest.mark.parametrize(
    "write",
    [
        lambda path: it.write(it.load(), path),
        lambda path: it.export(it.load(), "json-ld", path),
        lambda path: it.export(it.load(), "croissant", path),
        lambda path: it.explore(it.load(), path),
        lambda path: it.load().plot.map().save(path),
    ],
    ids=["write", "export", "export a folder", "explore", "save"],
)
def test_a_full_disk_is_an_error_that_names_the_file(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    with mounted(tmp_path, "size=1m"):
        filled(tmp_path, PAGE)
        with pytest.raises(OSError, match="No space") as raised:
            write(tmp_path / "new.json")
        assert raised.value.errno == errno.ENOSPC
        assert raised.value.filename == str(tmp_path / "new.json")
        assert [path.name for path in tmp_path.iterdir()] == ["filler"]


@pytest.mark.parametrize("name", ["merge", "explore", "jsonl", "sqlite", "csv", "parquet"])
def test_a_file_that_may_not_grow_leaves_the_old(name: str, before: Path) -> None:
    target, arguments = WRITING[name]
    old = state(before / target)
    limit = (PAGE, PAGE)
    told = refused(
        arguments, before, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    )
    assert f"{before / target}: " in told
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
    ["schema", "record"],
    ["new", "figure"],
    ["explain", "IT302"],
    *(["cite", "--format", format] for format in CITATIONS),
    *(["validate", "--format", format, "{}/bad.json"] for format in REPORTS),
    ["verify", "--sources", "{}", "{}/ugly.json"],
    *(["diff", "--format", format, "canonical", "{}/ugly.json"] for format in DIFFERENCES),
    ["merge", "--format", "json", "{}/ugly.json", "-o", "{}/new.json"],
    ["format", "-"],
    ["anchor", "--sources", "{}", "-"],
    ["migrate", "{}/old.json", "-o", "-"],
]
SILENT = {"apply", "explore", "export"}
"""The commands that print nothing to standard output."""


def test_every_command_that_prints_is_among_these() -> None:
    assert {*main.commands} - SILENT == {one[0] for one in PRINTING if one} - {"--help"}


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_reader_that_leaves_ends_a_command_quietly(arguments: list[str], before: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    told = [one.replace("{}", str(before)) for one in arguments]
    with (before / "bare.json").open("rb") as given:
        done = subprocess.run(
            [*COMMAND, *told],
            stdin=given,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
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


# Where it is to be written


def run(arguments: list[str], folder: Path, expected: int = 0) -> str:
    """What a command says, in this process."""
    result = CliRunner().invoke(main, [one.replace("{}", str(folder)) for one in arguments])
    assert result.exit_code == expected, result.output
    return str(result.output)


def said(arguments: list[str], folder: Path) -> str:
    """The one line of a command that refuses."""
    (line,) = run(arguments, folder, 2).splitlines()
    assert line.startswith("Error: ")
    return line


@pytest.mark.parametrize("name", WRITING)
def test_links_are_followed_and_permissions_kept(name: str, before: Path) -> None:
    target, arguments = WRITING[name]
    link, real = before / target, before / f"real-{target}"
    link.rename(real)
    link.symlink_to(real.name)
    files = [*real.iterdir()] if real.is_dir() else [real]
    for file in files:
        file.chmod(0o640)
    if real.is_dir():
        real.chmod(0o750)
    old = state(real)
    run(arguments, before)
    assert link.is_symlink()
    assert state(real) != old
    assert {file.stat().st_mode & 0o777 for file in files} == {0o640}
    assert real.is_file() or real.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_is_new_has_the_permissions_of_any_new_file(name: str, before: Path) -> None:
    target, arguments = OUTPUTS[name]
    (before / target).rename(before / "aside")
    run(arguments[:-1], before)  # without --force
    (before / "file").touch()
    (before / "folder").mkdir()
    like = before / ("folder" if (before / target).is_dir() else "file")
    assert (before / target).stat().st_mode == like.stat().st_mode


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("name", ["format", "merge"])
def test_a_file_that_root_rewrites_stays_its_owners(name: str, before: Path) -> None:
    target, arguments = WRITING[name]
    os.chown(before / target, 12345, 54321)
    run(arguments, before)
    found = (before / target).stat()
    assert (found.st_uid, found.st_gid) == (12345, 54321)


@pytest.mark.parametrize("force", [False, True], ids=["new", "force"])
@pytest.mark.parametrize("name", OUTPUTS)
def test_where_nothing_can_be_written_is_said_in_a_line(
    name: str, force: bool, before: Path
) -> None:
    target, arguments = OUTPUTS[name]
    (before / "folder").mkdir()
    (before / "folder" / "mine.txt").write_text("mine")
    (before / "empty").mkdir()
    os.mkfifo(before / "pipe")
    (before / "round").symlink_to("and-round")
    (before / "and-round").symlink_to("round")
    (before / "nowhere").symlink_to("no/where")
    kept = before / "read-only.json"
    kept.write_text("old")
    kept.chmod(0o444)
    other = "a file, and" if name in FOLDERS else "a folder; name"
    wanted = {
        "/dev/full": "not a regular file; choose another path",
        "{}/pipe": "not a regular file; choose another path",
        "{}/round": "symbolic links",
        "{}/nowhere": "there is no folder",
        "{}/no/where": "there is no folder",
        "{}/out.json/x": "there is no folder",
        "{}/new.gz": "not compressed",
        "": "empty",
        "{}/out.json" if name in FOLDERS else "{}/empty": other,
    }
    if name not in FOLDERS:
        wanted |= {"{}/read-only.json": "read-only", "{}/no/": other, "{}/folder": other}
    elif force:
        wanted["{}/folder"] = "holds mine.txt"
    if not force:
        wanted[f"{{}}/{target}"] = "exists; --force replaces it"
    old = state(before)
    for path, told in wanted.items():
        given = [path if one == f"{{}}/{target}" else one for one in arguments]
        assert told in said(given if force else given[:-1], before), path
        assert state(before) == old
    assert (before / "pipe").is_fifo()
    assert (before / "round").is_symlink()


def test_a_pipe_behind_a_name_is_said(before: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "export", "jsonl", "-o", "/dev/stdout"], capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == b"Error: /dev/stdout: not a regular file; choose another path\n"


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (["merge", "{}/ugly.json"], "ugly.json"),
        (["merge", "{}/some"], "some/mine.json"),
        (["apply", "canonical", "{}/change.json"], "change.json"),
        (["explore", "--data", "{}/ugly.json"], "ugly.json"),
        (["explore", "--data", "{}/csv"], "csv/places.csv"),
        (["export", "turtle", "--data", "{}/ug*.json"], "ugly.json"),
        (["export", "sqlite", "--data", "{}/old.json", "--data", "{}/ugly.json"], "link.json"),
    ],
    ids=" ".join,
)
def test_what_a_file_is_made_from_is_not_replaced_by_it(
    arguments: list[str], output: str, before: Path
) -> None:
    (before / "some").mkdir()
    shutil.copy(before / "ugly.json", before / "some" / "mine.json")
    (before / "link.json").symlink_to("ugly.json")
    old = state(before)
    told = said([*arguments, "-o", f"{{}}/{output}", "--force"], before)
    assert "is read here and would be lost" in told
    assert state(before) == old


def test_a_dataset_can_be_brought_up_to_date_where_it_lies(before: Path) -> None:
    path = before / "mine.json"
    it.write(it.load(), path)
    run(
        ["merge", "{}/ugly.json", "--into", "{}/mine.json", "-o", "{}/mine.json", "--force"], before
    )
    merged = it.read(path)
    assert len(merged) > len(it.load())
    undo = ["apply", "--reverse", "{}/mine.json", "{}/change.json", "-o", "{}/mine.json", "--force"]
    run(undo, before)
    assert path.read_bytes() == it.dumps(it.load())
    for format in ("csv", "croissant"):
        old = it.read(before / format)
        run(
            ["export", format, "--data", f"{{}}/{format}", "-o", f"{{}}/{format}", "--force"],
            before,
        )
        assert it.read(before / format) == old


# Others that write

UPDATING = {
    "merge": ["merge", "{}/ugly.json", "--into", "{}/mine.json", "-o", "{}/mine.json", "--force"],
    "apply": ["apply", "{}/mine.json", "{}/change.json", "-o", "{}/mine.json", "--force"],
}


@pytest.mark.parametrize("name", UPDATING)
def test_what_another_has_written_into_what_is_brought_up_to_date_is_not_lost(
    name: str, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = before / "mine.json"
    it.write(it.load(), path)

    encoded = writing.encoded

    def late(dataset: it.Dataset, name: str) -> bytes:
        path.write_text("what another has written")
        return encoded(dataset, name)

    monkeypatch.setattr(writing, "encoded", late)
    assert "changed while it was read" in said(UPDATING[name], before)
    assert path.read_text() == "what another has written"


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_another_has_put_there_meanwhile_stays(
    name: str, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, arguments = OUTPUTS[name]
    (before / target).rename(before / "aside")

    def late(made: Path, where: Path, *, force: bool) -> None:
        where.write_text("what another has written")
        put(made, where, force=force)

    for module in (atomic, exporting):
        monkeypatch.setattr(module, "put", late)
    assert "exists; --force replaces it" in run(arguments[:-1], before, 2)
    assert (before / target).read_text() == "what another has written"
    assert not [*before.glob(".new-*")]


def test_a_file_system_without_second_names_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise PermissionError(errno.EPERM, "not here", str(one))

    monkeypatch.setattr(os, "link", refuse)
    atomic.write_atomic(tmp_path / "new.json", b"new", force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["new.json"]
    with pytest.raises(FileExistsError, match="--force"):
        atomic.write_atomic(tmp_path / "new.json", b"newer", force=False)


ONTO_ITSELF = ["migrate", "{}/old.json", "-o", "{}/old.json", "--force"]
REWRITING = IN_PLACE | {"migrate -o": ("old.json", ONTO_ITSELF)}


@pytest.mark.parametrize("name", REWRITING)
def test_what_another_has_written_meanwhile_is_not_lost(
    name: str, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, arguments = REWRITING[name]
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
    other = [*arguments, "--into", "{}/ugly.json"] if name == "merge" else canonical(arguments)
    both = [[part.replace("{}", str(before)) for part in one] for one in (arguments, other)]
    wanted = set()
    for one in both:
        subprocess.run([*COMMAND, *one], capture_output=True, check=False)
        wanted.add(state(before / target))
    assert len(wanted) == 2
    for _ in range(1 if name == "merge" else 2):
        running = [
            subprocess.Popen([*COMMAND, *one], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
            for one in both
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
