"""Terms for points on which sources differ."""

from istanbul_talks.model.vocabulary.term import Term


class DisagreementKind(Term):
    """How the sources differ."""

    CONTRADICTION = "contradiction", "both cannot be true"
    DIFFERENT_MEASURE = "different_measure", "they count different things"
    DIFFERENT_SCOPE = "different_scope", "same thing, other bounds, area or set"
    DIFFERENT_PRECISION = "different_precision", "the same thing, given more finely by one"
    DIFFERENT_ATTRIBUTION = "different_attribution", "same content, other claimant or voice"
    DIFFERENT_LABEL = "different_label", "the same act or object under opposed words"
    INTERNAL_AMBIGUITY = "internal_ambiguity", "one text can be read in two ways"
    IDENTITY_UNCLEAR = "identity_unclear", "whether two mentions mean one thing"
    TEXT_ERROR = "text_error", "a misprint or garbled passage"
    SINGLE_SOURCE = "single_source", "only one source has it (prefer a query)"
    SPELLING = "spelling", "names spelled differently (prefer aliases)"


class Treatment(Term):
    """What the dataset does about it."""

    ADOPTED_ONE = "adopted_one", "one value or reading adopted; another value stands as a dissent"
    ADOPTED_WIDER = "adopted_wider", "the value that holds both"
    KEPT_SIDE_BY_SIDE = "kept_side_by_side", "separate records, none adopted"
    CODED_AS_CONTESTED = "coded_as_contested", "a term for the dispute itself"
    CODED_UNCLEAR = "coded_unclear", "the source's own uncertainty kept"
    CORRECTED = "corrected", "an evident error mended, the wording kept"
