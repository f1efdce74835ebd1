"""The third round on top of the canonical dataset: checked, merged, drawn, exported, cited.

Run ``python round_3.py FOLDER``; the folder must not exist yet.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import istanbul_talks as it
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

DATA = Path(__file__).parent / "data"

UNITS = {
    it.Unit.PERSON: "Prisoners of war and civilians",
    it.Unit.BODY: "Remains of the fallen",
}
"""What is drawn: how many people, and how many of the dead."""

EXPORTS = {"sqlite": "round-3.db", "jsonl": "round-3.jsonl", "bibtex": "round-3.bib"}


class Said(NamedTuple):
    """One number about one thing, by whom, and the sources that report it."""

    thing: str
    quantity: it.Quantity
    claimant: str | None
    """None where the sources say it in their own voice."""
    counting: str | None
    sources: tuple[str, ...]


def merged() -> it.Dataset:
    """The canonical dataset with this round in it. Raises if either is not valid."""
    result = it.merge(it.load(), it.read(DATA))
    if result.conflicts:  # there are none now; whoever adds data decides about new ones
        raise ValueError("\n".join(map(str, result.conflicts)))
    return result.dataset


def numbers(talks: it.Dataset) -> list[Said]:
    """Every number of people or of the dead, those about one thing side by side.

    What an agreement or a demand holds is left out where figures count the same thing: they also
    say over whom it counts. Nothing is summed, averaged or chosen from.
    """
    counted = {figure.about for figure in talks.figures.values()}
    others: list[it.Agreement | it.Demand] = [*talks.agreements.values(), *talks.demands.values()]
    found = [
        *(said for figure in talks.figures.values() for said in _said(figure.about, figure)),
        *(
            said
            for record in others
            if record.id not in counted
            for said in _said(record.id, record)
        ),
    ]
    return sorted(found, key=lambda said: (said.thing, said.claimant or "", said.sources))


def _said(thing: str, record: it.Figure | it.Agreement | it.Demand) -> Iterator[Said]:
    """What is said in the field ``quantity``: the value that is adopted, and its dissents."""
    claims: list[tuple[it.Quantity, it.Claim]] = [
        (dissent.value, dissent) for dissent in record.dissents.get("quantity", ())
    ]
    if record.quantity is not None:  # none is adopted where all stand side by side
        claims = [*((record.quantity, c) for c in record.provenance["quantity"]), *claims]
    by: dict[tuple[it.Quantity, str | None], list[str]] = {}
    for quantity, claim in claims:
        if quantity.unit in UNITS:
            by.setdefault((quantity, claim.claimant), []).append(claim.source)
    counting = getattr(record, "counting", None)
    for (quantity, claimant), sources in by.items():
        yield Said(thing, quantity, claimant, counting, tuple(dict.fromkeys(sources)))


def draw(talks: it.Dataset) -> Figure:
    """Who says how many, a panel for the living and one for the dead.

    A dot is a number as claimed; an arrow begins at a bound and points to where the number may lie.
    """
    said = {unit: [s for s in numbers(talks) if s.quantity.unit is unit] for unit in UNITS}
    heights = [max(1, len(rows) + len({row.thing for row in rows})) for rows in said.values()]
    figure = Figure(figsize=(11, 1.2 + 0.26 * sum(heights)), layout="constrained")
    panels = figure.subplots(len(UNITS), squeeze=False, height_ratios=heights)[:, 0]
    for panel, (unit, rows) in zip(panels, said.items(), strict=True):
        panel.set_title(UNITS[unit], loc="left", weight="bold")
        _draw_rows(panel, talks, rows)
    return figure


def _draw_rows(panel: Axes, talks: it.Dataset, rows: Iterable[Said]) -> None:
    labels: list[str] = []
    titles: list[int] = []
    for thing, group in groupby(rows, key=lambda row: row.thing):
        titles.append(len(labels))
        labels.append(_title(talks, thing))
        for row in group:
            _mark(panel, row.quantity, len(labels))
            labels.append(_who(talks, row))
    panel.set_yticks(range(len(labels)), labels)
    texts = panel.get_yticklabels()
    for y in titles:
        texts[y].set_fontweight("bold")
    panel.set_ylim(max(1, len(labels)) - 0.5, -0.5)
    panel.set_xlim(left=0)
    panel.margins(x=0.15)
    panel.grid(axis="x", alpha=0.3)
    panel.tick_params(axis="y", length=0)
    panel.spines[["top", "right", "left"]].set_visible(False)


def _mark(panel: Axes, quantity: it.Quantity, y: int) -> None:
    low, best, high = quantity.low, quantity.best, quantity.high
    if low is not None and high is not None:
        panel.hlines(y, low, high, color="C0")
    elif low is not None:
        panel.plot(low, y, marker=9, color="C0", linestyle="")  # caret to the right: or more
    elif high is not None:
        panel.plot(high, y, marker=8, color="C0", linestyle="")  # caret to the left: or fewer
    if best is not None:
        panel.plot(best, y, marker="o", color="C0", linestyle="")
    end = max(bound for bound in (low, best, high) if bound is not None)
    number = str(quantity).removesuffix(f" {quantity.unit}")
    panel.annotate(number, (end, y), xytext=(10, 0), textcoords="offset points", va="center")


def _title(talks: it.Dataset, thing: str) -> str:
    """What the numbers are about, in few words, and at which round it came up."""
    if thing not in talks:
        return thing
    record = talks[thing]
    text = getattr(record, "name", None) or getattr(record, "summary", None) or thing
    meeting = getattr(record, "meeting", None) or getattr(record, "raised_at", None)
    held = talks.meetings.get(meeting) if meeting else None
    return _short(f"{text} (round {held.round})" if held and held.round else text)


def _who(talks: it.Dataset, said: Said) -> str:
    actor = talks.actors.get(said.claimant) if said.claimant else None
    name = actor.name if actor else said.claimant or "own voice"
    sources = ", ".join(source.partition("/")[2] for source in said.sources)
    counting = f", {it.Counting(said.counting).label}" if said.counting else ""
    return _short(f"{name}{counting} [{sources}]")


def _short(text: str) -> str:
    """A text for a label: TeX is not meant by a dollar sign, nor a whole line by a summary."""
    text = text if len(text) <= 80 else f"{text[:79]}…"
    return text.replace("$", r"\$")


def main(folder: Path) -> None:
    """Write the picture, the exports and the references of what the round rests on."""
    folder.mkdir()
    talks, mine = merged(), it.read(DATA)
    with rc_context({"svg.hashsalt": "round-3", "font.size": 9}):  # the same bytes every time
        draw(talks).savefig(folder / "who-says-how-many.svg", metadata={"Date": None})
    for target, name in EXPORTS.items():
        it.export(talks, target, folder / name)
    (folder / "references.txt").write_text(f"{it.cite(mine)}\n", "utf-8")
    print(f"{talks}\n{len(mine)} records of this round; written to {folder}:")
    print("\n".join(sorted(path.name for path in folder.iterdir())))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python round_3.py FOLDER")
    main(Path(sys.argv[1]))
