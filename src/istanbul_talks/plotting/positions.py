"""Positions: a matrix of issues and parties, with what each demanded, offered, refused, agreed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Agreement, Demand, Record, Statement
from istanbul_talks.model.vocabulary import Issue
from istanbul_talks.plotting.backing import Row, backing
from istanbul_talks.plotting.captions import caption
from istanbul_talks.plotting.data import Data
from istanbul_talks.plotting.matrix import matrix
from istanbul_talks.plotting.naming import name_of, own_name
from istanbul_talks.plotting.picture import Frame, Json, counted, picture
from istanbul_talks.plotting.stances import Stance, stance_of
from istanbul_talks.plotting.states import states

_KEY = (
    "A number stands for several positions. Hollow: what a source says instead of the term that "
    "the data adopt. Columns stand under the state that a party is or acts for."
)

NO_STATE = "For no state"
"""Where parties stand that act for no state by the word of the data."""


def specification(dataset: Data, *, width: int = 900) -> Json:
    """The matrix as a Vega-Lite specification, ``width`` pixels wide.

    A row of the data is one record's word on one issue, for one party; marks count these.
    `istanbul_talks.plotting.stances` says which term means what.
    """
    rows: list[Row] = []
    undrawn: list[Row] = []
    state = states(dataset)
    for row in _rows(dataset):
        missing = [what for what in ("issue", "party") if not row[what]]
        if missing:
            undrawn.append({**row, "reason": f"no {' and no '.join(missing)}"})
            continue
        party = str(row["party"])
        row["side"] = name_of(dataset, state[party]) if party in state else NO_STATE
        name = row["party_name"] = name_of(dataset, party)
        row["party_heading"] = f"{name} ({row['side']})" if name != row["side"] else name
        row["issue_name"] = Issue(str(row["issue"])).label
        rows.append(row)
    _order(rows)
    notes = [_KEY]
    if undrawn:
        notes.append(f"No issue or no party, and not shown: {counted(undrawn)}.")
    shown = [dataset[str(id)] for id in dict.fromkeys(row["record"] for row in rows)]
    frame = Frame(width, left=150)
    return picture(
        "Positions",
        [matrix(rows, frame)] if rows else [],
        frame=frame,
        caption=caption(dataset, shown, notes, width),
        datasets={"rows": rows, "undrawn": undrawn},
    )


def _order(rows: list[Row]) -> None:
    """Sides and parties with most positions come first, those for no state last."""
    sides = Counter(row["side"] for row in rows)
    parties = Counter(row["party_name"] for row in rows)

    def key(row: Row) -> tuple[str | int | bool | float | None, ...]:
        side, party = row["side"], row["party_name"]
        return (side == NO_STATE, -sides[side], side, -parties[party], party)

    rows.sort(key=key)


def _rows(dataset: Data) -> Iterator[Row]:
    """A row for each party, issue and term of a record, as adopted and as said instead."""
    ranks = {stance: rank for rank, stance in enumerate(Stance)}
    for record in (
        *dataset.demands.values(),
        *dataset.agreements.values(),
        *dataset.statements.values(),
    ):
        for term, claims, adopted in _terms(record):
            stance = stance_of(term)
            if stance is None:
                continue
            for issue in dict.fromkeys(_issues(dataset, record)):
                for party in _parties(record):
                    yield {
                        "record": record.id,
                        "type": record.type,
                        "label": own_name(record),
                        "issue": issue,
                        "party": party,
                        "stance": stance.label,
                        "rank": ranks[stance],
                        "term": term.label,
                        "adopted": int(adopted),
                        "date": getattr(record, "date", None),
                        **backing(dataset, claims),
                    }


def _terms(record: Record) -> Iterator[tuple[Any, Sequence[Claim], bool]]:
    """The term that says what a record does, with its claims, and what sources say instead."""
    field = {Demand.type: "kind", Agreement.type: "status", Statement.type: "act"}[record.type]
    yield getattr(record, field), record.provenance.get(field, ()), True
    for dissent in record.dissents.get(field, ()):
        yield dissent.value, (dissent,), False


def _issues(dataset: Data, record: Record) -> Iterator[Issue | None]:
    """The issue of a position or agreement; of a statement, those of what it answers."""
    if isinstance(record, Demand | Agreement):
        yield record.issue
    if isinstance(record, Statement):
        for id in record.about:
            answered = dataset[id] if id in dataset else None  # noqa: SIM401 - no mapping
            if isinstance(answered, Demand | Agreement):
                yield answered.issue


def _parties(record: Record) -> Sequence[str | None]:
    match record:
        case Agreement():
            return record.parties or (None,)
        case Statement():
            return (record.attributed_to or record.speaker,)
        case Demand():
            return (record.party,)
        case _:
            return ()
