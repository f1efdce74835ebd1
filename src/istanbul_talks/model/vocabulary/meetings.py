"""Terms for meetings and for seats at them."""

from istanbul_talks.model.vocabulary.term import Term


class MeetingKind(Term):
    """What sort of contact it is."""

    PROCESS = (
        "process",
        "several contacts on one matter: the source says so, or the dataset has them",
    )
    NEGOTIATION_ROUND = (
        "negotiation_round",
        "a session of the delegations, or talks whose sessions the source does not tell apart",
    )
    LEADERS_SUMMIT = (
        "leaders_summit",
        "a meeting of the parties' heads of state, with or without others",
    )
    BILATERAL_MEETING = "bilateral_meeting", "a meeting of two sides that is no negotiation round"
    SHUTTLE_DIPLOMACY = (
        "shuttle_diplomacy",
        "one mediator's series of visits to parties that do not meet",
    )
    MULTILATERAL_SUMMIT = "multilateral_summit", "a gathering of several states"
    WORKING_GROUP = "working_group", "a technical or standing group of the parties"
    PRESS_BRIEFING = "press_briefing", "somebody speaks to the press; coded only as an occasion"


class MeetingFormat(Term):
    """Who faces whom, and what a third party does."""

    DIRECT = (
        "direct",
        "the parties face each other: called direct, or nobody else named; a chair is a seat",
    )
    FACILITATED = (
        "facilitated",
        "a third party chairs or hosts, does not propose, and the source does not say direct",
    )
    MEDIATED = "mediated", "a third party is said to mediate or propose"
    TRILATERAL = "trilateral", "three parties, the third named or not"
    MULTILATERAL = "multilateral", "more than three parties"
    SHUTTLE = "shuttle", "the parties do not meet; the third party travels or carries"
    UNCLEAR = "unclear", "the source says that the format is unclear or contradicts itself"


class MeetingStatus(Term):
    """Whether the meeting took place."""

    PROPOSED = "proposed", "somebody suggests it, no date is set by both"
    SCHEDULED = "scheduled", "the sides have set it"
    HELD = "held", "it took place"
    ONGOING = "ongoing", "a process or series that goes on at the time of the source"
    POSTPONED = "postponed", "set, then moved"
    CANCELLED = "cancelled", "set, then dropped"
    DECLINED = "declined", "suggested and refused"
    UNCLEAR = "unclear", "the source leaves open whether it took place"


class MeetingOutcome(Term):
    """What came of the meeting."""

    NO_AGREEMENT = (
        "no_agreement",
        "nothing was agreed on the matter at issue; may stand beside other outcomes",
    )
    PROCESS_AGREEMENT = (
        "process_agreement",
        "the sides agree on procedure, further talks or exchange of papers",
    )
    HUMANITARIAN_AGREEMENT = (
        "humanitarian_agreement",
        "the sides agree on prisoners, remains, civilians or children",
    )
    CEASEFIRE = "ceasefire", "the sides agree to stop fighting, in part or whole"
    PARTIAL_SETTLEMENT = "partial_settlement", "a substantive issue is settled"
    FULL_SETTLEMENT = "full_settlement", "a peace agreement is reached"
    UNCLEAR = "unclear", "the source says that the result is unclear"


class ParticipationRole(Term):
    """In what function an actor takes part."""

    PARTY = (
        "party",
        "one of the sides: the state or body that sits, or the person who is a side (X and Y meet)",
    )
    HEAD_OF_DELEGATION = "head_of_delegation", "leads one party's team"
    DELEGATE = "delegate", "member of a party's team"
    MEDIATOR = "mediator", "third party that is said to mediate"
    CHAIR = "chair", "leads the session, for whatever state (on_behalf_of)"
    HOST = (
        "host",
        "said to provide the place or to bring the parties to it; a chair alone is no host",
    )
    OBSERVER = "observer", "present without a part in the talks"
    ATTENDEE = (
        "attendee",
        "there, absent or to be there, on no side and in no function that the source states",
    )


class ParticipationStatus(Term):
    """Whether the actor was there."""

    ATTENDED = "attended", "was there"
    ABSENT = "absent", "expected or invited and did not come"
    INVITED = "invited", "asked by the organiser"
    PROPOSED = "proposed", "named by the proposer as a full participant"
    POSSIBLE = "possible", "named as one who might join (could, possibly)"
    UNCLEAR = "unclear", "the source leaves it open"


class ParticipationLevel(Term):
    """The rank at which an actor takes part."""

    HEAD_OF_STATE = "head_of_state", "president, monarch"
    HEAD_OF_GOVERNMENT = "head_of_government", "prime minister"
    MINISTERIAL = "ministerial", "minister"
    DEPUTY_MINISTERIAL = "deputy_ministerial", "deputy minister or deputy head of a service"
    ADVISORY = "advisory", "aide or adviser"
    TECHNICAL = "technical", "experts, officers"
    LOW = "low", "the source says low-level without more"
