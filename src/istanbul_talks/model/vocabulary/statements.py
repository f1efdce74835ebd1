"""Terms for statements."""

from istanbul_talks.model.vocabulary.term import Term


class Act(Term):
    """What the speaker does by saying it."""

    ANNOUNCE = "announce", "makes known what was or will be done"
    ACCEPT = "accept", "says yes to a demand, offer or agreement"
    PARTIALLY_ACCEPT = "partially_accept", "yes to a part or in principle"
    REJECT = "reject", "says no"
    DECLINE = "decline", "by conduct does not do what was asked"
    DENY = "deny", "says that an assertion is untrue"
    ACCUSE = "accuse", "says that another did wrong"
    CRITICISE = "criticise", "finds fault without alleging a wrong act"
    CONDEMN = "condemn", "gives a label of blame (terrorist)"
    JUSTIFY = "justify", "gives a reason that an act was right"
    THREATEN = "threaten", "says what will follow unless"
    WARN = "warn", "says that harm may follow from something"
    PROMISE = "promise", "binds the speaker to future conduct"
    OFFER_HELP = "offer_help", "offers support, no term at issue"
    WELCOME = "welcome", "approves"
    REITERATE = "reiterate", "repeats a recorded demand or statement"
    EXPLAIN = "explain", "gives meaning, purpose or reason"
    ASSESS = "assess", "judges outcome, significance, sincerity or standing"
    RANK = "rank", "places something in an order (largest, first, record)"
    PREDICT = "predict", "says what will or may follow"
    REPORT = "report", "another assertion of fact that no record holds"


class Timing(Term):
    """When it was said, measured by its occasion."""

    BEFORE = "before", "before the occasion"
    DURING = "during", "at or during it"
    AFTER = "after", "after it"
