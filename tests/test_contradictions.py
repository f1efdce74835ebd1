"""Two records with one id, in blocks that different processes look at: the first one counts."""

import itertools
from collections.abc import Callable

import pytest

import naive
from examples import CODED
from fitting import Json
from istanbul_talks.io.inputs import Input
from istanbul_talks.validation.canonical import canonical_facts
from runs import FORKS, JOBS, assert_same, cut, lines, report
from valid_records import made


def _source(length: int) -> Json:
    values = {"kind": "news_article", "text_length": length, "text_sha256": 64 * "0"}
    return {"type": "source", "id": "source/two", **values, "provenance": _coded(*values)}


def _coded(*names: str) -> Json:
    return {name: [CODED] for name in names}


def _citing(number: int) -> Json:
    claim = {"source": "source/two", "basis": "stated", "span": [90, 95], "wording": "xxxxx"}
    values = {"kind": "person", "name": f"Person {number}"}
    provenance = {"kind": [CODED], "name": [claim]}
    return {"type": "actor", "id": f"actor/p{number}", **values, "provenance": provenance}


def _meeting(status: str) -> Json:
    values = {"kind": "negotiation_round", "status": status}
    return {"type": "meeting", "id": "meeting/two", **values, "provenance": _coded(*values)}


def _seat(number: int) -> Json:
    values = {"meeting": "meeting/two", "actor": "actor/zelensky", "status": "attended"}
    values["role"] = ["chair", "party", "mediator", "delegate", "host"][number]
    return {"type": "participation", "id": f"participation/p{number}", **values} | {
        "provenance": _coded(*values)
    }


def _malformed(record: Json) -> Json:
    return {**record, "colour": "blue"}


PAIRS: list[tuple[Json, Json, Callable[[int], Json]]] = [
    (_source(80), _source(100), _citing),
    (_source(80), _malformed(_source(100)), _citing),
    (_meeting("held"), _meeting("cancelled"), _seat),
    (_meeting("cancelled"), _malformed(_meeting("held")), _seat),
]


@FORKS
@pytest.mark.parametrize("pair", range(len(PAIRS)))
@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_records_with_one_id_the_first_counts(pair: int, swapped: bool) -> None:
    first, second, resting = PAIRS[pair]
    two = [second, first] if swapped else [first, second]
    filler = made()["place"][:4]
    orders = [
        [*two, *map(resting, range(4))],
        [resting(0), two[0], resting(1), *filler, two[1], resting(2), resting(3)],
        [resting(0), *filler, resting(1), *two, resting(2)],
        [*map(resting, range(4)), *filler, *two],
        [two[0], *filler, two[1], *filler, *map(resting, range(5))],
    ]
    for values in orders:
        source = Input("x.jsonl", lines(values))
        wanted = naive.findings([source], canonical_facts())
        assert "IT203" in {finding.code for finding in wanted}
        for jobs, sizes in itertools.product(JOBS, [(1, 1), (2**20, 2**16)]):
            with cut(*sizes):
                assert_same(report(source, jobs=jobs).findings, wanted)


@FORKS
@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_a_record_of_ones_own_counts_in_place_of_a_canonical_one(status: str) -> None:
    own = {**_meeting(status), "id": "meeting/istanbul-2025-round-2"}
    seats = [{**_seat(number), "meeting": own["id"]} for number in range(5)]
    for values in ([own, *seats], [*seats, own], [*seats[:2], own, *seats[2:]]):
        source = Input("x.jsonl", lines(values))
        for jobs in JOBS:
            with cut(1, 1):
                found = report(source, jobs=jobs).findings
            assert [f.code for f in found] == ["IT340"] * (5 if status == "cancelled" else 0)
