"""The vocabularies: every term that a field may hold, with its definition."""

from istanbul_talks.model.vocabulary.actors import ActorKind, AffiliationKind
from istanbul_talks.model.vocabulary.agreements import (
    AgreementKind,
    AgreementStatus,
    PersonCategory,
    Purpose,
    Reciprocity,
)
from istanbul_talks.model.vocabulary.claims import Basis, Hedge
from istanbul_talks.model.vocabulary.demands import Combination, DemandKind, Issue
from istanbul_talks.model.vocabulary.disagreements import DisagreementKind, Treatment
from istanbul_talks.model.vocabulary.documents import DocumentDelivery, DocumentKind
from istanbul_talks.model.vocabulary.events import EventKind, EventMethod, EventStatus, TargetType
from istanbul_talks.model.vocabulary.figures import Counting, FigureMethod, Item, Measure, Unit
from istanbul_talks.model.vocabulary.meetings import (
    MeetingFormat,
    MeetingKind,
    MeetingOutcome,
    MeetingStatus,
    ParticipationLevel,
    ParticipationRole,
    ParticipationStatus,
)
from istanbul_talks.model.vocabulary.places import PlaceKind
from istanbul_talks.model.vocabulary.sources import PartKind, SourceKind
from istanbul_talks.model.vocabulary.statements import Act, Timing
from istanbul_talks.model.vocabulary.term import Term

__all__ = [
    "Act",
    "ActorKind",
    "AffiliationKind",
    "AgreementKind",
    "AgreementStatus",
    "Basis",
    "Combination",
    "Counting",
    "DemandKind",
    "DisagreementKind",
    "DocumentDelivery",
    "DocumentKind",
    "EventKind",
    "EventMethod",
    "EventStatus",
    "FigureMethod",
    "Hedge",
    "Issue",
    "Item",
    "Measure",
    "MeetingFormat",
    "MeetingKind",
    "MeetingOutcome",
    "MeetingStatus",
    "PartKind",
    "ParticipationLevel",
    "ParticipationRole",
    "ParticipationStatus",
    "PersonCategory",
    "PlaceKind",
    "Purpose",
    "Reciprocity",
    "SourceKind",
    "TargetType",
    "Term",
    "Timing",
    "Treatment",
    "Unit",
]
