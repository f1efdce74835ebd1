"""Examples of the catalogue, completed: they leave out the claims that do not matter for a rule."""

import json
from collections.abc import Iterator
from typing import Any

from istanbul_talks.model.shapes import RECORDS

Json = dict[str, Any]

CODED = {"source": "source/istanbul-talks-codebook", "basis": "coded"}
"""The claim of a value for which no text is needed."""

SOURCE = {
    "type": "source",
    "id": "source/example",
    "kind": "news_article",
    "text_length": 1000,
    "text_sha256": 64 * "0",
    "parts": [{"kind": "headline", "span": [0, 50]}],
}
"""What examples with a span point into."""


def complete(example: str, *, claims: bool = True) -> str:
    """The text of a dataset document that holds an example, with what it leaves out.

    That is a claim for every field (unless ``claims`` is False) and ``source/example``. A document
    stays as it is.
    """
    value = json.loads(example)
    if "records" in value:
        return example
    texts = [*record_texts(example)]
    if f'"id": "{SOURCE["id"]}"' not in example:
        texts.append(claimed(json.dumps(SOURCE)))
    records = [claimed(text) for text in texts] if claims else texts
    return f'{{"schema_version": "1", "records": [{", ".join(records)}]}}'


def record_texts(example: str) -> Iterator[str]:
    """The text of each record, untouched: to parse and write it would lose a repeated key."""
    if not example.startswith("["):
        yield example
        return
    end = 0
    while example[end] != "]":
        start = example.index("{", end)
        _, end = json.JSONDecoder().raw_decode(example, start)
        yield example[start:end]


def claimed(text: str) -> str:
    """The text of a record with a claim for every field that has none."""
    record = json.loads(text)
    given = record.get("provenance", {})
    claims = {name: _claims(record, name) for name in _fields(record) if name not in given}
    if "provenance" in record:
        return json.dumps(record | {"provenance": given | claims})
    return f'{text[:-1]}, "provenance": {json.dumps(claims)}}}'


def _fields(record: Json) -> list[str]:
    """The fields that a record has and that the model knows: no others take claims."""
    shape = RECORDS.get(record["type"])
    return [name for name in record if shape and name in shape]


def _claims(record: Json, name: str) -> list[Json]:
    if record["type"] == "figure" and name == "quantity" and "claimant" in record:
        return [{**CODED, "claimant": record["claimant"]}]
    if RECORDS[record["type"]][name].element is None or not record[name]:
        return [CODED]
    return [{**CODED, "element": element} for element in dict.fromkeys(record[name])]
