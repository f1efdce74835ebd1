"""Terms for actors and for what binds one actor to another."""

from istanbul_talks.model.vocabulary.term import Term


class ActorKind(Term):
    """What sort of actor it is."""

    STATE = "state", "a state as a whole, also when the text names it by its capital (Kyiv, Moscow)"
    GOVERNMENT_BODY = (
        "government_body",
        "a ministry, presidency, parliament or seat of government (White House, Kremlin)",
    )
    SECURITY_SERVICE = (
        "security_service",
        "an intelligence or security agency (SBU, Defence Intelligence of Ukraine)",
    )
    ARMED_FORCE = (
        "armed_force",
        "armed forces or a part of them (Ukrainian Armed Forces, Black Sea Fleet)",
    )
    DELEGATION = "delegation", "the team that one party sends to one series of talks"
    INTERNATIONAL_ORGANISATION = (
        "international_organisation",
        "a body of states that is no military alliance (European Union)",
    )
    MILITARY_ALLIANCE = "military_alliance", "a treaty organisation for defence (NATO)"
    POLITICAL_PARTY = "political_party", "a party (Republican Party)"
    NEWS_AGENCY = "news_agency", "a wire or picture agency (RIA Novosti, Reuters, AFP)"
    NEWS_OUTLET = "news_outlet", "an outlet that publishes to the public (CNN)"
    COMPANY = "company", "a commercial body that is neither (Capella Space, Warner Bros. Discovery)"
    RESEARCH_GROUP = (
        "research_group",
        "a named group or institute that analyses (imagery analysts, think tank)",
    )
    PERSON = "person", "a named human being"
    UNNAMED_PERSON = "unnamed_person", "one human being whom the source does not name"
    UNNAMED_GROUP = (
        "unnamed_group",
        "several whom the source does not name or number (some analysts, world leaders)",
    )
    COLLECTIVE = (
        "collective",
        "a named but unbounded set of states or bodies (the West, states at large)",
    )


class AffiliationKind(Term):
    """How a person or body belongs to an organisation."""

    OFFICE = "office", "the person holds a post in or of the organisation"
    LEADERSHIP = (
        "leadership",
        "the person heads the organisation; heading a delegation is a seat, not this",
    )
    MEMBERSHIP = "membership", "the person or body belongs to it without a stated post"
    EMPLOYMENT = "employment", "the person works for it (reporter, photographer)"
    SUBORDINATION = "subordination", "the body is part of the other body"
    OWNERSHIP = "ownership", "the body is owned by the other body"
