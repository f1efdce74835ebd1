"""Asserting that data is valid, with the findings as the message."""

import json
import os
from collections.abc import Iterable
from typing import Any

from istanbul_talks.dataset import Collection, Dataset
from istanbul_talks.derived.converter import plain, unstructure
from istanbul_talks.findings.report import Report
from istanbul_talks.io.canonical import canonical_records, document_text
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.model.header import SCHEMA_VERSION, Header
from istanbul_talks.model.records import Record
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import PathLike, Run, gathered
from istanbul_talks.validation.formats.text import text_report
from istanbul_talks.validation.look import Settings

Records = Collection[Record]

MOST = 20
"""How many findings of one rule are printed, as on the command line."""


def assert_valid(
    data: PathLike | Dataset | Record | Records | Iterable[Record], *, canonical: bool = True
) -> None:
    """Assert that a path, a dataset, a collection or some records have no error.

    A path is a file, a directory or a glob, all that `istanbul_talks.validate` takes. References
    may lead into the canonical dataset unless ``canonical`` is False. Raises `AssertionError` with
    the findings as ``istanbul-talks validate`` prints them; warnings do not fail.
    """
    __tracebackhide__ = True  # pytest then shows the line of the test
    report = _report(_inputs(data), canonical=canonical)
    if not report.ok:
        findings = text_report(report).rstrip("\n")
        raise AssertionError(f"not valid\n{findings}")


def _report(sources: list[Input | Unreadable], *, canonical: bool) -> Report:
    known = canonical_facts() if canonical else None
    return Run(sources, known, Settings(most=MOST)).check()


def _inputs(
    data: PathLike | Dataset | Record | Records | Iterable[Record],
) -> list[Input | Unreadable]:
    if isinstance(data, str | os.PathLike):
        return gathered([data])
    if isinstance(data, Dataset):
        about = {name: getattr(data, name) for name in ("version", "title", "license")}
        return [Input("<dataset>", _text(about, data))]
    if isinstance(data, Collection):
        data = data.values()
    return [Input("<records>", _text({}, [data] if isinstance(data, Record) else data))]


def _text(about: dict[str, Any], records: Iterable[Record]) -> bytes:
    """A document as bytes, also of what is made in Python and cannot be written."""
    header = plain(Header(schema_version=SCHEMA_VERSION, **about))
    values = [unstructure(record) for record in records]
    try:
        return document_text(header, canonical_records(values)).encode()
    except (ValueError, TypeError):
        whole = {**header, "records": values}
        return json.dumps(whole, indent=1, default=str).encode()
