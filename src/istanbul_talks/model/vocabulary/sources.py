"""Terms for sources and their parts."""

from istanbul_talks.model.vocabulary.term import Term


class SourceKind(Term):
    """What sort of source it is."""

    NEWS_ARTICLE = "news_article", "an outlet's own text"
    WIRE_COPY = "wire_copy", "an agency or wire text as carried"
    BROADCAST = "broadcast", "radio, television, video programme"
    PRESS_RELEASE = "press_release", "an actor's own announcement"
    OFFICIAL_DOCUMENT = "official_document", "law, decree, memorandum text"
    TRANSCRIPT = "transcript", "record of spoken words"
    SOCIAL_MEDIA_POST = "social_media_post", "a post on a social network"
    PHOTOGRAPH = (
        "photograph",
        "one picture, as a source of its own or as printed in an article (part_of)",
    )
    VIDEO = "video", "footage or a still from it"
    SATELLITE_IMAGE = "satellite_image", "one image from orbit"
    RESEARCH_REPORT = "research_report", "think tank, open-source analysis"
    FACT_CHECK = "fact_check", "a check of claims"
    DATASET = "dataset", "a structured collection of data"
    REFERENCE_WORK = "reference_work", "gazetteer, code list"
    CODEBOOK = "codebook", "this dataset's own decisions"


class PartKind(Term):
    """What a stretch of a source is."""

    HEADLINE = "headline", "the title of the text"
    STANDFIRST = "standfirst", "lead under the title"
    HEADING = "heading", "the title of a section of the text"
    BODY = "body", "running text (default)"
    CAPTION = "caption", "text of a picture"
    PULL_QUOTE = "pull_quote", "repeated display text"
    BYLINE = "byline", "authors and contributors"
    BOILERPLATE = "boilerplate", "copyright, page residue"
