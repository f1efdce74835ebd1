"""The codebook as a page: every type, field and term, with an example from the data."""

from collections.abc import Iterator

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.codebook import Table, contents, tables
from istanbul_talks.loading import load
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS, ListShape, Shape, TermShape, vocabulary_name

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
    """The first of each; dissents last, so that an example is an adopted value if there is one."""
    found: Examples = {}
    for record in talks:
        shape = RECORDS[record.type]
        for name, claims in record.provenance.items():
            for claim in claims:
                _of_claim(found, record, name, claim)
                _of_value(found, record, shape[name].shape, name, claim)
    for record in talks:
        for name, dissents in record.dissents.items():
            for dissent in dissents:
                _of_claim(found, record, name, dissent)
                found.setdefault(("dissent", "value"), _shown(record, name, dissent.value))
    return found


def _of_value(found: Examples, record: Record, shape: Shape, name: str, claim: Claim) -> None:
    value = getattr(record, name) if claim.element is None else claim.element
    words = f" “{claim.wording}”" if claim.wording else ""
    found.setdefault((record.type, name), f"{_text(value)}:{words} ({record.id})")
    item = shape.item if isinstance(shape, ListShape) else shape
    if isinstance(item, TermShape) and not isinstance(value, tuple):
        table = vocabulary_name(item.vocabulary)
        found.setdefault((table, str(value)), f"{record.id}:{words}")
    unit = getattr(value, "unit", None)
    if unit is not None:
        found.setdefault(("unit", str(unit)), f"{record.id}:{words}")
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
    words = f" “{claim.wording}”" if claim.wording else ""
    found.setdefault(("basis", str(claim.basis)), f"{record.id}, {name}:{words}")
    for hedge in claim.hedge:
        found.setdefault(("hedge", str(hedge)), f"{record.id}, {name}:{words}")


def _shown(record: Record, name: str, held: object) -> str:
    return f"{_text(held)} ({record.id}, {name})"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        shown = [str(item) for item in value[:2]]
        return ", ".join([*shown, *(["…"] if len(value) > 2 else [])])
    return str(value)
