"""The thirteen record types.

Records are flat: a field holds one value, a value object, or a tuple of ids, terms or short texts.
What would be a nested fact is a record of its own, so that every fact has a field, every field has
provenance, and every collection is a table. To add a field, add it here; all else is derived.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

import attrs

from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.constraints import Bounds, Doc, Ref, Text
from istanbul_talks.model.values import (
    MAX_NUMBER,
    Coordinates,
    Count,
    Edtf,
    Id,
    LongText,
    Part,
    Quantity,
    ShortText,
    Span,
)
from istanbul_talks.model.vocabulary import (
    Act,
    ActorKind,
    AffiliationKind,
    AgreementKind,
    AgreementStatus,
    Combination,
    Counting,
    DemandKind,
    DisagreementKind,
    DocumentDelivery,
    DocumentKind,
    EventKind,
    EventMethod,
    EventStatus,
    FigureMethod,
    Issue,
    Item,
    Measure,
    MeetingFormat,
    MeetingKind,
    MeetingOutcome,
    MeetingStatus,
    ParticipationLevel,
    ParticipationRole,
    ParticipationStatus,
    PersonCategory,
    PlaceKind,
    Purpose,
    Reciprocity,
    SourceKind,
    TargetType,
    Timing,
    Treatment,
)

Language = Annotated[
    str,
    Text(
        max_length=35,
        pattern="[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",
        title="a language tag (BCP 47), such as en or uk",
        example="und",
    ),
]
Url = Annotated[
    str,
    Text(
        max_length=2000,
        pattern='https?://[^\\s\\u0000-\\u0020"<>\\\\^`{|}]+',
        title="a web address that begins with http:// or https://",
        example="https://example.org/todo",
    ),
]
Sha256 = Annotated[
    str,
    Text(
        max_length=64,
        pattern="[0-9a-f]{64}",
        title="a SHA-256 hash: 64 hexadecimal digits",
        example=64 * "0",
    ),
]
CountryCode = Annotated[
    str,
    Text(
        max_length=2,
        pattern="[A-Z]{2}",
        title="a country code (ISO 3166-1 alpha-2)",
        example="ZZ",
    ),
]
FieldName = Annotated[
    str,
    Text(max_length=40, pattern="[a-z][a-z0-9_]*", title="the name of a field", example="todo"),
]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Record:
    """What all records share: an id, and behind every field its claims and dissents.

    ``provenance`` maps the name of a field to the claims for its value, ``dissents`` to what other
    sources say instead. A field with dissents but no value is contested: none was adopted.
    """

    id: Id
    provenance: Mapping[str, tuple[Claim, ...]] = attrs.field(factory=dict)
    dissents: Mapping[str, tuple[Dissent, ...]] = attrs.field(factory=dict)

    type: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.type = cls.__name__.lower()

    # Written once here: generated for each of thirteen types, they would double the import time.

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        names = attrs.fields_dict(type(self))
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __hash__(self) -> int:
        return hash((type(self), *(value for _, value in self._own())))

    def __repr__(self) -> str:
        held = (f"{name}={value!r}" for name, value in self._own() if value not in (None, ()))
        return f"{type(self).__name__}({', '.join(held)})"

    def _repr_html_(self) -> str:
        from istanbul_talks.model.html import record_html

        return record_html(self)

    def _own(self) -> Iterator[tuple[str, Any]]:
        """The id and the fields, without the claims behind them."""
        for name in attrs.fields_dict(type(self)):
            if name not in ("provenance", "dissents"):
                yield name, getattr(self, name)

    def claims(self) -> Iterator[tuple[str, str, Claim]]:
        """Every claim, then every dissent: its JSON Pointer in the record, its field, itself."""
        for part, by_field in (("provenance", self.provenance), ("dissents", self.dissents)):
            for field, claims in by_field.items():
                for index, claim in enumerate(claims):
                    yield f"/{part}/{field}/{index}", field, claim


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Source(Record):
    """A text, picture or data set that claims rest on."""

    kind: Annotated[SourceKind, Doc("What sort of source it is.")]
    title: Annotated[ShortText | None, Doc("Its title, as printed.")] = None
    publisher: Annotated[Id | None, Ref("actor"), Doc("Who published it.")] = None
    authors: Annotated[tuple[ShortText, ...], Doc("Who made it, as named in its byline.")] = ()
    contributors: Annotated[
        tuple[ShortText, ...], Doc("Who else contributed, as named by the source.")
    ] = ()
    published: Annotated[Edtf | None, Doc("When it was published.")] = None
    created: Annotated[Edtf | None, Doc("When it was made, e.g. a picture taken.")] = None
    language: Annotated[Language | None, Doc("The language it is in (BCP 47 tag).")] = None
    url: Annotated[Url | None, Doc("Where it can be read.")] = None
    part_of: Annotated[
        Id | None, Ref("source"), Doc("The source that contains it, e.g. a photo's article.")
    ] = None
    depicts: Annotated[tuple[Id, ...], Doc("Records of what a picture shows.")] = ()
    parts: Annotated[
        tuple[Part, ...], Doc("Its text, paragraph by paragraph: headline, body, captions.")
    ] = ()
    text_sha256: Annotated[
        Sha256 | None, Doc("SHA-256 of its text as UTF-8; it fixes what spans point into.")
    ] = None
    text_length: Annotated[Count | None, Doc("Length of its text in Unicode code points.")] = None
    rights: Annotated[ShortText | None, Doc("Its copyright line, as printed.")] = None

    def paragraph(self, span: Span) -> tuple[int, Part] | None:
        """The number, from 1, of the part that a span lies in, and that part; None if in none."""
        for number, part in enumerate(self.parts, 1):
            if part.span.start <= span.start and span.end <= part.span.end:
                return number, part
        return None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Actor(Record):
    """A person, state, body or group that acts or speaks, named or not."""

    kind: Annotated[ActorKind, Doc("What sort of actor it is.")]
    name: Annotated[ShortText, Doc("Its name; for the unnamed, how the source describes it.")]
    aliases: Annotated[
        tuple[ShortText, ...], Doc("Other names and spellings in the sources; no descriptions.")
    ] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Affiliation(Record):
    """What binds a person or body to an organisation: an office, membership, ownership."""

    person: Annotated[Id, Ref("actor"), Doc("The person or body that belongs.")]
    organization: Annotated[Id, Ref("actor"), Doc("The organisation it belongs to.")]
    kind: Annotated[AffiliationKind, Doc("How it belongs.")]
    title: Annotated[ShortText | None, Doc("The office, as the source words it.")] = None
    as_of: Annotated[Edtf | None, Doc("When it held.")] = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Place(Record):
    """A place that a source names or defines."""

    kind: Annotated[PlaceKind, Doc("What sort of place it is.")]
    name: Annotated[ShortText, Doc("Its name.")]
    aliases: Annotated[
        tuple[ShortText, ...], Doc("Other names and spellings in the sources; no descriptions.")
    ] = ()
    within: Annotated[Id | None, Ref("place"), Doc("The next larger place it lies in.")] = None
    adjoins: Annotated[tuple[Id, ...], Ref("place"), Doc("Places it borders on or links.")] = ()
    iso3166: Annotated[
        CountryCode | None, Doc("Its ISO 3166-1 alpha-2 code; for kind country only.")
    ] = None
    coordinates: Annotated[Coordinates | None, Doc("Where it lies, WGS 84.")] = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Meeting(Record):
    """A meeting or a series of them, held or only proposed."""

    kind: Annotated[MeetingKind, Doc("What sort of contact it is.")]
    status: Annotated[MeetingStatus, Doc("Whether it took place.")]
    name: Annotated[ShortText | None, Doc("What it is called.")] = None
    aliases: Annotated[tuple[ShortText, ...], Doc("Other names in the sources.")] = ()
    part_of: Annotated[
        Id | None, Ref("meeting"), Doc("The process or series that it belongs to.")
    ] = None
    round: Annotated[
        int | None, Bounds(1, MAX_NUMBER), Doc("Its number in a series of rounds.")
    ] = None
    format: Annotated[
        MeetingFormat | None, Doc("Who faces whom, text by text; a chair is a seat of its own.")
    ] = None
    date: Annotated[Edtf | None, Doc("The day or days on which it took or would take place.")] = (
        None
    )
    scheduled: Annotated[Edtf | None, Doc("When it was set to begin.")] = None
    started: Annotated[Edtf | None, Doc("When it began.")] = None
    ended: Annotated[Edtf | None, Doc("When it ended.")] = None
    started_late: Annotated[bool | None, Doc("Whether it is said to have begun late.")] = None
    places: Annotated[tuple[Id, ...], Ref("place"), Doc("Where it took or would take place.")] = ()
    venue: Annotated[Id | None, Ref("place"), Doc("The building it was held in.")] = None
    duration: Annotated[Quantity | None, Doc("How long it lasted, in a unit of time.")] = None
    outcome: Annotated[tuple[MeetingOutcome, ...], Doc("What came of it.")] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Participation(Record):
    """A seat at a meeting: one actor in one function."""

    meeting: Annotated[Id, Ref("meeting"), Doc("The meeting.")]
    actor: Annotated[Id, Ref("actor"), Doc("Who takes part.")]
    role: Annotated[ParticipationRole, Doc("In what function.")]
    status: Annotated[ParticipationStatus, Doc("Whether the actor was there.")]
    on_behalf_of: Annotated[
        Id | None, Ref("actor"), Doc("The side it takes part for; of a head of state, the state.")
    ] = None
    level: Annotated[ParticipationLevel | None, Doc("At what rank.")] = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Document(Record):
    """A paper of the talks; what the coder has read is a source, not a document."""

    kind: Annotated[DocumentKind, Doc("What sort of paper it is.")]
    name: Annotated[ShortText, Doc("What it is called.")]
    aliases: Annotated[tuple[ShortText, ...], Doc("Other names in the sources.")] = ()
    author: Annotated[Id | None, Ref("actor"), Doc("Who wrote or issued it.")] = None
    recipient: Annotated[Id | None, Ref("actor"), Doc("Whom it was given to.")] = None
    meeting: Annotated[Id | None, Ref("meeting"), Doc("The meeting it was meant for.")] = None
    date: Annotated[Edtf | None, Doc("When it was issued or handed over.")] = None
    delivery: Annotated[
        DocumentDelivery | None, Doc("When it was handed over, measured by that meeting.")
    ] = None
    derived_from: Annotated[
        Id | None, Ref("document"), Doc("The document that it is an account of.")
    ] = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Demand(Record):
    """A demand, offer, condition or other position that a party puts forward."""

    kind: Annotated[DemandKind, Doc("What the party does by putting it forward.")]
    summary: Annotated[LongText, Doc("What is demanded or offered, in the coder's words.")]
    name: Annotated[ShortText | None, Doc("What it is called.")] = None
    party: Annotated[Id | None, Ref("actor"), Doc("Whose position it is.")] = None
    addressee: Annotated[Id | None, Ref("actor"), Doc("Whom it is addressed to.")] = None
    performer: Annotated[Id | None, Ref("actor"), Doc("Who would have to act.")] = None
    issue: Annotated[Issue | None, Doc("The matter it is about.")] = None
    document: Annotated[Id | None, Ref("document"), Doc("The paper it stands in.")] = None
    raised_at: Annotated[
        Id | None, Ref("meeting"), Doc("The meeting at which it was put forward.")
    ] = None
    proposes: Annotated[
        Id | None, Ref("meeting", "agreement"), Doc("The meeting or agreement it proposes.")
    ] = None
    part_of: Annotated[
        Id | None,
        Ref("demand"),
        Doc("The package it is a term of; one paper for all is `document`."),
    ] = None
    combination: Annotated[
        Combination | None, Doc("For a package: how its terms hang together.")
    ] = None
    condition_for: Annotated[
        tuple[Id, ...],
        Ref("demand", "agreement", "meeting"),
        Doc("What the party would do once this is met."),
    ] = ()
    condition: Annotated[
        ShortText | None, Doc("A state of the world that it depends on, in few words.")
    ] = None
    quantity: Annotated[Quantity | None, Doc("How many, how much or how long.")] = None
    places: Annotated[tuple[Id, ...], Ref("place"), Doc("Where it would apply.")] = ()
    time_limit: Annotated[
        Quantity | None, Doc("A deadline as a time after the act named in `after`.")
    ] = None
    after: Annotated[Id | None, Doc("What must have happened first.")] = None
    before: Annotated[Id | None, Doc("What it must precede.")] = None
    due: Annotated[Edtf | None, Doc("A deadline as a date, unless what it proposes holds it.")] = (
        None
    )
    date: Annotated[Edtf | None, Doc("When it was put forward.")] = None
    supersedes: Annotated[Id | None, Ref("demand"), Doc("The earlier demand it replaces.")] = None
    in_response_to: Annotated[Id | None, Doc("What it answers.")] = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Agreement(Record):
    """What the parties agreed, are said to have agreed, or failed to agree."""

    kind: Annotated[AgreementKind, Doc("What was agreed.")]
    status: Annotated[AgreementStatus, Doc("Its state when the meeting closed.")]
    summary: Annotated[LongText, Doc("Its content, in the coder's words.")]
    name: Annotated[ShortText | None, Doc("What it is called.")] = None
    meeting: Annotated[Id | None, Ref("meeting"), Doc("Where it was reached.")] = None
    date: Annotated[Edtf | None, Doc("When it was reached.")] = None
    parties: Annotated[tuple[Id, ...], Ref("actor"), Doc("Who agreed.")] = ()
    performers: Annotated[tuple[Id, ...], Ref("actor"), Doc("Who has to act.")] = ()
    issue: Annotated[Issue | None, Doc("The matter it is about.")] = None
    reciprocity: Annotated[Reciprocity | None, Doc("Whether one side performs or each.")] = None
    categories: Annotated[tuple[PersonCategory, ...], Doc("Which persons it covers.")] = ()
    quantity: Annotated[Quantity | None, Doc("How many, how much or how long.")] = None
    due: Annotated[Edtf | None, Doc("By when or when it is to be carried out.")] = None
    purpose: Annotated[Purpose | None, Doc("What it is said to be for.")] = None
    origin: Annotated[tuple[Id, ...], Ref("demand"), Doc("The demands or offers it meets.")] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Event(Record):
    """Something that happened, is going on or is expected: strikes, raids, annexations."""

    kind: Annotated[EventKind, Doc("What sort of event it is.")]
    status: Annotated[EventStatus, Doc("Whether it happened, by the word of the sources.")]
    name: Annotated[ShortText | None, Doc("What it is called.")] = None
    aliases: Annotated[tuple[ShortText, ...], Doc("Other names in the sources.")] = ()
    part_of: Annotated[Id | None, Ref("event"), Doc("The larger event it belongs to.")] = None
    date: Annotated[Edtf | None, Doc("When it happened.")] = None
    places: Annotated[tuple[Id, ...], Ref("place"), Doc("Where it happened.")] = ()
    initiator: Annotated[Id | None, Ref("actor"), Doc("Who did it.")] = None
    targets: Annotated[tuple[Id, ...], Doc("Records of what or whom it was aimed at.")] = ()
    target_types: Annotated[tuple[TargetType, ...], Doc("What sort of thing was aimed at.")] = ()
    methods: Annotated[tuple[EventMethod, ...], Doc("By what means it was done.")] = ()
    fulfils: Annotated[tuple[Id, ...], Ref("agreement", "demand"), Doc("What it carries out.")] = ()
    summary: Annotated[LongText | None, Doc("What happened, in the coder's words.")] = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Figure(Record):
    """One number that someone claims about something.

    All fields but quantity together are its key: a second quantity for the same key is a dissent,
    another key a figure of its own. Figures are never summed or averaged.
    """

    about: Annotated[Id, Doc("What the number is about.")]
    measure: Annotated[Measure, Doc("What is measured.")]
    quantity: Annotated[Quantity, Doc("The number, its bounds and its unit.")]
    item: Annotated[Item | None, Doc("What was counted, where narrower than the unit.")] = None
    base: Annotated[ShortText | None, Doc("Of what it is a share, or what the count includes.")] = (
        None
    )
    reference: Annotated[Id | None, Doc("What a distance or time is measured from.")] = None
    claimant: Annotated[
        Id | None, Ref("actor"), Doc("Whose number it is; absent in the source's own voice.")
    ] = None
    method: Annotated[FigureMethod | None, Doc("How the claimant came by it.")] = None
    counting: Annotated[Counting | None, Doc("Over whom it counts.")] = None
    recipient: Annotated[
        Id | None, Ref("actor"), Doc("The side that received, where one side is counted.")
    ] = None
    as_of: Annotated[Edtf | None, Doc("The date for which it holds.")] = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Statement(Record):
    """An assertion, reaction, judgement or other act of speech that no other record holds."""

    act: Annotated[Act, Doc("What the speaker does by saying it.")]
    about: Annotated[tuple[Id, ...], Doc("Records of what it is about.")]
    summary: Annotated[LongText, Doc("What is said, in the coder's words.")]
    speaker: Annotated[
        Id | None, Ref("actor"), Doc("Who says it; absent in the source's own voice.")
    ] = None
    attributed_to: Annotated[
        Id | None,
        Ref("actor"),
        Doc("Whose view the source says it is, when that actor has not spoken; also unnamed."),
    ] = None
    addressees: Annotated[tuple[Id, ...], Ref("actor"), Doc("Whom it is said to.")] = ()
    date: Annotated[Edtf | None, Doc("When it was said.")] = None
    occasion: Annotated[
        Id | None,
        Ref("meeting", "event", "statement"),
        Doc("The meeting, event or statement on whose occasion it was said."),
    ] = None
    timing: Annotated[Timing | None, Doc("Before, during or after that occasion.")] = None
    condition: Annotated[
        ShortText | None, Doc("A state of the world that it depends on, in few words.")
    ] = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Disagreement(Record):
    """A point on which sources differ, and what the dataset does about it."""

    kind: Annotated[DisagreementKind, Doc("How they differ.")]
    records: Annotated[tuple[Id, ...], Doc("The records concerned.")]
    summary: Annotated[LongText, Doc("What they differ about, in the coder's words.")]
    treatment: Annotated[Treatment, Doc("What the dataset does about it.")]
    field: Annotated[FieldName | None, Doc("The field concerned, if it is one.")] = None


RECORD_TYPES: tuple[type[Record], ...] = (
    Source,
    Actor,
    Affiliation,
    Place,
    Meeting,
    Participation,
    Document,
    Demand,
    Agreement,
    Event,
    Figure,
    Statement,
    Disagreement,
)
"""All record types, in the order in which collections stand."""
