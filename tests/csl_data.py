"""What the Citation Style Language wants of its input, and a processor that takes it.

The types and variables are those of CSL's own schema, which citeproc-py ships. How a name, a date
and a text are written is what csl-data.json, version 1.0.2, of the same project says; it is shipped
by no package, so its demands are written down here: nothing but these keys, of these types.
"""

import functools
import re
from importlib.resources import files
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter as formatters,
)
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft7Validator

_DATA = files("citeproc") / "data"

_NAMES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"literal": {"type": "string"}},
        "required": ["literal"],
        "additionalProperties": False,
    },
}

_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": ["string", "number"]},
            },
        },
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}

_TEXT: dict[str, Any] = {"type": "string"}

_FULL = {"minLength": 1, "minItems": 1, "minProperties": 1}

_ONLY_IN_STYLES = (
    "editor-translator",
    "license",
    "part-number",
    "printing-number",
    "supplement-number",
)
"""Variables that csl-data.json 1.0.2 does not have (or not under these names)."""


@functools.cache
def _schema() -> Draft7Validator:
    """A schema of CSL-JSON, in which nothing may be empty."""
    properties: dict[str, dict[str, Any]] = {
        "id": _TEXT,
        "type": {"enum": _words("csl-types.rnc", "item-types")},
        "language": _TEXT,
        "custom": {"type": "object"},
        **dict.fromkeys(_words("csl-variables.rnc", "variables.names"), _NAMES),
        **dict.fromkeys(_words("csl-variables.rnc", "variables.dates"), _DATE),
    }
    for kind in ("numbers", "strings", "titles"):
        properties |= dict.fromkeys(_words("csl-variables.rnc", f"variables.{kind}"), _TEXT)
    for name in _ONLY_IN_STYLES:
        del properties[name]
    item = {
        "type": "object",
        "properties": {name: {**held, **_FULL} for name, held in properties.items()},
        "required": ["id", "type"],
        "additionalProperties": False,
    }
    return Draft7Validator({"type": "array", "items": item})


def _words(file: str, name: str) -> list[str]:
    """The words that a pattern of CSL's schema (RELAX NG, compact) lists."""
    text = _DATA.joinpath("schema", "schemas", "styles", file).read_text("utf-8")
    (listed,) = re.findall(
        rf'^  {re.escape(name)} =\s((?:\s*\|?\s*(?:#[^\n]*\n\s*)?"[^"]+")+)', text, re.MULTILINE
    )
    return re.findall('"([^"]+)"', listed)


def csl_complaints(items: list[Any]) -> list[str]:
    """What is wrong with the items of a CSL-JSON document."""
    return [error.message for error in _schema().iter_errors(items)]


def references_by_citeproc(items: list[Any]) -> list[str]:
    """The references that citeproc-py makes of items, in Harvard style, as plain text.

    It warns of ``custom``, which is no variable of styles, so it is not given that.
    """
    given = [{name: held for name, held in item.items() if name != "custom"} for item in items]
    style = CitationStylesStyle(
        str(_DATA / "styles" / "harvard-cite-them-right.csl"), validate=False
    )
    listed = CitationStylesBibliography(style, CiteProcJSON(given), formatters.plain)
    listed.register(Citation([CitationItem(item["id"]) for item in items]))
    return [str(reference) for reference in listed.bibliography()]
