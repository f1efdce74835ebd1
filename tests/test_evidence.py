"""Claims held against texts, and wordings anchored in them."""

import copy
import hashlib
import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import istanbul_talks as it
from istanbul_talks.derived.converter import structure
from istanbul_talks.evidence.anchoring import Unanchored, anchor, fix_text
from istanbul_talks.evidence.texts import Absence, Texts
from istanbul_talks.evidence.verification import Verdict, occurrences, verify, verify_records
from istanbul_talks.findings.finding import Finding, Severity
from istanbul_talks.io.documents import Document, documents
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.records import Record, Source
from istanbul_talks.model.values import Id

TEXT = "Ein Satz.\nThe sum is 7.5 — or “7 5”? The\u00a0sum is 🙂 unknown.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "example.txt").write_bytes(TEXT.encode())
    return tmp_path


def source(**fields: Any) -> dict[str, Any]:
    """A source record for the text above; None leaves a field out."""
    fields = {
        "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "text_length": len(TEXT),
        **fields,
    }
    given = {name: value for name, value in fields.items() if value is not None}
    computed = {name: [{"source": "source/example", "basis": "computed"}] for name in given}
    kind = [{"source": "source/example", "span": [0, 3], "wording": "Ein", "basis": "coded"}]
    return {
        "type": "source",
        "id": "source/example",
        "kind": "news_article",
        **given,
        "provenance": {"kind": kind, **computed},
    }


def actor(*claims: dict[str, Any]) -> dict[str, Any]:
    """An actor whose name rests on these claims."""
    base = {"source": "source/example", "basis": "stated"}
    return {
        "type": "actor",
        "id": "actor/example",
        "kind": "person",
        "name": "Example",
        "provenance": {
            "kind": [{"source": "source/istanbul-talks-codebook", "basis": "coded"}],
            "name": [{**base, **claim} for claim in claims],
        },
    }


def dataset(*records: dict[str, Any]) -> it.Dataset:
    text = json.dumps({"schema_version": "1", "records": records})
    return it.loads(text)


def verdicts(data: it.Dataset, folder: Path) -> list[tuple[str, str | None]]:
    return [(check.verdict, check.code) for check in verify(data, folder).checks]


def test_a_true_claim_is_verified(folder: Path) -> None:
    start = TEXT.index("🙂")
    data = dataset(source(), actor({"span": [start, start + 1], "wording": "🙂"}))
    assert verdicts(data, folder) == [("verified", None)] * 4
    verification = verify(data, folder)
    assert verification.ok
    assert verification.without_text == {"coded": 1}


@pytest.mark.parametrize(
    ("span", "wording"),
    [
        ([21, 24], "7 5"),
        ([21, 24], "7,5"),
        ([20, 23], "7.5"),
        ([0, 3], "EIN"),
        ([0, 4], "Ein\u00a0"),
    ],
)
def test_nothing_is_normalised_away(folder: Path, span: list[int], wording: str) -> None:
    data = dataset(source(), actor({"span": span, "wording": wording}))
    assert ("mismatch", "IT401") in verdicts(data, folder)
    (mismatch,) = (c for c in verify(data, folder).checks if c.verdict is Verdict.MISMATCH)
    assert mismatch.pointer == "/provenance/name/0"
    assert not verify(data, folder).ok


def test_a_missing_text_is_unverifiable(folder: Path) -> None:
    (folder / "example.txt").unlink()
    data = dataset(source(), actor({"span": [0, 3], "wording": "Ein"}))
    assert set(verdicts(data, folder)) == {("unverifiable", "IT402")}
    assert not verify(data, folder).ok


def test_another_text_is_unverifiable_even_where_the_wording_stands(folder: Path) -> None:
    (folder / "example.txt").write_bytes((TEXT + " ").encode())
    data = dataset(source(), actor({"span": [0, 3], "wording": "Ein"}))
    assert set(verdicts(data, folder)) == {("unverifiable", "IT403")}


def test_a_record_that_fixes_no_text_is_unverifiable(folder: Path) -> None:
    record = source(text_sha256=None, text_length=None)
    data = dataset(record, actor({"span": [0, 3], "wording": "Ein"}))
    assert set(verdicts(data, folder)) == {("unverifiable", "IT402")}


def test_a_wrong_length_is_a_mismatch(folder: Path) -> None:
    data = dataset(source(text_length=len(TEXT) + 1))
    assert ("mismatch", "IT404") in verdicts(data, folder)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="no folder of source texts"):
        Texts(tmp_path / "nowhere")


@given(st.text("ab", max_size=20), st.text("ab", min_size=1, max_size=4))
def test_every_occurrence_is_found(text: str, wording: str) -> None:
    found = [*islice(occurrences(text, wording), len(text) + 1)]
    every = [n for n in range(len(text)) if text.startswith(wording, n)]
    assert [span.start for span in found] == every
    assert all(text[span.start : span.end] == wording for span in found)


def test_a_wording_that_stands_once_is_anchored(folder: Path) -> None:
    record = actor({"wording": "7.5"}, {"wording": "Ein", "span": [5, 8]})
    result = anchor(record, lambda _id: None, Texts(folder))
    assert (result.filled, result.left) == (1, ())
    first, second = record["provenance"]["name"]
    assert TEXT[slice(*first["span"])] == "7.5"
    assert second["span"] == [5, 8], "a span that is there is left alone"


def test_a_wording_that_stands_twice_is_left_with_its_candidates(folder: Path) -> None:
    record = actor({"wording": "sum is"}, {"wording": "nowhere to be found"})
    result = anchor(record, lambda _id: None, Texts(folder))
    twice, never = result.left
    assert len(twice.candidates) == 2
    assert f"[{TEXT.index('sum is')}, " in twice.candidates[0]
    assert never.candidates == ()
    assert [claim.code for claim in result.left] == ["IT405", "IT405"]
    assert all("span" not in claim for claim in record["provenance"]["name"])


def test_another_text_is_not_used_for_anchoring(folder: Path) -> None:
    (folder / "example.txt").write_bytes(b"7.5")
    fixed = dataset(source())["source/example"]
    result = anchor(actor({"wording": "7.5"}), lambda _id: fixed, Texts(folder))
    assert [claim.code for claim in result.left] == ["IT403"]


# What is said, whole: people and programs read it.


def reasons(data: it.Dataset, folder: Path) -> list[tuple[str, str, str | None, str | None]]:
    """Of every claim that was not verified: where, the verdict, the code and the reason."""
    checks = verify(data, folder).checks
    told = [(check.pointer, str(check.verdict), check.code, check.reason) for check in checks]
    return [row for row in told if row[1] != "verified"]


NAME = "/provenance/name/0"


@pytest.mark.parametrize(
    ("span", "wording", "reason"),
    [
        ([0, 2], "is", "“is” does not stand at [0, 2); it stands at [18, 20), [45, 47)"),
        ([0, 3], "Eis", "“Eis” does not stand at [0, 3); it stands nowhere in the text"),
        (
            [0, 1],
            "n",
            "“n” does not stand at [0, 1); it stands at [2, 3), [51, 52), [53, 54), [56, 57)",
        ),
        (
            [0, 1],
            " ",
            "“ ” does not stand at [0, 1); "
            "it stands at [3, 4), [13, 14), [17, 18), [20, 21), [24, 25)",
        ),
    ],
)
def test_a_mismatch_says_where_the_wording_stands(
    folder: Path, span: list[int], wording: str, reason: str
) -> None:
    data = dataset(source(), actor({"span": span, "wording": wording}))
    assert reasons(data, folder) == [(NAME, "mismatch", "IT401", reason)]


def test_a_span_past_the_end_of_a_text_is_a_mismatch_though_the_rest_agrees(folder: Path) -> None:
    (folder / "example.txt").write_bytes(b"Ein")
    record = source(text_sha256=hashlib.sha256(b"Ein").hexdigest())
    found = verify_raw(
        folder, [record], actor(*({"span": [0, end], "wording": "Ein"} for end in (3, 4)))
    )
    assert found == [
        (NAME, "verified", None, None),
        (
            "/provenance/name/1",
            "mismatch",
            "IT401",
            "“Ein” does not stand at [0, 4); it stands at [0, 3)",
        ),
    ]


def verify_raw(
    folder: Path, sources: list[dict[str, Any]], *records: dict[str, Any]
) -> list[tuple[str, str, str | None, str | None]]:
    """The reasons for records that no dataset would take."""
    structured = [*map(structure, records)]
    known = {value["id"]: structure(value) for value in sources}
    checks = verify_records(structured, known.get, Texts(folder)).checks
    return [(c.pointer, str(c.verdict), c.code, c.reason) for c in checks]


def test_a_span_without_a_wording_is_unverifiable(folder: Path) -> None:
    found = verify_raw(folder, [source()], actor({"span": [0, 3]}))
    reason = "the claim has a span, but no wording to compare"
    assert found == [(NAME, "unverifiable", "IT402", reason)]


def test_a_claim_of_an_unknown_source_is_unverifiable(folder: Path) -> None:
    found = verify_raw(folder, [], actor({"span": [0, 3], "wording": "Ein"}))
    reason = "there is no record source/example"
    assert found == [(NAME, "unverifiable", "IT402", reason)]


def test_what_is_computed_is_held_against_the_text(folder: Path) -> None:
    computed = {"source": "source/example", "basis": "computed"}
    own = source(text_length=7)
    own["provenance"]["kind"] = [computed]
    found = verify_raw(folder, [source()], own, actor(computed))
    assert found == [
        (
            "/provenance/kind/0",
            "mismatch",
            "IT404",
            "kind of source/example is not computed from the text of source/example",
        ),
        ("/provenance/text_sha256/0", "verified", None, None),
        ("/provenance/text_length/0", "mismatch", "IT404", "text_length is 7, the text gives 59"),
        (
            NAME,
            "mismatch",
            "IT404",
            "name of actor/example is not computed from the text of source/example",
        ),
    ]
    other = {**source(text_sha256=64 * "0"), "id": "source/other"}
    of_another = verify_raw(folder, [source()], other)
    assert of_another[1:] == [
        (
            f"/provenance/{field}/0",
            "mismatch",
            "IT404",
            f"{field} of source/other is not computed from the text of source/example",
        )
        for field in ("text_sha256", "text_length")
    ]


@pytest.mark.parametrize(
    ("spoil", "code", "absence"),
    [
        (lambda path: path.unlink(), "IT402", "its text is not at hand"),
        (
            lambda path: path.write_bytes(b"Ein"),
            "IT403",
            "its text is another one: the SHA-256 differs",
        ),
        (lambda path: path.write_bytes(b"Ein \xe9"), "IT402", "its text is not UTF-8"),
        (lambda path: (path.unlink(), path.mkdir()), "IT402", "its text cannot be read"),
    ],
)
def test_why_a_text_cannot_be_used_is_said(
    folder: Path, spoil: Callable[[Path], object], code: str, absence: str
) -> None:
    path = folder / "example.txt"
    spoil(path)
    data = dataset(source(), actor({"span": [0, 3], "wording": "Ein"}))
    wanted = (str(Verdict.UNVERIFIABLE), code, f"{absence} ({path})")
    assert {row[1:] for row in reasons(data, folder)} == {wanted}
    record = actor({"wording": "Ein"})
    (left,) = anchor(record, data.__getitem__, Texts(folder)).left
    assert left == Unanchored(NAME, code, f"{absence} ({path})")


def test_a_record_that_fixes_no_text_says_so(folder: Path) -> None:
    record = structure(source(text_sha256=None))
    assert isinstance(record, Source)
    assert Texts(folder).of(record) is Absence.NOT_FIXED
    path = folder / "example.txt"
    found = verify_raw(
        folder, [source(text_sha256=None)], actor({"span": [0, 3], "wording": "Ein"})
    )
    reason = f"its record fixes no text: it has no text_sha256 ({path})"
    assert found == [(NAME, "unverifiable", "IT402", reason)]


def test_a_text_is_read_once(folder: Path) -> None:
    texts, id = Texts(folder), Id("source/example")
    assert texts.path(id) == folder / "example.txt"
    first = texts.at_hand(id)
    texts.path(id).unlink()
    assert texts.at_hand(id) is first
    assert Texts(folder).at_hand(id) is Absence.NOT_AT_HAND


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere"
    with pytest.raises(NotADirectoryError) as raised:
        Texts(path)
    assert str(raised.value) == f"{path} is no folder of source texts (<slug>.txt)"


def located(*records: dict[str, Any]) -> Document:
    """The document of some records, as it is read from a file."""
    text = json.dumps({"schema_version": "1", "records": records}, indent=1)
    (document,) = documents(Input("x.json", text.encode()))
    assert isinstance(document, Document)
    return document


def test_findings_are_each_mismatch_then_each_reason_once(folder: Path) -> None:
    missing = {**source(text_sha256=64 * "0", text_length=9), "id": "source/missing"}
    for claims in missing["provenance"].values():
        claims[0]["source"] = "source/missing"
    records = [
        missing,
        source(),
        actor(
            {"source": "source/missing", "span": [0, 3], "wording": "Ein"},
            {"span": [1, 4], "wording": "Ein"},
            {"span": [4, 8], "wording": "Satz"},
            {"basis": "coded"},
        ),
    ]
    document = located(*records)
    entries = {entry.value["id"]: entry for entry in document.entries}
    structured = [structure(entry.value) for entry in document.entries]
    known: dict[str, Record] = {record.id: record for record in structured}
    verification = verify_records(structured, known.get, Texts(folder))
    assert {verdict: verification.count(verdict) for verdict in Verdict} == {
        Verdict.VERIFIED: 4,
        Verdict.MISMATCH: 1,
        Verdict.UNVERIFIABLE: 4,
    }
    assert verification.without_text == {"coded": 2}
    name = f"its text is not at hand ({folder / 'missing.txt'})"
    mismatch = "“Ein” does not stand at [1, 4); it stands at [0, 3)"
    assert [*verification.findings(entries)] == [
        Finding(
            code="IT401",
            severity=Severity.ERROR,
            message=mismatch,
            place=entries["actor/example"].place("/provenance/name/1"),
            record="actor/example",
            field="name",
        ),
        Finding(
            code="IT402",
            severity=Severity.WARNING,
            message=f"4 claims rest on source/missing: {name}",
            place=entries["source/missing"].place("/provenance/kind/0"),
        ),
    ]


# Anchoring, whole.


def test_candidates_are_shown_with_what_stands_around_them(folder: Path) -> None:
    record = actor({"wording": "sum is"}, {"wording": "nowhere to be found"})
    assert anchor(record, lambda _id: None, Texts(folder)).left == (
        Unanchored(
            NAME,
            "IT405",
            "“sum is” stands 2 times in source/example",
            (
                '"span": [14, 20]  …Ein Satz. The [sum is] 7.5 — or “7 5”? The\u00a0sum is 🙂 …',
                '"span": [41, 47]  …he sum is 7.5 — or “7 5”? The\u00a0[sum is] 🙂 unknown. …',
            ),
        ),
        Unanchored(
            "/provenance/name/1",
            "IT405",
            "“nowhere to be found” stands nowhere in source/example",
        ),
    )


@pytest.mark.parametrize(
    ("times", "said"), [(2, "2 times"), (100, "100 times"), (101, "more than 100 times")]
)
def test_of_many_candidates_the_first_hundred_are_shown(
    folder: Path, times: int, said: str
) -> None:
    (folder / "example.txt").write_bytes(times * b"no ")
    (left,) = anchor(actor({"wording": "no"}), lambda _id: None, Texts(folder)).left
    assert left.reason == f"“no” stands {said} in source/example"
    shown = [candidate.split("  ")[0] for candidate in left.candidates]
    assert shown == [f'"span": [{3 * n}, {3 * n + 2}]' for n in range(min(times, 100))]


@pytest.mark.parametrize("wording", ["", None, 7, ["Ein"]])
def test_a_wording_that_is_none_stands_nowhere(folder: Path, wording: Any) -> None:
    record = actor({"wording": wording})
    (left,) = anchor(record, lambda _id: None, Texts(folder)).left
    assert left == Unanchored(NAME, "IT405", f"“{wording}” stands nowhere in source/example")


def test_a_claim_without_a_source_is_left(folder: Path) -> None:
    record = actor({"wording": "Ein", "source": "example"}, {"wording": "Ein"})
    left = anchor(record, lambda _id: None, Texts(folder)).left
    assert [(claim.pointer, claim.code) for claim in left] == [(NAME, "IT105")]
    assert "example" in left[0].reason
    del record["provenance"]["name"][0]["source"]
    (without,) = anchor(record, lambda _id: None, Texts(folder)).left
    assert (without.pointer, without.code) == (NAME, "IT105")


def test_the_source_that_a_claim_names_is_asked_for(folder: Path) -> None:
    asked: list[str] = []

    def source_of(id: str) -> None:
        asked.append(id)

    anchor(actor({"wording": "7.5"}), source_of, Texts(folder))
    assert asked == ["source/example"]


def test_a_text_that_no_record_fixes_is_used_as_it_lies_there(folder: Path) -> None:
    unfixed = structure(source(text_sha256=None, text_length=None))
    for known in (unfixed, structure(actor({"wording": "7.5"}))):
        record = actor({"wording": "7.5"})
        assert anchor(record, {"source/example": known}.get, Texts(folder)).filled == 1
        assert record["provenance"]["name"][0]["span"] == [21, 24]


def test_claims_are_looked_for_wherever_they_may_stand(folder: Path) -> None:
    def claim() -> dict[str, Any]:
        return {"source": "source/example", "wording": "7.5"}

    value: dict[str, Any] = {
        "provenance": {
            "kind": "no list",
            "status": 7,
            "name": [None, claim()],
            "date": [claim(), claim()],
        },
        "dissents": {"date": [claim()]},
        "others": {"date": [claim()]},
    }
    assert anchor(value, lambda _id: None, Texts(folder)).filled == 4
    assert "span" not in value["others"]["date"][0]
    only = {"provenance": ["no", "object"], "dissents": {"date": [claim()]}}
    assert anchor(only, lambda _id: None, Texts(folder)).filled == 1
    odd: Any
    for odd in (None, [], "provenance", {"provenance": None}):
        assert anchor(odd, lambda _id: None, Texts(folder)).filled == 0


# The text of a source, fixed.


def test_a_text_is_fixed_with_its_claims(folder: Path) -> None:
    value = {"type": "source", "id": "source/example", "provenance": {"kind": []}}
    assert fix_text(value, Texts(folder)) is True
    computed = [{"source": "source/example", "basis": "computed"}]
    assert value == {
        "type": "source",
        "id": "source/example",
        "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "text_length": 59,
        "provenance": {"kind": [], "text_sha256": computed, "text_length": computed},
    }
    bare: dict[str, Any] = {"type": "source", "id": "source/example"}
    assert fix_text(bare, Texts(folder)) is True
    assert bare["provenance"] == {"text_sha256": computed, "text_length": computed}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "source",
        {"id": "source/example"},
        {"type": "actor", "id": "source/example"},
        {"type": "source"},
        {"type": "source", "id": "example"},
        {"type": "source", "id": 7},
        {"type": "source", "id": "source/nowhere"},
        {"type": "source", "id": "source/example", "text_sha256": "", "provenance": {}},
        {"type": "source", "id": "source/example", "provenance": []},
    ],
)
def test_no_other_text_is_fixed(folder: Path, value: Any) -> None:
    before = copy.deepcopy(value)
    assert fix_text(value, Texts(folder)) is False
    if isinstance(value, dict):
        value.pop("provenance", None), before.pop("provenance", None)
    assert value == before
