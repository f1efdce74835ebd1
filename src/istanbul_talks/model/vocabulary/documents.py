"""Terms for papers of the talks."""

from istanbul_talks.model.vocabulary.term import Term


class DocumentKind(Term):
    """What sort of paper it is."""

    MEMORANDUM = "memorandum", "a party's paper of terms under that name"
    ROADMAP = "roadmap", "a party's paper of steps under that name"
    PROPOSAL = "proposal", "another paper of terms"
    DRAFT_AGREEMENT = "draft_agreement", "a text meant for signature"
    SUMMARY = "summary", "an account of another document (derived_from)"
    LIST = "list", "names of prisoners, children or remains"
    DECREE = "decree", "an order of an authority"
    JOINT_STATEMENT = "joint_statement", "a text issued by several parties"


class DocumentDelivery(Term):
    """When the paper was handed over, measured by the meeting it was meant for."""

    IN_ADVANCE = "in_advance", "before the meeting it was meant for"
    AT_MEETING = "at_meeting", "at the meeting it was meant for"
    AFTER_MEETING = "after_meeting", "after the meeting it was meant for"
    PUBLISHED = "published", "made public, not handed over"
    NOT_DELIVERED = "not_delivered", "withheld to the source's knowledge"
    UNCLEAR = "unclear", "the source leaves it open"
