"""Terms for statements."""

from istanbul_talks.model.vocabulary.term import Term


class Act(Term):
    """What the speaker does by saying it."""

    ANNOUNCE = (
        "announce",
        "makes known what the speaker's own side did or will do, or what was agreed",
    )
    ACCEPT = "accept", "says yes without reserve to a demand, offer or agreement"
    PARTIALLY_ACCEPT = (
        "partially_accept",
        "yes to a part, in principle or as a mere readiness (open to, amenable)",
    )
    REJECT = "reject", "says no to a demand, offer or agreement, or dismisses it in words"
    DECLINE = "decline", "by conduct does not do what was asked"
    DENY = "deny", "says that an assertion is untrue"
    ACCUSE = (
        "accuse",
        "says that another did a named wrong act",
    )
    CRITICISE = "criticise", "finds fault with somebody or with conduct, a crime or wrong not named"
    CONDEMN = "condemn", "puts a label of guilt on an act or its doer (terrorist, criminal)"
    JUSTIFY = "justify", "gives a reason that an act was right"
    THREATEN = "threaten", "says what will follow unless"
    WARN = "warn", "says that harm or costs follow from something"
    PROMISE = "promise", "binds the speaker to future conduct"
    OFFER_HELP = "offer_help", "offers support, no term at issue"
    WELCOME = "welcome", "approves of what was done, agreed or proposed"
    REITERATE = "reiterate", "repeats a recorded demand or statement"
    EXPLAIN = "explain", "gives meaning, purpose or reason of what one's own side does or asks"
    ASSESS = "assess", "weighs: outcome, significance, sincerity, standing, difficulty"
    RANK = "rank", "places something in an order (largest, first, record)"
    PREDICT = "predict", "says what will or may happen, what others will do included"
    REPORT = "report", "an assertion that could be checked without weighing, held by no record"


class Timing(Term):
    """When it was said, measured by its occasion."""

    BEFORE = "before", "before the occasion began"
    DURING = "during", "at or during it"
    AFTER = "after", "after the occasion was over"
