"""The plain way to validate: everything in memory, every rule asked about every record."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from istanbul_talks.derived.converter import Unstructurable, structure
from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.io.documents import Document, Entry, documents
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.model.records import Record
from istanbul_talks.validation.detail import header_problems, record_problems
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.rules import INDEXED_CHECKS, RECORD_CHECKS, WHOLE_CHECKS


@attrs.frozen
class Read:
    """What stands in some inputs, and what is found in it before any rule is asked."""

    entries: list[tuple[Entry, Record | None]]
    """Without a record where there is none in the JSON value."""
    facts: Facts
    found: list[Finding]


def findings(
    inputs: Iterable[Input], canonical: Facts | None, *, duplicate_keys: bool = False
) -> list[Finding]:
    """What is found in these inputs, in no certain order."""
    return judged(read(inputs, duplicate_keys=duplicate_keys), canonical)


def read(inputs: Iterable[Input], *, duplicate_keys: bool = False) -> Read:
    """What stands in these inputs."""
    entries: list[tuple[Entry, Record | None]] = []
    facts = Facts()
    found: list[Finding] = []
    for source in inputs:
        for document in documents(source):
            if isinstance(document, Unreadable):
                found.append(document.finding)
                continue
            if duplicate_keys or not source.is_lines:
                found.extend(_repetitions(document))
            if document.header is not None:
                found.extend(_findings(document.whole, header_problems(document.header)))
            for entry in document.entries:
                record = _structured(entry, facts)
                entries.append((entry, record))
                if record is None:
                    found.extend(_findings(entry, record_problems(entry.value)))
    return Read(entries, facts, found)


def judged(read: Read, canonical: Facts | None) -> list[Finding]:
    """What was found, and what the rules find."""
    found = [*read.found]
    index = Index(read.facts, canonical)
    whole: dict[Any, list[Problem]] = {}
    for whole_check in WHOLE_CHECKS:
        for id, problem in whole_check(index):
            whole.setdefault(id, []).append(problem)
    first: dict[Any, str] = {}
    for entry, record in read.entries:
        problems: list[Problem] = []
        if record is not None:
            problems += (p for check in RECORD_CHECKS for p in check(record))
            problems += (p for check in INDEXED_CHECKS for p in check(record, index))
        known = _id(entry)
        if known is not None and known in first:
            message = f"the id stands at {first[known]} already"
            problems.append(Problem(code="IT203", pointer="/id", message=message))
        elif known is not None:
            first[known] = str(entry.place("/id"))
            problems += whole.get(known, [])
        found.extend(_findings(entry, problems))
    return found


def _structured(entry: Entry, facts: Facts) -> Record | None:
    try:
        record = structure(entry.value)
    except Unstructurable:
        if (id := _id(entry)) is not None:
            facts.add_malformed(id, 0)
        return None
    facts.add(record, 0)
    return record


def _findings(entry: Entry, problems: Iterable[Problem]) -> Iterator[Finding]:
    for p in problems:
        yield Finding(
            code=p.code,
            severity=CATALOGUE[p.code].severity,
            message=p.message,
            hint=p.hint,
            place=entry.place(p.pointer, at_key=p.at_key),
            record=_id(entry),
            field=p.field,
        )


def _repetitions(document: Document) -> Iterator[Finding]:
    for node in document.repeated:
        yield Finding(
            code="IT115",
            severity=CATALOGUE["IT115"].severity,
            message=f"the key {node.step} stands twice in this object",
            hint="readers keep one value and lose the other: delete one",
            place=document.text.place_of(node, node.pointer, at_key=True),
        )


def _id(entry: Entry) -> str | None:
    id = entry.value.get("id") if isinstance(entry.value, dict) else None
    return id if isinstance(id, str) else None
