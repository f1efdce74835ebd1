"""Keep the schema of a release, against which every later change is held. A step of a release.

What a released schema accepts, its version accepts for good. So when a version of the package is
released (its heading in CHANGELOG.md has a date), its schema is kept under tests/released/, and a
test compares the schema of today with it. Before the first release of a schema version the kept
one can be replaced by any other; after it, only at another release and only by one that accepts
all that it accepts. A change that breaks data takes a new version: see docs/versioning.md.

    python tools/freeze.py
"""

import json
import re
import sys
from pathlib import Path

import attrs
from compatibility import Schema, breaks, changes

from istanbul_talks import __version__
from istanbul_talks.model.header import SCHEMA_VERSION

TOP = Path(__file__).parents[1]
COMMAND = "python tools/freeze.py"

_STAMP = "istanbul-talks "


@attrs.frozen
class Project:
    """What a release is made of: a folder, the version of the package and that of its schema."""

    top: Path = TOP
    version: str = __version__
    schema_version: str = SCHEMA_VERSION

    @property
    def schema(self) -> Schema:
        """The schema of today."""
        return _read(self.top / "schema" / f"v{self.schema_version}" / "dataset.schema.json")

    @property
    def kept_at(self) -> Path:
        """Where the schema of the last release of this schema version is kept."""
        folder = self.top / "tests" / "released" / f"v{self.schema_version}"
        return folder / "dataset.schema.json"

    @property
    def kept(self) -> Schema | None:
        """The schema that is kept; None if none is."""
        return _read(self.kept_at) if self.kept_at.is_file() else None

    def is_released(self, version: str) -> bool:
        """Whether a version of the package was released: its heading has a date."""
        text = (self.top / "CHANGELOG.md").read_text("utf-8")
        dated = rf"^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)$"
        return re.search(dated, text, re.MULTILINE) is not None

    @property
    def is_binding(self) -> bool:
        """Whether the schema that is kept was released."""
        kept = self.kept
        return kept is not None and self.is_released(kept["$comment"].removeprefix(_STAMP))


def problems(project: Project) -> list[str]:
    """What must be mended before this can be, or be part of, a release; nothing if all is well."""
    kept = project.kept
    if kept is None:
        return [f"no schema is kept for schema version {project.schema_version}: run {COMMAND}"]
    mend = (
        f"raise SCHEMA_VERSION and write a step in migrating/ (docs/versioning.md): version "
        f"{project.schema_version} was released"
        if project.is_binding
        else f"run {COMMAND}: version {project.schema_version} was not released yet"
    )
    found = [f"{change}; {mend}" for change in breaks(kept, project.schema)]
    stamp = _STAMP + project.version
    if project.is_released(project.version) and kept != {"$comment": stamp, **project.schema}:
        found.append(f"{project.version} is released, and its schema is not kept: run {COMMAND}")
    return found


def freeze(project: Project) -> list[str]:
    """Keep the schema of today, and say how it differs from the one that was kept.

    Raises `ValueError` if the one that is kept was released and this is no release, or if data
    that it accepts could be rejected.
    """
    kept, new = project.kept, {"$comment": _STAMP + project.version, **project.schema}
    if kept == new:
        return []
    said = [str(change) for change in changes(kept, new)] if kept else []
    if kept and project.is_binding:
        if not project.is_released(project.version):
            raise ValueError(
                f"the schema of {kept['$comment']} stays until {project.version} is released "
                "(CHANGELOG.md gives it no date)"
            )
        if breaking := breaks(kept, new):
            raise ValueError("\n".join(map(str, breaking)))
    project.kept_at.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(new, ensure_ascii=False, indent=1) + "\n"
    project.kept_at.write_text(text, "utf-8")
    return [*said, f"wrote {project.kept_at.relative_to(project.top)}"]


def _read(path: Path) -> Schema:
    schema: Schema = json.loads(path.read_text("utf-8"))
    return schema


def main() -> None:
    """Keep the schema, or say why not."""
    try:
        said = freeze(Project())
    except ValueError as error:
        sys.exit(str(error))
    sys.stdout.writelines(f"{line}\n" for line in said or ["nothing has changed"])


if __name__ == "__main__":
    main()
