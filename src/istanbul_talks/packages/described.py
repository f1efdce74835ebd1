"""What ``datapackage.json`` says: which files there are, and what the dataset is called."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.io.parsing import NotJson, parse
from istanbul_talks.io.text import Text
from istanbul_talks.model.header import SCHEMA_VERSION
from istanbul_talks.packages.cells import shown
from istanbul_talks.packages.tables import DATA_TABLES, TABLES

Json = dict[str, Any]

OTHER_LICENSE = "other"
"""The name of a licence whose own has characters that no name in a package may have."""

LICENSE_NAME = re.compile("[-a-zA-Z0-9._]+")

HEADER_PATHS = {
    "$schema": "/document_schema",
    "schema_version": "/schema_version",
    "version": "/version",
    "title": "/title",
    "license": "/licenses/0",
}
"""Where in ``datapackage.json`` stands what the head of a document says."""


@attrs.frozen(eq=False)
class Described:
    """A package as its description has it.

    ``files`` are those of the tables with data, ``refused`` what is wrong with the description.
    """

    text: Text
    head: Json
    files: Mapping[str, Path]
    refused: tuple[Unreadable, ...]


def described(source: Input) -> Described:
    """Read the description of a package. Raises `Unreadable` if it is none."""
    text = Text(source.name, source.text())
    try:
        parsed = parse(text.text)
    except NotJson as error:
        raise text.unreadable(error) from None
    for node in parsed.repeated:
        place = text.place_of(node, node.pointer, at_key=True)
        raise Unreadable("IT115", "this key stands twice", place, "delete one of the two")
    value = parsed.value
    if not isinstance(value, dict) or not isinstance(value.get("resources"), list):
        hint = 'a data package has "resources": [ … ], each with a name and a path'
        raise Unreadable("IT012", "this describes no data package", text.place(""), hint)
    files: dict[str, Path] = {}
    refused = []
    for number, resource in enumerate(value["resources"]):
        try:
            name, file = _resource(text, f"/resources/{number}", resource)
            if name in files:
                place = text.place(f"/resources/{number}/name")
                raise Unreadable("IT012", f"the table {name} stands here a second time", place)
            if name in DATA_TABLES:
                files[name] = Path(source.name).parent / file
        except Unreadable as error:
            refused.append(error)
    refused += _refused_licenses(text, value)
    return Described(text, dict(_head(value)), files, tuple(refused))


def _resource(text: Text, pointer: str, resource: Any) -> tuple[str, str]:
    """The name of a table and that of its file."""
    name, path = (
        resource.get(key) if isinstance(resource, dict) else None for key in ("name", "path")
    )
    if not isinstance(name, str) or name not in TABLES:
        hint = did_you_mean(str(name), TABLES) or f"the tables are {', '.join(TABLES)}"
        message = f"there is no table {shown(str(name))}"
        raise Unreadable("IT012", message, text.place(f"{pointer}/name"), hint)
    if not isinstance(path, str) or not _is_plain(path):
        hint = f'only files that lie beside datapackage.json are read: "{name}.csv"'
        message = "the path is not the plain name of a file"
        raise Unreadable("IT012", message, text.place(f"{pointer}/path"), hint)
    return name, path


def _is_plain(path: str) -> bool:
    """Whether it names a file in the same folder, on every system."""
    return not re.search(r"[/\\:\0]", path) and path.strip(". ") != ""


def _refused_licenses(text: Text, value: Json) -> Iterator[Unreadable]:
    licenses = value.get("licenses")
    if licenses is None:
        return
    if not isinstance(licenses, list) or len(licenses) != 1 or not isinstance(licenses[0], dict):
        hint = '"licenses": [{"name": "CC-BY-4.0"}]'
        message = "the dataset has one licence"
        yield Unreadable("IT012", message, text.place("/licenses"), hint)


def _head(value: Json) -> Iterator[tuple[str, Any]]:
    """The head of the document."""
    if "document_schema" in value:
        yield "$schema", value["document_schema"]
    if "schema_version" in value:
        yield "schema_version", value["schema_version"]
    for name in ("version", "title"):
        if name in value:
            yield name, value[name]
    licenses = value.get("licenses")
    if isinstance(licenses, list) and licenses and isinstance(licenses[0], dict):
        (license, *_) = licenses
        other = license.get("name") == OTHER_LICENSE and "title" in license
        yield "license", license.get("title" if other else "name")


def license_of(name: str) -> Json:
    """A licence as a package has it; `_head` reads it back."""
    if LICENSE_NAME.fullmatch(name):
        return {"name": name}
    return {"name": OTHER_LICENSE, "title": name}


def head_of(dataset: Any) -> Json:
    """What the description says of the dataset as a whole; `_head` reads it back."""
    found: Json = {"title": dataset.title, "version": dataset.version}
    if dataset.license is not None:
        found["licenses"] = [license_of(dataset.license)]
    found |= {"schema_version": SCHEMA_VERSION, "document_schema": dataset.schema}
    return {name: held for name, held in found.items() if held is not None}
