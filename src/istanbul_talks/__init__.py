"""The 2025 Istanbul talks and the Spiderweb strike as data: who claims what, and where it stands.

>>> import istanbul_talks as it
>>> talks = it.load()
>>> talks.meetings["meeting/istanbul-2025-round-2"].date
'2025-06-02'

Everything here is imported when it is first used, so importing the package costs nothing.

(For pytest, which warns of a plugin's package that is there before it: PYTEST_DONT_REWRITE.)
"""

from importlib import import_module

__version__ = "0.1.0"

TYPE_CHECKING = False  # as in `typing`, whose import alone would take most of the time

if TYPE_CHECKING:
    from istanbul_talks.citing.citation import (
        Citation as Citation,
    )
    from istanbul_talks.citing.gathering import (
        cite as cite,
    )
    from istanbul_talks.citing.works import (
        Uncitable as Uncitable,
        Work as Work,
    )
    from istanbul_talks.comparing.applying import (
        DoesNotFit as DoesNotFit,
        Misfit as Misfit,
        apply as apply,
    )
    from istanbul_talks.comparing.conflict import (
        Conflict as Conflict,
        Merged as Merged,
    )
    from istanbul_talks.comparing.difference import (
        Change as Change,
        ClaimChange as ClaimChange,
        Difference as Difference,
        FieldChange as FieldChange,
        HeaderChange as HeaderChange,
        RecordChange as RecordChange,
        ValueChange as ValueChange,
    )
    from istanbul_talks.comparing.diffing import (
        diff as diff,
    )
    from istanbul_talks.comparing.merging import (
        merge as merge,
    )
    from istanbul_talks.comparing.reading_difference import (
        NotADifference as NotADifference,
        read_difference as read_difference,
    )
    from istanbul_talks.dataset import (
        Collection as Collection,
        Dataset as Dataset,
        UnknownId as UnknownId,
        UnknownName as UnknownName,
    )
    from istanbul_talks.derived.references import (
        Reference as Reference,
    )
    from istanbul_talks.evidence.verification import (
        Check as Check,
        Verdict as Verdict,
        Verification as Verification,
        verify as verify,
    )
    from istanbul_talks.exploring.exploring import (
        explore as explore,
    )
    from istanbul_talks.exports.exporting import (
        export as export,
    )
    from istanbul_talks.extras import (
        MissingExtra as MissingExtra,
    )
    from istanbul_talks.findings.finding import (
        Finding as Finding,
        Severity as Severity,
    )
    from istanbul_talks.findings.report import (
        Report as Report,
        ValidationFailed as ValidationFailed,
    )
    from istanbul_talks.frames.claims import (
        ClaimRow as ClaimRow,
    )
    from istanbul_talks.frames.claims_table import (
        ClaimsTable as ClaimsTable,
    )
    from istanbul_talks.frames.comparison import (
        Comparison as Comparison,
        Count as Count,
    )
    from istanbul_talks.loading import (
        load as load,
    )
    from istanbul_talks.migrating.migration import (
        UnknownVersion as UnknownVersion,
        migrate as migrate,
    )
    from istanbul_talks.migrating.step import (
        Unmigratable as Unmigratable,
    )
    from istanbul_talks.model.claims import (
        Claim as Claim,
        Dissent as Dissent,
    )
    from istanbul_talks.model.records import (
        Actor as Actor,
        Affiliation as Affiliation,
        Agreement as Agreement,
        Demand as Demand,
        Disagreement as Disagreement,
        Document as Document,
        Event as Event,
        Figure as Figure,
        Meeting as Meeting,
        Participation as Participation,
        Place as Place,
        Record as Record,
        Source as Source,
        Statement as Statement,
    )
    from istanbul_talks.model.values import (
        Coordinates as Coordinates,
        Edtf as Edtf,
        Id as Id,
        Part as Part,
        Precision as Precision,
        Quantity as Quantity,
        Span as Span,
    )
    from istanbul_talks.model.vocabulary import (
        Act as Act,
        ActorKind as ActorKind,
        AffiliationKind as AffiliationKind,
        AgreementKind as AgreementKind,
        AgreementStatus as AgreementStatus,
        Basis as Basis,
        Combination as Combination,
        Counting as Counting,
        DemandKind as DemandKind,
        DisagreementKind as DisagreementKind,
        DocumentDelivery as DocumentDelivery,
        DocumentKind as DocumentKind,
        EventKind as EventKind,
        EventMethod as EventMethod,
        EventStatus as EventStatus,
        FigureMethod as FigureMethod,
        Hedge as Hedge,
        Issue as Issue,
        Item as Item,
        Measure as Measure,
        MeetingFormat as MeetingFormat,
        MeetingKind as MeetingKind,
        MeetingOutcome as MeetingOutcome,
        MeetingStatus as MeetingStatus,
        ParticipationLevel as ParticipationLevel,
        ParticipationRole as ParticipationRole,
        ParticipationStatus as ParticipationStatus,
        PartKind as PartKind,
        PersonCategory as PersonCategory,
        PlaceKind as PlaceKind,
        Purpose as Purpose,
        Reciprocity as Reciprocity,
        SourceKind as SourceKind,
        TargetType as TargetType,
        Term as Term,
        Timing as Timing,
        Treatment as Treatment,
        Unit as Unit,
    )
    from istanbul_talks.reading import (
        loads as loads,
        read as read,
        read_beside as read_beside,
        validate as validate,
    )
    from istanbul_talks.validation.spark import (
        SparkReport as SparkReport,
        SparkUnavailable as SparkUnavailable,
        validate_spark as validate_spark,
    )
    from istanbul_talks.writing import (
        dumps as dumps,
        write as write,
    )

_HOME = {
    "citing.citation": "Citation",
    "citing.gathering": "cite",
    "citing.works": "Uncitable Work",
    "comparing.applying": "DoesNotFit Misfit apply",
    "comparing.conflict": "Conflict Merged",
    "comparing.difference": (
        "Change ClaimChange Difference FieldChange HeaderChange RecordChange ValueChange"
    ),
    "comparing.diffing": "diff",
    "comparing.merging": "merge",
    "comparing.reading_difference": "NotADifference read_difference",
    "dataset": "Collection Dataset UnknownId UnknownName",
    "derived.references": "Reference",
    "evidence.verification": "Check Verdict Verification verify",
    "exports.exporting": "export",
    "exploring.exploring": "explore",
    "extras": "MissingExtra",
    "findings.finding": "Finding Severity",
    "findings.report": "Report ValidationFailed",
    "frames.claims": "ClaimRow",
    "frames.claims_table": "ClaimsTable",
    "frames.comparison": "Comparison Count",
    "loading": "load",
    "migrating.migration": "UnknownVersion migrate",
    "migrating.step": "Unmigratable",
    "model.claims": "Claim Dissent",
    "model.records": (
        "Actor Affiliation Agreement Demand Disagreement Document Event Figure Meeting "
        "Participation Place Record Source Statement"
    ),
    "model.values": "Coordinates Edtf Id Part Precision Quantity Span",
    "model.vocabulary": (
        "Act ActorKind AffiliationKind AgreementKind AgreementStatus Basis Combination Counting "
        "DemandKind DisagreementKind DocumentDelivery DocumentKind EventKind EventMethod "
        "EventStatus FigureMethod Hedge Issue Item Measure MeetingFormat MeetingKind "
        "MeetingOutcome MeetingStatus PartKind ParticipationLevel ParticipationRole "
        "ParticipationStatus PersonCategory PlaceKind Purpose Reciprocity SourceKind TargetType "
        "Term Timing Treatment Unit"
    ),
    "reading": "loads read read_beside validate",
    "validation.spark": "SparkReport SparkUnavailable validate_spark",
    "writing": "dumps write",
}
_MODULE = {name: module for module, names in _HOME.items() for name in names.split()}

__all__ = ["__version__", *_MODULE]  # noqa: PLE0604


if not TYPE_CHECKING:  # else a type checker would believe in any name

    def __getattr__(name: str) -> object:
        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULE[name]}"), name)
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
