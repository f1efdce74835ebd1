"""However the work is cut and shared, the report is that of the plain way: see `naive`."""

import copy
import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import naive
from datasets import datasets, is_id, places
from examples import CODED, complete
from fitting import Json
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import LAYERS
from istanbul_talks.io.formatting import read_whole
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.validation.canonical import canonical_facts
from runs import FORKS, JOBS, SIZES, assert_same, cut, document, lines, report, spoiled_records


@pytest.mark.parametrize("name", ["x.jsonl", "x.json"])
def test_small_datasets_have_the_findings_of_the_plain_way(name: str) -> None:
    codes: Counter[str] = Counter()

    @settings(max_examples=150)
    @given(datasets(), st.sampled_from(SIZES), st.sampled_from([True, True, True, False]))
    def holds(values: list[Json], sizes: tuple[int, int], canonical: bool) -> None:
        source = Input(name, (lines if name == "x.jsonl" else document)(values))
        with cut(*sizes):
            found = report(source, canonical=canonical).findings
        assert_same(found, naive.findings([source], canonical_facts() if canonical else None))
        codes.update({finding.code for finding in found})

    holds()
    assert len(codes) > 30, sorted(codes)


# A record that has one thing wrong with itself, and another with what it points to

EXAMPLES = [rule for rules in LAYERS.values() for rule in rules if rule.bad and rule.code > "IT2"]

MORE_EXAMPLES = [
    # A disagreement about a dissent that it should have itself (IT206, IT371), one about a field
    # that neither of two records has (IT372), and some about what is no name of any field.
    *(
        {
            "type": "disagreement",
            "id": "disagreement/x",
            "kind": "contradiction",
            "records": records,
            "summary": "It is about itself.",
            "treatment": "coded_unclear",
            "field": field,
        }
        for records, field in (
            (["disagreement/x"], "summary"),
            (["actor/zelensky", "event/spiderweb"], "quantity"),
            *((["source/cnn-2025-06-02"], name) for name in ("", " ", "kind status", "1 2")),
        )
    ),
    # Dissents that agree: on an element that is held, on the same places in another order (IT329).
    *(
        {
            "type": "event",
            "id": "event/x",
            "kind": "air_drone_strike",
            "status": "occurred",
            "places": ["place/kyiv", "place/istanbul"],
            "dissents": {"places": [{**CODED, **value, "note": "No."}]},
        }
        for value in (
            {"value": "place/kyiv", "element": "place/kyiv"},
            {"value": ["place/istanbul", "place/kyiv"]},
        )
    ),
    # A source whose length is computed from no text that a span could point into (IT332), also
    # where it is written as only some readers read a whole number.
    *(
        {
            "type": "source",
            "id": "source/x",
            "kind": "news_article",
            "text_sha256": 64 * "0",
            "text_length": length,
        }
        for length in (7, 7.0)
    ),
]
FOREIGN_TEXT = "source/cnn-2025-06-02"
INDEXED: list[Json] = [
    {"source": FOREIGN_TEXT, "basis": "stated"},
    {"source": FOREIGN_TEXT, "basis": "external"},
    {"source": FOREIGN_TEXT, "basis": "stated", "span": [10**6, 10**6 + 2], "wording": "xx"},
    {"source": FOREIGN_TEXT, "basis": "stated", "span": [10**6, 10**6]},
    {"source": FOREIGN_TEXT, "basis": "computed", "span": [0, 2], "wording": "xx"},
    {"source": CODED["source"], "basis": "coded", "span": [0, 2], "wording": "xx"},
    {"source": "source/nowhere", "basis": "coded"},
    {"source": "source/nowhere", "basis": "coded", "span": [0, 2]},
    {"source": "source/nowhere", "basis": "coded", "span": [2, 2]},
    {"source": "source/nowhere", "basis": "coded", "span": [0, 2], "wording": "x"},
    {"source": "source/nowhere", "basis": "inferred"},
    {**CODED, "claimant": "actor/nowhere"},
    {**CODED, "via": ["actor/nowhere"]},
]
"""Claims for which other records must be looked at, and that do not hold."""


def _texts() -> Iterator[Any]:
    for rule in EXAMPLES:
        yield pytest.param(complete(rule.bad or ""), id=rule.code)
    for number, record in enumerate(MORE_EXAMPLES):
        yield pytest.param(complete(json.dumps([record])), id=f"more-{number}")


@pytest.mark.parametrize("text", [*_texts()])
def test_no_mistake_hides_another(text: str) -> None:
    records = json.loads(text)["records"]
    for at, record in enumerate(records[:2]):
        for odd in (record, *_leading_nowhere(record), *_resting_on_nothing(record)):
            source = Input("x.jsonl", lines([*records[:at], odd, *records[at + 1 :]]))
            with cut(1, 1):
                found = report(source).findings
            assert_same(found, naive.findings([source], canonical_facts()))


ANY_CLAIM = [
    {"source": source, "basis": basis, **place, **({"note": "So."} if basis == "inferred" else {})}
    for source in (FOREIGN_TEXT, CODED["source"], "source/unspecified")
    for basis in ("stated", "coded", "inferred", "external")
    for place in ({}, {"span": [0, 2]}, {"wording": "xx"}, {"span": [0, 2], "wording": "xx"})
]
"""A claim of each kind that may or may not need a text of its source."""


@pytest.mark.parametrize("first", ANY_CLAIM, ids=lambda claim: "-".join(map(str, claim.values())))
def test_what_one_claim_lacks_hides_nothing_of_another(first: Json) -> None:
    other = {**CODED, "source": "source/unspecified"}
    own = {"type": "source", "id": other["source"], "kind": "news_article"}
    for second in ANY_CLAIM:
        two = [
            {"type": "actor", "id": f"actor/{name}", "kind": "person", "name": name}
            | {"provenance": {"kind": [CODED], "name": [claim]}}
            for name, claim in (("a", first), ("b", second))
        ]
        source = Input("x.jsonl", lines([*two, {**own, "provenance": {"kind": [CODED]}}]))
        assert_same(report(source).findings, naive.findings([source], canonical_facts()))


@pytest.mark.parametrize("space", [*"\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2003\u3000"], ids=ascii)
def test_a_line_of_what_only_python_takes_for_space_is_not_blank(space: str) -> None:
    record: Json = {"type": "actor", "id": "actor/a", "kind": "person", "name": "A"}
    record["provenance"] = {"kind": [CODED], "name": [CODED]}
    for number, data in enumerate((lines([record]) + space.encode(), f"{space}\n".encode())):
        source = Input("x.jsonl", data)
        (finding,) = report(source).findings
        assert (finding.code, finding.place.line) == ("IT004", 2 - number)
        assert_same((finding,), naive.findings([source], canonical_facts()))
        with pytest.raises(Unreadable):
            read_whole(source)


def _leading_nowhere(record: Json) -> Iterator[Json]:
    """The record with one of its references leading nowhere, each in turn."""
    for pointer, holder, key in places(record):
        held = holder[key]
        if isinstance(held, str) and is_id(held) and pointer != "/id":
            holder[key] = f"{held.partition('/')[0]}/nowhere"
            yield copy.deepcopy(record)
            holder[key] = held


def _resting_on_nothing(record: Json) -> Iterator[Json]:
    """The record with one claim that does not hold in place of another or beside it."""
    for part in ("provenance", "dissents"):
        by_field = [*record.get(part, {}).values()]
        for claims in by_field[:1] + by_field[1:][-1:]:
            first = claims[0]
            kept = {key: first[key] for key in ("element", "value", "note") if key in first}
            for odd in INDEXED:
                claims[0] = {**odd, **kept}
                yield copy.deepcopy(record)
            claims[0] = first
            claims.append({**INDEXED[0], **kept})
            yield copy.deepcopy(record)
            claims.pop()


# Jobs, blocks and pieces

FORMS = [("jsonl", lines), ("json", document)]


@FORKS
@pytest.mark.parametrize("name", ["x.jsonl", "x.json"])
def test_neither_jobs_nor_sizes_of_blocks_change_a_report(name: str) -> None:
    source = Input(name, (lines if name == "x.jsonl" else document)(spoiled_records()))
    whole = report(source)
    assert_same(whole.findings, naive.findings([source], canonical_facts()))
    assert len({finding.code for finding in whole.findings}) > 25
    for jobs, most, sizes in itertools.product(JOBS, [0, 1, 3, None], SIZES[2:4]):
        with cut(*sizes):
            found = report(source, jobs=jobs, most=most)
        assert found == (whole if most is None else whole.shortened(most)), (jobs, most, sizes)


@FORKS
@settings(max_examples=12)
@given(st.lists(datasets(), min_size=2, max_size=4), st.sampled_from([None, 0, 1, 3]))
def test_several_inputs_are_one_dataset_however_they_are_shared(
    some: list[list[Json]], most: int | None
) -> None:
    sources = [
        Input(f"{number}.{end}", write(values))
        for number, (values, (end, write)) in enumerate(zip(some, itertools.cycle(FORMS)))
    ]
    whole = report(*sources)
    assert_same(whole.findings, naive.findings(sources, canonical_facts()))
    for jobs in JOBS:
        with cut(2000, 500):
            found = report(*sources, jobs=jobs, most=most)
        assert found == (whole if most is None else whole.shortened(most))


@FORKS
def test_a_report_does_not_depend_on_how_texts_hash() -> None:
    """Processes hand back what they remember by id; a dictionary keeps an order, a set does not."""
    code = "import test_engine as t; print(repr(t.shared_by_two()))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1
    assert b"IT363" in seen.pop()


def shared_by_two() -> Report:
    """The report on actors of one name in several blocks, of which one id stands in two."""
    claims = {"kind": [CODED], "name": [CODED]}
    actors = [
        {"type": "actor", "id": f"actor/alike-{number}", "kind": "state", "provenance": claims}
        for number in (0, 1, 2, 0, *range(3, 40))
    ]
    some, others = (
        Input(f"{name}.jsonl", lines([{**actor, "name": name} for actor in actors[part]]))
        for name, part in (("x", slice(3)), ("y", slice(3, None)))
    )
    with cut(4000, 500):
        return report(some, others, jobs=2)
