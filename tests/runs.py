"""Runs of the engine on few data, cut as small and shared as one likes, and what they find."""

import copy
import functools
import json
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from fitting import Json
from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.io import blocks, cutting
from istanbul_talks.io.inputs import Input
from istanbul_talks.validation import engine, targets
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run
from istanbul_talks.validation.look import Settings
from valid_records import TOP

sys.path.insert(0, str(TOP / "benchmarks"))

from spoilers import spoiled
from synthetic import records

JOBS = [1, 2, 3]
FORKS = pytest.mark.skipif(sys.platform != "linux", reason="workers are no forks here")
SIZES = [(1, 1), (700, 1), (2500, 1000), (20_000, 3000), (2**20, 2**16)]
"""Sizes of blocks and of pieces."""


@contextmanager
def cut(block: int, piece: int) -> Iterator[None]:
    """Cut inputs into blocks and pieces so small, and find any work worth a process.

    Where blocks are small, next to nothing is kept at hand from one to the next.
    """
    chunks = Input.chunks

    def small(source: Input) -> Iterator[bytes]:
        for chunk in chunks(source):
            for start in range(0, len(chunk), block + 50):
                yield chunk[start : start + block + 50]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Input, "chunks", small)
        patch.setattr(cutting, "BLOCK", block)
        patch.setattr(blocks, "PIECE", piece)
        patch.setattr(engine, "WORTH_A_PROCESS", 0)
        if block < targets.MOST_KNOWN:
            patch.setattr(targets, "MOST_KNOWN", 1)
            patch.setattr(targets, "MOST_NEEDS", 1)
            patch.setattr(engine, "MOST_NEEDS", 1)
        yield


def report(*inputs: Input, jobs: int = 1, canonical: bool = True, **asked: Any) -> Report:
    known = canonical_facts() if canonical else None
    return Run(inputs, known, Settings(**asked)).check(jobs)


def lines(values: list[Any]) -> bytes:
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


def document(values: list[Any], **layout: Any) -> bytes:
    head = {"schema_version": "1", "title": "Büyük 😀", "records": values}
    return json.dumps(head, ensure_ascii=False, **layout).encode()


def assert_same(found: tuple[Finding, ...], wanted: list[Finding]) -> None:
    some, others = (sorted(map(repr, findings)) for findings in (found, wanted))
    assert some == others


@functools.cache
def spoiled_records() -> list[Json]:
    """Synthetic records, every fifth with a mistake, some of them a second time, all shuffled."""
    values = [*spoiled(records(400), 0.2)]
    values += [copy.deepcopy(record) for record in values[::25]]
    random.Random(5).shuffle(values)
    return values
