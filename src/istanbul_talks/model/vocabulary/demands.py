"""Terms for demands, offers and other positions."""

from istanbul_talks.model.vocabulary.term import Term


class DemandKind(Term):
    """What the party does by putting the position forward; where several fit, the source's word."""

    DEMAND = (
        "demand",
        "another is to act or refrain; of what both would do, if the source says demand",
    )
    OFFER = "offer", "the party would bind itself; of what both would do, if the source says offer"
    PROPOSAL = (
        "proposal",
        "both or all would act (a meeting, a joint step), called neither demand nor offer",
    )
    CONDITION = (
        "condition",
        "must be met before something that the party offers (condition_for is required)",
    )
    RESERVATION = "reservation", "a course the party says that it will not give up"
    CALL = "call", "addressed by or to an actor outside the talks, or to nobody in particular"
    PACKAGE = (
        "package",
        "parent of coded terms that the source ties together; one paper for all is not enough",
    )


class Combination(Term):
    """How the terms of a package hang together."""

    ALL_OF = "all_of", "the terms stand or fall together"
    ANY_OF = "any_of", "one of them suffices"
    UNCLEAR = "unclear", "the source says that this is unclear"


class Issue(Term):
    """The matter that a demand or an agreement is about."""

    CEASEFIRE = "ceasefire", "stopping the fighting, in part or whole"
    TROOP_WITHDRAWAL = "troop_withdrawal", "forces leave an area"
    TERRITORIAL_STATUS = (
        "territorial_status",
        "who owns or is recognised to own an area, cession, annexation",
    )
    FORCE_LIMITS = "force_limits", "size, deployment, mobilisation, demobilisation of forces"
    MILITARY_AID = "military_aid", "arms, intelligence or other military support by others"
    MARTIAL_LAW = "martial_law", "its lifting or keeping"
    ELECTIONS = "elections", "holding elections"
    ALLIANCE_MEMBERSHIP = "alliance_membership", "joining or not joining an alliance or union"
    NEUTRALITY = "neutrality", "status without blocs, bases, foreign troops"
    SECURITY_GUARANTEES = "security_guarantees", "protection against renewed attack"
    PRISONERS = "prisoners", "exchange or release of prisoners of war"
    REMAINS = "remains", "return of the dead"
    CIVILIANS = "civilians", "release of civilians"
    CHILDREN = "children", "return of children to their families or country"
    SANCTIONS = "sanctions", "imposing or lifting them"
    LEADERS_MEETING = "leaders_meeting", "a meeting of heads of state"
    DIRECT_TALKS = "direct_talks", "opening or continuing talks"
    EXCHANGE_OF_TERMS = "exchange_of_terms", "laying out positions to each other"
    PEACE_SETTLEMENT = "peace_settlement", "a peace agreement as such"
    LANGUAGE_AND_RIGHTS = "language_and_rights", "language, church, minority rights"
    CLAIMS_AND_REPARATIONS = "claims_and_reparations", "damages, waiver of claims"
    WORKING_GROUPS = (
        "working_groups",
        "standing groups or commissions as such, their matter mixed or not said",
    )
