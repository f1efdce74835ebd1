"""Where people work: pre-commit runs the hooks, a workflow the steps of the action."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pages import TOP, file_of, snippets

GUIDE = TOP / "docs" / "validate-your-data.md"
HOOKS = TOP / ".pre-commit-hooks.yaml"
ACTION = TOP / "action.yml"
EXAMPLE = TOP / "examples" / "outside.json"
LINE = EXAMPLE.read_text("utf-8").split('"distance"')[0].count("\n") + 1
SCRIPTS = Path(sys.executable).parent

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program with the commands of this environment first on its path."""
    path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def git(folder: Path, *args: str) -> str:
    """Run git as somebody."""
    somebody = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    done = run("git", *somebody, *args, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# pre-commit


@pytest.fixture
def hooked(tmp_path: Path) -> Path:
    """A repository with our hooks as the guide sets them up, and nothing fetched for them."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        folder.mkdir()
        git(folder, "init", "--quiet")
    shutil.copy(HOOKS, ours)
    git(ours, "add", ".")
    git(ours, "commit", "--quiet", "--message", "hooks")
    config = yaml.safe_load(file_of(GUIDE, ".pre-commit-config.yaml"))
    (repository,) = config["repos"]
    repository |= {"repo": str(ours), "rev": git(ours, "rev-parse", "HEAD")}
    for hook in repository["hooks"]:
        hook["language"] = "system"  # the command that is installed here
    (theirs / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    (theirs / "package.json").write_text("{}", "utf-8")
    shutil.copy(EXAMPLE, theirs / "mine.json")
    git(theirs, "add", ".")
    return theirs


def pre_commit(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the hooks over everything that is staged."""
    home = folder.parent / "home"
    return run("pre-commit", "run", "--color=never", cwd=folder, PRE_COMMIT_HOME=str(home))


def test_the_hooks_are_two_commands_of_ours() -> None:
    hooks = yaml.safe_load(HOOKS.read_text("utf-8"))
    entries = {hook["id"]: hook["entry"] for hook in hooks}
    assert entries == {
        "istanbul-talks-validate": "istanbul-talks validate --duplicate-keys",
        "istanbul-talks-format": "istanbul-talks format",
    }


@needs_git
def test_pre_commit_lets_good_data_pass(hooked: Path) -> None:
    done = pre_commit(hooked)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 2


@needs_git
def test_pre_commit_stops_bad_data(hooked: Path) -> None:
    path = hooked / "mine.json"
    path.write_text(path.read_text("utf-8").replace('"distance"', '"distnce"'), "utf-8")
    git(hooked, "add", ".")
    done = pre_commit(hooked)
    assert done.returncode == 1
    assert f"mine.json:{LINE}:17  error IT104" in done.stdout
    assert "did you mean 'distance'?" in done.stdout


@needs_git
def test_pre_commit_puts_data_into_canonical_form(hooked: Path) -> None:
    path = hooked / "mine.json"
    canonical = path.read_text("utf-8")
    path.write_text(canonical.replace('"kind": "state",', '"kind":   "state",'), "utf-8")
    git(hooked, "add", ".")
    done = pre_commit(hooked)
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert path.read_text("utf-8") == canonical


# the action


def steps() -> dict[str, Any]:
    """The steps of the action by their names."""
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    return {step["name"]: step for step in action["runs"]["steps"]}


def run_step(name: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as a runner does: a script, in bash that stops at an error."""
    script = cwd.parent / "step.sh"
    script.write_text(steps()[name]["run"], "utf-8")
    command = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script)
    return run(*command, cwd=cwd, **environment)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with a good file and a bad one."""
    folder = tmp_path / "checkout"
    (folder / "my data").mkdir(parents=True)
    shutil.copy(EXAMPLE, folder)
    bad = EXAMPLE.read_text("utf-8").replace('"distance"', '"distnce"')
    (folder / "my data" / "bad.json").write_text(bad, "utf-8")
    return folder


def test_every_shell_step_takes_its_inputs_from_the_environment() -> None:
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    used = "".join(
        str(step.get("env", "")) + str(step.get("with", "")) for step in steps().values()
    )
    for name, described in action["inputs"].items():
        assert described["description"]
        assert f"inputs.{name}" in used
    for step in steps().values():
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == (step.get("shell") == "bash")


def test_the_guide_gives_the_action_what_it_takes() -> None:
    inputs = yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]
    workflow = yaml.safe_load(file_of(GUIDE, ".github/workflows/validate.yml"))
    given = [step for step in workflow["jobs"]["validate"]["steps"] if "example/" in step["uses"]]
    (ours,) = given
    assert ours["with"].keys() <= inputs.keys()
    assert {name for name in inputs if inputs[name].get("required")} <= ours["with"].keys()


@needs_git
def test_the_guide_gives_the_hook_a_folder_that_it_takes(hooked: Path) -> None:
    config = hooked / ".pre-commit-config.yaml"
    value = yaml.safe_load(config.read_text("utf-8"))
    (piece,) = (s.body for s in snippets(GUIDE) if s.language == "yaml" and not s.file)
    (hook,) = yaml.safe_load(piece)
    value["repos"][0]["hooks"] = [{**hook, "language": "system"}]
    config.write_text(yaml.safe_dump(value), "utf-8")
    (hooked / "data").mkdir()
    git(hooked, "mv", "--force", "mine.json", "data/mine.json")
    git(hooked, "add", ".")
    done = pre_commit(hooked)
    assert done.returncode == 0, done.stdout
    (hooked / "data" / "other.json").write_text("{}", "utf-8")
    git(hooked, "add", ".")
    done = pre_commit(hooked)
    assert "data/other.json:1:1  error IT101" in done.stdout
    assert "8 records, 30 claims in 2 inputs" in done.stdout


@needs_bash
def test_the_action_annotates_and_fails(checkout: Path) -> None:
    done = run_step("Validate", checkout, PATHS="my data\n", SARIF_FILE="")
    assert done.returncode == 1
    assert done.stdout.startswith(
        f"::error file=my data/bad.json,line={LINE},endLine={LINE},col=17,"
    )
    assert [path.name for path in checkout.glob("*.sarif")] == []


@needs_bash
def test_the_action_writes_sarif_and_passes(checkout: Path) -> None:
    done = run_step("Validate", checkout, PATHS="\n  outside.json  \n\n", SARIF_FILE="a b.sarif")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "8 records, 30 claims: valid"
    assert yaml.safe_load((checkout / "a b.sarif").read_text("utf-8"))["version"] == "2.1.0"


@needs_bash
def test_the_action_runs_nothing_that_a_path_says(checkout: Path) -> None:
    done = run_step("Validate", checkout, PATHS="$(touch hacked)\n--help\n", SARIF_FILE="")
    assert done.returncode == 2
    assert done.stdout.count("::error ") == 2
    assert not (checkout / "hacked").exists()


@needs_bash
def test_the_action_without_a_path_is_wrong_use(checkout: Path) -> None:
    done = run_step("Validate", checkout, PATHS="", SARIF_FILE="")
    assert done.returncode == 2
    assert "Missing argument" in done.stderr


@needs_bash
def test_the_action_installs_the_package_beside_it(checkout: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    done = run_step(
        "Install",
        checkout,
        GITHUB_ACTION_PATH=str(TOP),
        PIP_TARGET=str(target),
        PIP_NO_DEPS="1",
        PIP_NO_BUILD_ISOLATION="0",  # pip reads it so: 0 for no isolation
    )
    assert done.returncode == 0, done.stderr
    assert (target / "istanbul_talks" / "shipped" / "schema" / "v1").is_dir()
