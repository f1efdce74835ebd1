"""Terms for claims: how a value rests on its source."""

from istanbul_talks.model.vocabulary.term import Term


class Basis(Term):
    """How the value follows from the source."""

    STATED = "stated", "the value stands in the wording"
    NORMALISED = "normalised", "number, date or name put into standard form"
    SUMMARISED = "summarised", "our words for what the span says"
    INFERRED = "inferred", "follows from the text; note required"
    CODED = "coded", "a term of ours; its definition says when"
    EXTERNAL = "external", "from a reference source with a record"
    COMPUTED = "computed", "a hash, length or count"


class Hedge(Term):
    """How the source weakens or bounds what it says; terms of different families combine."""

    # evidential
    REPORTED = "reported", "reportedly, is said to, source not named"
    ALLEGED = "alleged", "allegedly, purportedly"
    # modal
    PROBABLE = "probable", "likely, look set to, well may"
    POSSIBLE = "possible", "could, may, possibly, potentially"
    EXPECTED = "expected", "expected, due to"
    APPARENT = "apparent", "appears, looks, suggests, seems"
    UNCERTAIN = "uncertain", "not clear, not yet clear"
    UNLIKELY = "unlikely", "unlikely, doubtful"
    # bound
    APPROXIMATE = "approximate", "about, around, some"
    ESTIMATED = "estimated", "estimated, an estimate of"
    MORE_THAN = "more_than", "more than, over, just over, barely over"
    AT_LEAST = "at_least", "at least, no fewer than"
    LESS_THAN = "less_than", "under, fewer than, nearly"
    AT_MOST = "at_most", "up to, as many as, no later than"
    INDEFINITE_NUMBER = (
        "indefinite_number",
        "several, dozens, thousands, hours; bounds by convention",
    )
    AMONG = "among", "one of the"
    PARTIAL = "partial", "in part, in many ways, mostly"
