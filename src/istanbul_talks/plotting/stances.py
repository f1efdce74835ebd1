"""Where a party stands on an issue, read off the vocabularies: the one place that says how."""

from enum import StrEnum

from istanbul_talks.model.vocabulary import Act, AgreementStatus, DemandKind


class Stance(StrEnum):
    """What a party does about an issue."""

    DEMANDED = "demanded"
    PROPOSED = "proposed"
    OFFERED = "offered"
    RESERVED = "reserved"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    AGREED = "agreed"
    UNSETTLED = "not settled"


OF_DEMAND: dict[DemandKind, Stance] = {
    DemandKind.DEMAND: Stance.DEMANDED,
    DemandKind.CONDITION: Stance.DEMANDED,  # another must meet it first
    DemandKind.CALL: Stance.DEMANDED,  # by or to an actor outside the talks
    DemandKind.OFFER: Stance.OFFERED,
    DemandKind.PROPOSAL: Stance.PROPOSED,  # by its definition neither demand nor offer
    DemandKind.PACKAGE: Stance.PROPOSED,  # its terms stand for themselves
    DemandKind.RESERVATION: Stance.RESERVED,  # will not be given up: no no to anybody's demand
}
"""By what kind of position it is."""

OF_ACT: dict[Act, Stance] = {
    Act.ACCEPT: Stance.ACCEPTED,
    Act.PARTIALLY_ACCEPT: Stance.ACCEPTED,
    Act.REJECT: Stance.REFUSED,
    Act.DECLINE: Stance.REFUSED,
}
"""By an act of speech about a demand or an agreement; other acts leave the matter open."""

OF_STATUS: dict[AgreementStatus, Stance] = {
    AgreementStatus.AGREED: Stance.AGREED,
    AgreementStatus.AGREED_IN_PRINCIPLE: Stance.AGREED,
}
"""By the status of an agreement; in any other state it is not settled that both agree."""
