"""Say what is missing before a version can be released under a tag: nothing, and status 0, if all
is well. The first step of the workflow that releases.

    python tools/release_ready.py v0.1.0
"""

import re
import sys

from freeze import Project, problems


def missing(tag: str, project: Project) -> list[str]:
    """What stands in the way, a line each."""
    version = project.version
    found = []
    if tag != f"v{version}":
        found.append(f"the tag is {tag}, and the version of the package {version}")
    if not project.is_released(version):
        found.append(f"CHANGELOG.md gives {version} no date")
    cited = (project.top / "CITATION.cff").read_text("utf-8")
    if not re.search(rf"^version: ['\"]?{re.escape(version)}['\"]?$", cited, re.MULTILINE):
        found.append(f"CITATION.cff does not say version {version}")
    return found + problems(project)


def main(tag: str) -> None:
    """Print what is missing, and fail if anything is."""
    found = missing(tag, Project())
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
