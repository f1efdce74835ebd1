"""Terms for agreements."""

from istanbul_talks.model.vocabulary.term import Term


class AgreementKind(Term):
    """What was agreed."""

    PROCEDURAL = "procedural", "how and when to talk, exchange of papers"
    CEASEFIRE = "ceasefire", "cessation of fighting"
    PRISONER_EXCHANGE = "prisoner_exchange", "prisoners of war, all or a category"
    RETURN_OF_REMAINS = "return_of_remains", "handing over the dead"
    CIVILIAN_RELEASE = "civilian_release", "civilians set free"
    CHILDREN_RETURN = "children_return", "children brought back"
    JOINT_BODY = "joint_body", "a commission or group is set up"
    FRAMEWORK = "framework", "some substantive issues are settled"
    COMPREHENSIVE = "comprehensive", "a peace agreement"
    IMPLEMENTATION = "implementation", "carrying out an earlier agreement"


class AgreementStatus(Term):
    """The state of the agreement when the meeting closed."""

    PROPOSED = "proposed", "put forward, no word of consent"
    AGREED_IN_PRINCIPLE = "agreed_in_principle", "consent to work on it"
    AGREED = "agreed", "both sides are said to have consented, not only to work on it"
    CONTESTED = (
        "contested",
        "sources or parties differ on whether it was agreed; the answers stand as dissents",
    )
    REJECTED = "rejected", "a party refused it"
    NOT_REACHED = "not_reached", "sought and said not to be reached"
    SUSPENDED = "suspended", "agreed, then halted"
    TERMINATED = "terminated", "ended by a party"
    UNCLEAR = "unclear", "the source says that its state is unclear"


class Reciprocity(Term):
    """Who performs: one side, each, or both as one."""

    UNILATERAL = "unilateral", "one side performs, nothing in return is stated"
    RECIPROCAL = "reciprocal", "each side performs"
    JOINT = "joint", "the act is one act of both (a commission)"
    UNCLEAR = "unclear", "the source says that this is unclear"


class Purpose(Term):
    """What the agreement is said to be for."""

    HUMANITARIAN = "humanitarian", "to save, free, treat or bury people"
    PEACE_PROCESS = "peace_process", "to prepare or allow talks"
    CONFIDENCE_BUILDING = "confidence_building", "to show good will"
    MILITARY = "military", "to gain a military end"
    UNCLEAR = "unclear", "the source says that this is unclear"


class PersonCategory(Term):
    """Which persons an agreement covers."""

    PRISONERS_OF_WAR = "prisoners_of_war", "captured combatants"
    SERIOUSLY_WOUNDED = "seriously_wounded", "badly wounded or ill combatants"
    UNDER_25 = "under_25", "detained service members under 25"
    FALLEN = "fallen", "dead combatants"
    DETAINED_CIVILIANS = "detained_civilians", "civilians in the other side's hands"
    CHILDREN = "children", "minors"
