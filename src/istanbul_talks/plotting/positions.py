"""Positions: a matrix of issues and parties, with what each demanded, offered, refused, agreed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Agreement, Demand, Record
from istanbul_talks.plotting.backing import Row, backing
from istanbul_talks.plotting.captions import caption
from istanbul_talks.plotting.naming import name_of, own_name, shortened
from istanbul_talks.plotting.picture import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    WORDS,
    Json,
    counted,
    picture,
    tooltip,
)
from istanbul_talks.plotting.stances import OF_ACT, OF_DEMAND, OF_STATUS, Stance

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset

_SHAPES = {
    Stance.DEMANDED: ("triangle-up", ORANGE),
    Stance.PROPOSED: ("diamond", PURPLE),
    Stance.OFFERED: ("circle", BLUE),
    Stance.RESERVED: ("square", GREY),
    Stance.ACCEPTED: ("triangle-down", GREEN),
    Stance.REFUSED: ("cross", ORANGE),
    Stance.AGREED: ("wedge", GREEN),
    Stance.UNSETTLED: ("stroke", GREY),
}


def specification(dataset: "Dataset", *, width: int = 900) -> Json:
    """The matrix as a Vega-Lite specification, ``width`` pixels wide."""
    rows: list[Row] = []
    undrawn: list[Row] = []
    for record, issue, party, stance, claims in _stances(dataset):
        row: Row = {
            "record": record.id,
            "type": record.type,
            "label": own_name(record),
            "stance": stance,
            "party": party,
            "date": getattr(record, "date", None),
            **backing(dataset, claims),
        }
        if issue is None or party is None:
            undrawn.append({**row, "reason": "no party" if party is None else "no issue"})
            continue
        rows.append(
            {
                **row,
                "issue": issue,
                "issue_label": issue.replace("_", " "),
                "party_label": shortened(name_of(dataset, party), 24),
            }
        )
    notes = (
        [f"Not drawn, because issue or party is not said: {counted(undrawn)}."] if undrawn else []
    )
    shown = [dataset[str(row["record"])] for row in rows]
    return picture(
        "Positions",
        f"{len(rows)} positions by issue and party",
        [_matrix(rows, width)] if rows else [],
        caption=caption(dataset, shown, notes, width),
        datasets={"rows": rows, "undrawn": undrawn},
    )


_Found = tuple[Record, str | None, str | None, Stance, Sequence[Claim]]


def _stances(dataset: "Dataset") -> Iterator[_Found]:
    for demand in dataset.demands.values():
        stance = OF_DEMAND[demand.kind]
        yield demand, demand.issue, demand.party, stance, demand.provenance.get("kind", ())
    for agreement in dataset.agreements.values():
        stance = OF_STATUS.get(agreement.status, Stance.UNSETTLED)
        claims = agreement.provenance.get("status", ())
        for party in agreement.parties or (None,):
            yield agreement, agreement.issue, party, stance, claims
    for statement in dataset.statements.values():
        if statement.act not in OF_ACT:
            continue
        party = statement.attributed_to or statement.speaker
        for id in statement.about:
            record = dataset[id] if id in dataset else None  # noqa: SIM401 - no mapping
            if isinstance(record, Demand | Agreement):
                claims = statement.provenance.get("act", ())
                yield statement, record.issue, party, OF_ACT[statement.act], claims


def _matrix(rows: Sequence[Row], width: int) -> Json:
    stances = [*Stance]
    shapes = [_SHAPES[stance][0] for stance in stances]
    colors = [_SHAPES[stance][1] for stance in stances]
    parties = [*dict.fromkeys(str(row["party_label"]) for row in rows)]
    cell = max(64, (width - 180) // max(1, len(parties)))
    base = {
        "x": {
            "field": "party_label",
            "type": "nominal",
            "sort": parties,
            "axis": {"title": None, "orient": "top", "labelAngle": 0, "labelLimit": cell},
            "scale": {"paddingInner": 0.15},
        },
        "xOffset": {
            "field": "stance",
            "type": "nominal",
            "sort": stances,
            "scale": {"domain": stances},
        },
        "y": {
            "field": "issue_label",
            "type": "nominal",
            "axis": {"title": None, "grid": True, "tickBand": "extent"},
        },
        "tooltip": tooltip(
            issue_label="issue",
            party_label="party",
            stance="position",
            number="how many",
            what="what",
        ),
    }
    return {
        "width": cell * len(parties),
        "height": {"step": 26},
        "transform": [
            {
                "aggregate": [
                    {"op": "count", "as": "number"},
                    {"op": "values", "as": "all"},
                ],
                "groupby": ["issue", "issue_label", "party", "party_label", "stance"],
            },
            {"calculate": "join(pluck(datum.all, 'record'), ' ')", "as": "records"},
            {"calculate": "join(slice(pluck(datum.all, 'label'), 0, 8), ' · ')", "as": "what"},
        ],
        "layer": [
            {
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                "encoding": {
                    **base,
                    "shape": {
                        "field": "stance",
                        "type": "nominal",
                        "scale": {"domain": stances, "range": shapes},
                        "legend": {"title": None, "orient": "top"},
                    },
                    "color": {
                        "field": "stance",
                        "type": "nominal",
                        "scale": {"domain": stances, "range": colors},
                        "legend": {"title": None, "orient": "top"},
                    },
                },
            },
            {
                "transform": [{"filter": "datum.number > 1"}],
                "mark": {**WORDS, "dy": -9, "fontSize": 8},
                "encoding": {**base, "text": {"field": "number"}},
            },
        ],
    }
