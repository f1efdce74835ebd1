"""The plain way to validate: everything in memory, every rule asked about every record."""

from collections.abc import Iterable, Iterator
from typing import Any

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


def findings(
    inputs: Iterable[Input], canonical: Facts | None, *, duplicate_keys: bool = False
) -> list[Finding]:
    """What is found in these inputs, in no certain order."""
    found: list[Finding] = []
    entries: list[tuple[Entry, Record | None]] = []
    facts = Facts()
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
                found.extend(_findings(entry, _own_problems(entry, record)))
    index = Index(facts, canonical)
    whole: dict[Any, list[Problem]] = {}
    for check in WHOLE_CHECKS:
        for id, problem in check(index):
            whole.setdefault(id, []).append(problem)
    first: dict[Any, str] = {}
    for entry, record in entries:
        problems = [p for check in INDEXED_CHECKS if record for p in check(record, index)]
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


def _own_problems(entry: Entry, record: Record | None) -> Iterator[Problem]:
    if record is None:
        yield from record_problems(entry.value)
    else:
        for check in RECORD_CHECKS:
            yield from check(record)


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
