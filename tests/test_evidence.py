"""Claims held against texts, and wordings anchored in them."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import istanbul_talks as it
from istanbul_talks.evidence.anchoring import anchor
from istanbul_talks.evidence.texts import Texts
from istanbul_talks.evidence.verification import Verdict, occurrences, verify

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
    found = [*occurrences(text, wording)]
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
