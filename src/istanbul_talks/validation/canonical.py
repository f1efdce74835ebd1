"""The facts of the canonical dataset, into which references of outside data may lead."""

import functools

import msgspec

from istanbul_talks.derived.structs import record_decoder
from istanbul_talks.io.resources import DOCUMENTS, document
from istanbul_talks.validation.facts import Facts


class _Document(msgspec.Struct):
    records: list[msgspec.Raw]


@functools.cache
def canonical_facts() -> Facts:
    """What validation must know of the records that the package ships, which are valid."""
    decode, facts = record_decoder(), Facts()
    for name in DOCUMENTS:
        for raw in msgspec.json.decode(document(name), type=_Document).records:
            facts.add(decode(raw), 0)
    return facts
