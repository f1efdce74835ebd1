"""Rehearse a release: a package index on loopback, an upload, an installation by name, its use.

The index is a real one (pypiserver) on a free port of this machine, and gone afterwards. What the
package needs comes from wherever pip takes packages here; that the package itself came from
loopback is read in pip's own report. Beside what was built a bill of materials (CycloneDX) is left.

    python tools/rehearse_release.py dist
"""

import hashlib
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

TOP = Path(__file__).parents[1]
NAME = "istanbul-talks"
EXTRA = "graph"
HOST = "127.0.0.1"
PATIENCE = 30.0
"""How many seconds an index may take to start."""

LICENCES = "istanbul_talks/exploring/assets/LICENSES.txt"
"""Where the wheel says which libraries are bundled in it, one ``name version (licence)`` each."""

_NOT_NEEDED = ("pip", "setuptools", NAME)
"""What an empty environment begins with, and what the bill is about."""

Json = dict[str, Any]


def main(folder: str) -> None:
    """Rehearse what lies in a folder. Raises `AssertionError`, `subprocess.CalledProcessError`."""
    wheel, sdist = _built(Path(folder).resolve())
    version = wheel.name.split("-")[1]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        with _index(work) as index:
            _upload(index, wheel, sdist)
            _say(f"uploaded {wheel.name} and {sdist.name}")
            _refused(index, wheel)
            _say("a second upload of the same version is refused")
            python = _environment(work / "empty")
            _install(python, index, f"{NAME}[{EXTRA}]=={version}", wheel)
            _say(f"installed {NAME}[{EXTRA}] by name from loopback")
        _run(python, TOP / "tools" / "main_job.py", TOP / "examples" / "outside.json")
        _say("the main job is done")
        bill = wheel.parent / f"{wheel.name.removesuffix('.whl')}.cdx.json"
        bill.write_text(json.dumps(_bill(python), indent=1, ensure_ascii=False) + "\n", "utf-8")
        _say(f"wrote {bill.name}")


def _built(folder: Path) -> tuple[Path, Path]:
    (wheel,) = folder.glob("istanbul_talks-*.whl")
    (sdist,) = folder.glob("istanbul_talks-*.tar.gz")
    return wheel, sdist


@contextmanager
def _index(work: Path) -> Iterator[str]:
    """The address of an index that is empty, asks no password, and never looks elsewhere."""
    packages = work / "packages"
    packages.mkdir()
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = ["pypiserver", "run", "-i", HOST, "-p", str(port), "-P", ".", "-a", "."]
    with (work / "index.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", *command, "--disable-fallback", str(packages)],
            stdout=log,
            stderr=log,
        )
        try:
            _await(f"http://{HOST}:{port}/", server)
            yield f"http://{HOST}:{port}"
        finally:
            server.terminate()
            server.wait()


def _await(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
        except URLError:
            assert server.poll() is None, "the index did not start"
            assert time.monotonic() < end, "the index does not answer"
            time.sleep(0.05)
        else:
            return


def _twine(index: str, *files: Path) -> "subprocess.CompletedProcess[str]":
    asked = [
        "upload",
        "--non-interactive",
        "--disable-progress-bar",
        "--verbose",
        "--repository-url",
        index,
    ]
    command = [sys.executable, "-m", "twine", *asked, "-u", "x", "-p", "x", *map(str, files)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def _upload(index: str, *files: Path) -> None:
    done = _twine(index, *files)
    assert done.returncode == 0, done.stdout + done.stderr


def _refused(index: str, wheel: Path) -> None:
    done = _twine(index, wheel)
    assert done.returncode != 0, "the same version was taken twice"
    said = " ".join((done.stdout + done.stderr).split())
    assert "already exists" in said, said


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def _install(python: Path, index: str, wanted: str, wheel: Path) -> None:
    report = python.parents[1] / "report.json"
    told = ["--quiet", "--no-cache-dir", "--report", str(report)]
    _run(python, "-m", "pip", "install", *told, "--extra-index-url", f"{index}/simple/", wanted)
    installed = {
        item["metadata"]["name"]: item["download_info"]
        for item in json.loads(report.read_text("utf-8"))["install"]
    }
    ours = installed[NAME]
    assert ours["url"].startswith(f"{index}/"), f"{NAME} came from elsewhere"
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert ours["archive_info"]["hashes"]["sha256"] == digest, "another file came back"
    assert "networkx" in installed, f"the extra {EXTRA} brought nothing"


def _bill(python: Path) -> Json:
    """What is installed with the package, and the JavaScript that is bundled in it."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    told = [
        "environment",
        "--output-reproducible",
        "--sv",
        "1.6",
        "--of",
        "JSON",
        "--mc-type",
        "library",
    ]
    command = [sys.executable, "-m", "cyclonedx_py", *told, "--pyproject", "pyproject.toml"]
    done = subprocess.run(
        [*command, str(python)], cwd=TOP, capture_output=True, encoding="utf-8", check=True
    )
    bill: Json = json.loads(done.stdout)
    brought = {c["bom-ref"] for c in bill["components"] if c["name"] in _NOT_NEEDED}
    for key, ref in (("components", "bom-ref"), ("dependencies", "ref")):
        bill[key] = [item for item in bill[key] if item[ref] not in brought]
    bill["components"] += _bundled(python)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill))
    assert wrong is None, wrong
    return bill


def _bundled(python: Path) -> Iterator[Json]:
    where = (
        "import istanbul_talks, pathlib; print(pathlib.Path(istanbul_talks.__file__).parents[1])"
    )
    text = (Path(_run(python, "-P", "-c", where).strip()) / LICENCES).read_text("utf-8")
    found = re.findall(r"^(@?[a-z][\w./-]*) (\d[\w.]*) \(([\w.-]+)\)$", text, re.MULTILINE)
    assert found, f"{LICENCES} names no library"
    for name, version, licence in found:
        address = f"pkg:npm/{name.replace('@', '%40')}@{version}"
        yield {
            "type": "library",
            "bom-ref": address,
            "name": name,
            "version": version,
            "licenses": [{"license": {"id": licence}}],
            "purl": address,
        }


def _run(*command: object) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
