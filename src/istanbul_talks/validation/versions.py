"""What to do about data of another schema version."""

from typing import Any

from istanbul_talks.model.header import EARLIER_VERSIONS, SCHEMA_VERSION


def version_hint(version: Any) -> str:
    """What to do about data that say they follow this schema version, which is not ours."""
    own = f'this release reads schema version "{SCHEMA_VERSION}"'
    if version in EARLIER_VERSIONS:
        return f"{own}; `istanbul-talks migrate` brings the file there"
    # Of many digits the first tell enough, and Python makes no integers of thousands.
    if isinstance(version, str) and version.isdecimal() and int(version[:99]) > int(SCHEMA_VERSION):
        return f"{own}; a later one reads it: pip install --upgrade istanbul-talks"
    return own
