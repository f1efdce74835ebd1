"""Where a party stands on an issue, read off the vocabularies: the one place that says how."""

from istanbul_talks.model.vocabulary import Act, AgreementStatus, DemandKind, Term


class Stance(Term):
    """What a party does about an issue."""

    DEMANDED = "demanded", "another is to act or refrain, or to meet a condition"
    PROPOSED = "proposed", "both or all would act, or terms are put together in a package"
    OFFERED = "offered", "the party would bind itself"
    RESERVED = "reserved", "the party says that it will not give up a course"
    ACCEPTED = "accepted", "the party says yes to a demand, offer or agreement, wholly or in part"
    REFUSED = "refused", "the party says no to it, or does not do what was asked"
    AGREED = "agreed", "an agreement of the party, also if only in principle"
    NOT_SETTLED = "not_settled", "an agreement of which sources do not say that all consent"


OF_DEMAND: dict[DemandKind, Stance] = {
    DemandKind.DEMAND: Stance.DEMANDED,
    DemandKind.CONDITION: Stance.DEMANDED,  # another has to meet it first
    DemandKind.CALL: Stance.DEMANDED,  # by or to an actor outside the talks
    DemandKind.OFFER: Stance.OFFERED,
    DemandKind.PROPOSAL: Stance.PROPOSED,  # by its definition called neither demand nor offer
    DemandKind.PACKAGE: Stance.PROPOSED,  # its terms are positions of their own beside it
    DemandKind.RESERVATION: Stance.RESERVED,  # keeps to a course; nobody's demand is refused by it
}
"""By what the party does by putting a position forward."""

OF_ACT: dict[Act, Stance] = {
    Act.ACCEPT: Stance.ACCEPTED,
    Act.PARTIALLY_ACCEPT: Stance.ACCEPTED,  # in part or as a mere readiness, which hovering says
    Act.REJECT: Stance.REFUSED,
    Act.DECLINE: Stance.REFUSED,  # by conduct
}
"""By an act of speech about a demand or an agreement. No other act answers yes or no: to welcome,
to assess or to repeat is neither."""

OF_STATUS: dict[AgreementStatus, Stance] = {
    AgreementStatus.AGREED: Stance.AGREED,
    AgreementStatus.AGREED_IN_PRINCIPLE: Stance.AGREED,  # consent, to work on it
    AgreementStatus.SUSPENDED: Stance.AGREED,  # agreed, then halted: hovering says so
    AgreementStatus.TERMINATED: Stance.AGREED,  # likewise
    AgreementStatus.PROPOSED: Stance.NOT_SETTLED,
    AgreementStatus.CONTESTED: Stance.NOT_SETTLED,
    AgreementStatus.REJECTED: Stance.NOT_SETTLED,  # by a party; the term does not say by which
    AgreementStatus.NOT_REACHED: Stance.NOT_SETTLED,
    AgreementStatus.UNCLEAR: Stance.NOT_SETTLED,
}
"""By the status of an agreement, for each of its parties."""


def stance_of(term: DemandKind | Act | AgreementStatus) -> Stance | None:
    """The stance that a term stands for; None for an act that answers neither yes nor no."""
    match term:
        case DemandKind():
            return OF_DEMAND[term]
        case Act():
            return OF_ACT.get(term)
        case AgreementStatus():
            return OF_STATUS[term]
