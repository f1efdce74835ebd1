"""The codebook as a page: every type, field and term, with an example from the data."""

from collections.abc import Iterator

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.codebook import Table, contents, tables
from istanbul_talks.loading import load
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS, ListShape, Shape, TermShape, vocabulary_name
from istanbul_talks.model.vocabulary import Basis

Examples = dict[tuple[str, str], str]
"""By table and row: an example from the data."""


def codebook_page(command: str) -> str:
    """The text of docs/codebook.md."""
    examples = _examples(load())
    lines = [
        "# Codebook\n",
        f"Derived from the model and the data by `{command}`; offline: `istanbul-talks ref`.\n",
        *_rows(contents(), {}),
    ]
    for table in tables():
        lines += [f"\n## {table.name}\n\n{table.doc}\n", *_rows(table, examples)]
    return "\n".join(lines) + "\n"


def _rows(table: Table, examples: Examples) -> Iterator[str]:
    columns = [*table.columns, *(["example"] if examples else [])]
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in table.rows:
        example = [examples.get((table.name, row[0]), "–")] if examples else []
        yield f"| {' | '.join(_cell(cell) for cell in (*row, *example))} |"


def _cell(text: str) -> str:
    return text.replace("|", "&#124;")


def _examples(talks: Dataset) -> Examples:
    """The first of each with words or an entry behind it, or else the first; dissents last."""
    found: Examples = {}
    adopted = [
        (record, name, claim)
        for record in talks
        for name, claims in record.provenance.items()
        for claim in claims
    ]
    for record, name, claim in sorted(adopted, key=lambda each: not _behind(each[2])):
        _of_claim(found, record, name, claim)
        _of_value(found, record, RECORDS[record.type][name].shape, name, claim)
    for record in talks:
        for name, dissents in record.dissents.items():
            for dissent in dissents:
                _of_claim(found, record, name, dissent)
                found.setdefault(("dissent", "value"), _shown(record, name, dissent.value))
    return found


def _of_value(found: Examples, record: Record, shape: Shape, name: str, claim: Claim) -> None:
    value = getattr(record, name) if claim.element is None else claim.element
    behind = _behind(claim)
    found.setdefault((record.type, name), f"{_text(value)}{behind} ({record.id})")
    item = shape.item if isinstance(shape, ListShape) else shape
    if isinstance(item, TermShape) and not isinstance(value, tuple):
        table = vocabulary_name(item.vocabulary)
        found.setdefault((table, str(value)), f"{record.id}{behind}")
    unit = getattr(value, "unit", None)
    if unit is not None:
        found.setdefault(("unit", str(unit)), f"{record.id}{behind}")
        for part in ("low", "best", "high", "unit"):
            held = getattr(value, part)
            if held is not None:
                found.setdefault(("quantity", part), _shown(record, name, held))


def _of_claim(found: Examples, record: Record, name: str, claim: Claim) -> None:
    table = "claim" if type(claim) is Claim else "dissent"
    for part in ("source", "span", "wording", "element", "claimant", "via", "hedge", "quoted"):
        held = getattr(claim, part)
        if held not in (None, ()):
            found.setdefault((table, part), _shown(record, name, held))
    for part in ("basis", "note"):
        if getattr(claim, part):
            found.setdefault((table, part), _shown(record, name, getattr(claim, part)))
    behind = _behind(claim)
    found.setdefault(("basis", str(claim.basis)), f"{record.id}, {name}{behind}")
    for hedge in claim.hedge:
        found.setdefault(("hedge", str(hedge)), f"{record.id}, {name}{behind}")


def _behind(claim: Claim) -> str:
    """The words of a claim, or the entry of a reference work that it rests on."""
    if claim.wording:
        return f": “{claim.wording}”"
    return f": {claim.note}" if claim.basis is Basis.EXTERNAL and claim.note else ""


def _shown(record: Record, name: str, held: object) -> str:
    return f"{_text(held)} ({record.id}, {name})"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        shown = [str(item) for item in value[:2]]
        return ", ".join([*shown, *(["…"] if len(value) > 2 else [])])
    return str(value)
