"""Every claim held against the text it points into: verified, mismatch or unverifiable."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import islice

import attrs

from istanbul_talks.dataset import Dataset
from istanbul_talks.evidence.texts import Absence, SourceText, Texts
from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.io.documents import Entry
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record, Source
from istanbul_talks.model.values import Id, Span
from istanbul_talks.model.vocabulary import Basis


class Verdict(StrEnum):
    """What became of a claim that was held against its text."""

    VERIFIED = "verified"
    MISMATCH = "mismatch"
    UNVERIFIABLE = "unverifiable"


@attrs.frozen(kw_only=True)
class Check:
    """One claim, where it stands, and what holding it against its text showed."""

    record: Id
    pointer: str
    claim: Claim
    verdict: Verdict
    code: str | None = None
    reason: str | None = None


@attrs.frozen
class Verification:
    """The checks of all claims that point into a text, and how many claims point into none.

    ``without_text`` counts those by basis: the codebook's own decisions, external values.
    """

    checks: tuple[Check, ...]
    without_text: Counter[str]

    def count(self, verdict: Verdict) -> int:
        """How many claims had this verdict."""
        return sum(check.verdict is verdict for check in self.checks)

    @property
    def ok(self) -> bool:
        """Whether every claim that points into a text was verified."""
        return all(check.verdict is Verdict.VERIFIED for check in self.checks)

    def findings(self, entries: Mapping[str, Entry]) -> Iterator[Finding]:
        """Each mismatch, then what is unverifiable, once for each reason and with a count.

        ``entries`` says where the records stand, by id.
        """
        reasons: dict[tuple[str, str, str], list[Check]] = {}
        for check in self.checks:
            if check.code is None or check.reason is None:
                continue  # it was verified
            if check.verdict is Verdict.MISMATCH:
                yield _finding(check, check.code, check.reason, entries)
            else:
                reasons.setdefault((check.code, check.claim.source, check.reason), []).append(check)
        for (code, source, reason), checks in reasons.items():
            message = f"{len(checks):,} claims rest on {source}: {reason}"
            finding = _finding(checks[0], code, message, entries)
            yield attrs.evolve(finding, record=None, field=None)


def verify(dataset: Dataset, folder: str | os.PathLike[str]) -> Verification:
    """Hold every claim of a dataset against the texts in a folder of ``<slug>.txt`` files.

    A claim is verified if the characters of its span are its wording, exactly. Without the very
    text that the source's record fixes by its SHA-256, it is unverifiable. Raises
    `NotADirectoryError` if there is no such folder.
    """
    return verify_records(dataset, dataset.sources.get, Texts(folder))


def verify_records(
    records: Iterable[Record], source_of: Callable[[str], Record | None], texts: Texts
) -> Verification:
    """The same for any records; ``source_of`` looks up the source that a claim names."""
    checks: list[Check] = []
    without_text: Counter[str] = Counter()
    for record in records:
        for pointer, field, claim in record.claims():
            source = source_of(claim.source)
            if claim.span is None and claim.basis is not Basis.COMPUTED:
                without_text[claim.basis] += 1
                continue
            verdict, code, reason = _hold(record, field, claim, source, texts)
            checks.append(
                Check(
                    record=record.id,
                    pointer=pointer,
                    claim=claim,
                    verdict=verdict,
                    code=code,
                    reason=reason,
                )
            )
    return Verification(tuple(checks), without_text)


def _finding(check: Check, code: str, message: str, entries: Mapping[str, Entry]) -> Finding:
    return Finding(
        code=code,
        severity=CATALOGUE[code].severity,
        message=message,
        place=entries[check.record].place(check.pointer),
        record=check.record,
        field=check.pointer.split("/")[2],
    )


_Held = tuple[Verdict, str | None, str | None]


def _hold(record: Record, field: str, claim: Claim, source: Record | None, texts: Texts) -> _Held:
    if not isinstance(source, Source):
        return Verdict.UNVERIFIABLE, "IT402", f"there is no record {claim.source}"
    text = texts.of(source)
    if isinstance(text, Absence):
        code = "IT403" if text is Absence.OTHER_TEXT else "IT402"
        return Verdict.UNVERIFIABLE, code, f"{text} ({texts.path(source.id)})"
    if claim.span is None:
        return _hold_computed(record, field, source, text)
    return _hold_wording(claim.span, claim.wording, text.text)


def _hold_wording(span: Span, wording: str | None, text: str) -> _Held:
    if wording is None:
        return Verdict.UNVERIFIABLE, "IT402", "the claim has a span, but no wording to compare"
    start, end = span
    if text[start:end] == wording and end <= len(text):
        return Verdict.VERIFIED, None, None
    places = [f"[{a}, {b})" for a, b in islice(occurrences(text, wording), 5)]
    where = "it stands at " + ", ".join(places) if places else "it stands nowhere in the text"
    return Verdict.MISMATCH, "IT401", f"“{wording}” does not stand at [{start}, {end}); {where}"


def _hold_computed(record: Record, field: str, source: Source, text: SourceText) -> _Held:
    computed = {"text_sha256": text.sha256, "text_length": text.length}
    if record.id != source.id or field not in computed:
        reason = f"{field} of {record.id} is not computed from the text of {source.id}"
        return Verdict.MISMATCH, "IT404", reason
    held = getattr(record, field)
    if held != computed[field]:
        return Verdict.MISMATCH, "IT404", f"{field} is {held}, the text gives {computed[field]}"
    return Verdict.VERIFIED, None, None


def occurrences(text: str, wording: str) -> Iterator[Span]:
    """Every place, overlapping ones too, at which a wording stands in a text."""
    start = text.find(wording)
    while start >= 0:
        yield Span(start, start + len(wording))
        start = text.find(wording, start + 1)
