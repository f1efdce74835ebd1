"""The aid without which nobody codes by hand: wordings to spans.

Coders write the wording; the span of every claim whose wording stands once in its source is filled
in, and where it stands more than once, the candidates are listed for the coder to choose.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import attrs

from istanbul_talks.evidence.texts import Absence, Texts
from istanbul_talks.evidence.verification import occurrences
from istanbul_talks.model.records import Record, Source
from istanbul_talks.model.values import Id, Span

MOST = 100
"""How many candidates are looked for: who has more wants a longer wording."""

CONTEXT = 30
"""How many characters of the text are shown on either side of a candidate."""


@attrs.frozen
class Unanchored:
    """A claim whose span could not be filled in: its JSON Pointer, why, and where it might be."""

    pointer: str
    code: str
    reason: str
    candidates: tuple[str, ...] = ()


@attrs.frozen
class Anchoring:
    """How many spans were filled in, and the claims that were left."""

    filled: int
    left: tuple[Unanchored, ...]


def anchor(value: Any, source_of: Callable[[str], Record | None], texts: Texts) -> Anchoring:
    """Fill in, in the JSON value of a record, the span of every claim that has only a wording.

    Claims that have a span are left as they are, right or wrong.
    """
    filled, left = 0, []
    for pointer, claim in _raw_claims(value):
        if "wording" not in claim or "span" in claim:
            continue
        found = _find(pointer, claim, source_of, texts)
        if isinstance(found, Span):
            claim["span"] = list(found)
            filled += 1
        else:
            left.append(found)
    return Anchoring(filled, tuple(left))


def fix_text(value: Any, texts: Texts) -> bool:
    """Fill in, in the JSON value of a source whose text is at hand, what fixes that text.

    That is its hash and its length, with their claims; whether they were filled in. A source that
    fixes a text already is left as it is, right or wrong.
    """
    if not isinstance(value, dict) or value.get("type") != "source" or "text_sha256" in value:
        return False
    try:
        text = texts.at_hand(Id(str(value.get("id"))))
    except ValueError:
        return False
    provenance = value.setdefault("provenance", {})
    if isinstance(text, Absence) or not isinstance(provenance, dict):
        return False
    value["text_sha256"], value["text_length"] = text.sha256, text.length
    for field in ("text_sha256", "text_length"):
        provenance[field] = [{"source": value["id"], "basis": "computed"}]
    return True


def _find(
    pointer: str, claim: dict[str, Any], source_of: Callable[[str], Record | None], texts: Texts
) -> Span | Unanchored:
    try:
        id = Id(str(claim.get("source")))
    except ValueError as error:
        return Unanchored(pointer, "IT105", str(error))
    source = source_of(id)
    fixed = isinstance(source, Source) and source.text_sha256 is not None
    text = texts.of(source) if fixed and isinstance(source, Source) else texts.at_hand(id)
    if isinstance(text, Absence):
        code = "IT403" if text is Absence.OTHER_TEXT else "IT402"
        return Unanchored(pointer, code, f"{text} ({texts.path(id)})")
    wording = claim["wording"]
    found = occurrences(text.text, wording) if isinstance(wording, str) and wording else iter(())
    spans = [*islice(found, MOST)]
    more = any(True for _ in found)
    if len(spans) == 1:
        return spans[0]
    often = f"more than {MOST}" if more else len(spans)
    times = f"{often} times" if spans else "nowhere"
    candidates = tuple(_candidate(text.text, span) for span in spans)
    return Unanchored(pointer, "IT405", f"“{wording}” stands {times} in {id}", candidates)


def _candidate(text: str, span: Span) -> str:
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    shown = f"…{before}[{text[span.start : span.end]}]{after}…".replace("\n", " ")
    return f'"span": [{span.start}, {span.end}]  {shown}'


def _raw_claims(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(value, dict):
        return
    for part in ("provenance", "dissents"):
        by_field = value.get(part)
        for field, claims in by_field.items() if isinstance(by_field, dict) else ():
            for index, claim in enumerate(claims if isinstance(claims, list) else ()):
                if isinstance(claim, dict):
                    yield f"/{part}/{field}/{index}", claim
