"""Our peers at work.

They are imported by name: one that is not installed is said to be missing.
"""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
from measuring import ROOT, Cost, Data, Run, each_line, each_of_a_sample, process, tool
from ours import everything
from pydantic_types import PydanticTypes

from istanbul_talks.derived.structs import record_decoder
from istanbul_talks.validation import look


def orjson_alone(data: Data) -> Run:
    """No validation: the yardstick."""
    return each_line(import_module("orjson").loads, data)


def jsonschema_rs(data: Data, *, rewritten: bool = False) -> Run:
    """One validator on the schema as it is published, or rewritten for it.

    Our patterns say that no line end follows: Python's ``$`` would allow one. Rust's does not, and
    without these words its quicker engine takes most patterns, with the same verdict.
    """
    schema = json.dumps(_schema())
    if rewritten:
        schema = schema.replace(json.dumps(r"(?!\n)")[1:-1], "")
    return each_line(_accepted_in_rust(json.loads(schema)), data)


def _accepted_in_rust(schema: dict[str, Any]) -> Callable[[bytes], bool]:
    loads = import_module("orjson").loads
    is_valid = import_module("jsonschema_rs").Draft202012Validator(schema).is_valid
    return lambda line: is_valid(loads(line))


def pydantic(data: Data, *, dictionaries: bool = False) -> Run:
    """Types made from our shapes, as models or as typed dictionaries (its quickest way)."""
    return each_line(PydanticTypes(dictionaries=dictionaries).validate_json, data)


def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "schema/v1/record.schema.json").read_bytes())
    return schema


def jsonschema(data: Data) -> Run:
    """The authority, its validator built once."""
    validator = import_module("jsonschema").Draft202012Validator(_schema())
    return each_of_a_sample(validator.is_valid, data, 1_000)


def fastjsonschema(data: Data) -> Run:
    """Knows drafts up to 7: it passes over dependentSchemas and over what stands beside a $ref.

    It would fetch an $id over the network, so it gets the schema without.
    """
    schema = {key: value for key, value in _schema().items() if key != "$id"}
    return each_of_a_sample(import_module("fastjsonschema").compile(schema), data, 2_000)


def everything_with_rust(data: Data) -> Run:
    """Our engine with orjson and jsonschema-rs in place of its decoder, then the same checks.

    The checks take our structs, so what jsonschema-rs accepted is decoded once more: from the
    bytes, which takes less than half as long as msgspec.convert takes on orjson's values.
    """
    accepts, decode = _accepted_in_rust(_schema()), record_decoder()

    def decode_accepted(line: bytes) -> Any:
        if line and not accepts(line):
            raise msgspec.ValidationError
        return decode(line)

    run = everything(data)

    def patched() -> Cost:
        with mock.patch.object(look, "record_decoder", return_value=decode_accepted):
            return run()

    return patched


def everything_with_rust_but_decoding(data: Data) -> Run:
    """The same, as if those structs were had for nothing, as in an engine made around it."""
    whole, decoding = everything_with_rust(data), each_line(record_decoder(), data)
    return lambda: Cost(whole().seconds - decoding().seconds)


def check_jsonschema(path: Path) -> Run:
    """The peer's command on a dataset document."""
    schema = ROOT / "schema/v1/dataset.schema.json"
    command = (tool("check-jsonschema"), "--schemafile", schema, path)
    return lambda: process(*command)
