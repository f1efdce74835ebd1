"""A release: the same bytes from the same files, workflows that can be trusted, nothing missing."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tools"))

from freeze import Project  # noqa: E402
from release_ready import missing  # noqa: E402

WORKFLOWS = sorted((TOP / ".github" / "workflows").glob("*.yml"))
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".nox", ".hypothesis", ".*_cache", "__pycache__", "node_modules", "build",
    "dist",
)  # fmt: skip


# the same bytes


def built(folder: Path, mask: int) -> dict[str, str]:
    """The digests of what is built from a copy of the files, with other times and rights."""
    copy = folder / "copy"
    shutil.copytree(TOP, copy, ignore=LEFT_OUT)
    for path in (path for path in copy.rglob("*") if path.is_file()):
        path.chmod(0o666 & ~mask)
        os.utime(path, (mask * 10_000_000, mask * 10_000_000))
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", copy],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1764000000"},
        capture_output=True,
        check=True,
        umask=mask,
    )
    files = (folder / "dist").iterdir()
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_two_builds_in_different_folders_have_the_same_bytes(tmp_path: Path) -> None:
    first, second = (built(tmp_path / str(mask), mask) for mask in (0o022, 0o077))
    assert {Path(name).suffix for name in first} == {".whl", ".gz"}
    assert first == second


# what is missing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that is ready, under another folder."""
    ready = Project(tmp_path)
    shutil.copytree(TOP / "schema", tmp_path / "schema")
    heading = f"## {ready.version} (2026-12-01)\n"
    (tmp_path / "CHANGELOG.md").write_text(heading, "utf-8")
    (tmp_path / "CITATION.cff").write_text(f"version: {ready.version}\n", "utf-8")
    kept = {"$comment": f"istanbul-talks {ready.version}", **ready.schema}
    ready.kept_at.parent.mkdir(parents=True)
    ready.kept_at.write_text(json.dumps(kept), "utf-8")
    return ready


def test_a_project_that_is_ready_misses_nothing(project: Project) -> None:
    assert missing(f"v{project.version}", project) == []


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("CHANGELOG.md", "## 0.1.0 (unreleased)\n", "CHANGELOG.md gives"),
        ("CITATION.cff", "version: 0.0.9\n", "CITATION.cff does not say"),
    ],
)
def test_what_is_missing_is_said(project: Project, file: str, text: str, told: str) -> None:
    (project.top / file).write_text(text, "utf-8")
    (found,) = missing(f"v{project.version}", project)
    assert found.startswith(told)


def test_a_tag_of_another_version_is_no_release(project: Project) -> None:
    (found,) = missing("v9.9.9", project)
    assert found.startswith("the tag is v9.9.9")


# the workflows


def workflow(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((TOP / ".github" / "workflows" / name).read_text("utf-8"))
    return read


def test_every_action_is_pinned_by_its_hash_and_names_its_version() -> None:
    for path in (*WORKFLOWS, TOP / "action.yml"):
        text = path.read_text("utf-8")
        lines = re.findall(r"uses: (.*)", text)
        assert lines, path.name
        for line in lines:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_the_same_hash_everywhere() -> None:
    texts = [path.read_text("utf-8") for path in (*WORKFLOWS, TOP / "action.yml")]
    pins = {pin for text in texts for pin in re.findall(r"uses: (\S+)", text)}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


def test_only_the_job_that_publishes_can_say_who_it_is() -> None:
    for path in WORKFLOWS:
        read = workflow(path.name)
        assert read["permissions"] == {}
        for name, job in read["jobs"].items():
            wanted = {"publish": {"id-token": "write"}, "record": {"contents": "write"}}
            allowed = wanted if path.name == "release.yml" else {}
            assert job["permissions"] == allowed.get(name, {"contents": "read"}), name


def test_what_is_published_was_built_once_and_tested() -> None:
    jobs = workflow("release.yml")["jobs"]
    assert jobs["publish"]["needs"] == ["build", "test"]
    assert jobs["test"]["needs"] == "build"
    assert jobs["record"]["needs"] == "publish"
    uses = [step.get("uses", "").partition("@")[0] for step in jobs["publish"]["steps"]]
    assert uses == ["actions/download-artifact", "pypa/gh-action-pypi-publish"]
    assert jobs["publish"]["steps"][1]["with"]["attestations"] is True
    building = [name for name, job in jobs.items() if "nox -s build" in str(job)]
    assert building == ["build"]


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [
            Path(sys.executable).with_name("zizmor"),
            "--offline",
            "--no-progress",
            *WORKFLOWS,
            "action.yml",
        ],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
