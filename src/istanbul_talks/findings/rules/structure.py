"""Rules of the JSON Schema (IT1..), each for the keywords that it explains."""

from istanbul_talks.findings.rules.rule import Rule

RULES = (
    Rule(
        code="IT101",
        title="a required field is missing",
        why="The fields marked * in the codebook make the record what it is; "
        "a figure without a measure is no figure.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state"}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example"}',
    ),
    Rule(
        code="IT102",
        title="an unknown field",
        why="Nobody would find a value under a misspelt or invented key, and no claim would back "
        "it. `istanbul-talks ref TYPE` lists the fields.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"alias": "Sample"}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": ["Sample"]}',
    ),
    Rule(
        code="IT103",
        title="the wrong type of JSON value",
        why='Nothing is converted silently: "41" is a text, 41 a number, '
        "and one value is not a list of one.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", '
        '"measure": "hit", "quantity": {"best": "41", "unit": "aircraft"}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", '
        '"measure": "hit", "quantity": {"best": 41, "unit": "aircraft"}}',
    ),
    Rule(
        code="IT104",
        title="not a term of the vocabulary",
        why="Terms have definitions, so that two coders decide alike. "
        "`istanbul-talks ref VOCABULARY` lists them.",
        bad='{"type": "place", "id": "place/example", "kind": "town", "name": "Example"}',
        good='{"type": "place", "id": "place/example", "kind": "city", "name": "Example"}',
    ),
    Rule(
        code="IT105",
        title="not an id",
        why="An id is type/slug in lower case, letters, digits and single hyphens, "
        "so that it reads well, sorts well and works in a web address.",
        bad='{"type": "actor", "id": "actor/Example_1", "kind": "state", "name": "Example"}',
        good='{"type": "actor", "id": "actor/example-1", "kind": "state", "name": "Example"}',
    ),
    Rule(
        code="IT106",
        title="not a date in EDTF",
        why="Dates follow EDTF (ISO 8601-2): 2025, 2025-06, 2025-06-02, 2025-06-30~ for about that "
        "day, ../2025-06-30 for until then. The days must exist in the calendar.",
        bad='{"type": "event", "id": "event/example", "kind": "explosion", "status": "occurred", '
        '"date": "2 June 2025"}',
        good='{"type": "event", "id": "event/example", "kind": "explosion", "status": "occurred", '
        '"date": "2025-06-02"}',
    ),
    Rule(
        code="IT107",
        title="a text of the wrong form",
        why="Texts are one line, and hashes, web addresses, language tags and country codes have "
        "forms of their own. A line break or a control character would break tables and terminals.",
        bad='{"type": "source", "id": "source/example", "kind": "news_article", "language": "EN"}',
        good='{"type": "source", "id": "source/example", "kind": "news_article", "language": "en"}',
    ),
    Rule(
        code="IT108",
        title="a text that is too long",
        why="A wording holds at most 60 characters, because sentences of a source are not copied; "
        "names and summaries have limits, because they stand in tables.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 161], "wording": '
        '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "basis": "stated"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT109",
        title="a number out of bounds",
        why="Integers beyond 2^53-1 lose digits in many readers (RFC 8259, section 6); "
        "latitudes end at 90, spans begin at 0.",
        bad='{"type": "place", "id": "place/example", "kind": "city", "name": "Example", '
        '"coordinates": {"latitude": 410.1, "longitude": 29}}',
        good='{"type": "place", "id": "place/example", "kind": "city", "name": "Example", '
        '"coordinates": {"latitude": 41.01, "longitude": 29}}',
    ),
    Rule(
        code="IT110",
        title="a list of the wrong length",
        why="What is missing has no key: an empty list says nothing. A span has two numbers.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": []}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example"}',
    ),
    Rule(
        code="IT111",
        title="the same value twice in a list",
        why="Lists of a record are sets: a second copy would count twice in every table.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": ["Sample", "Sample"]}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": ["Sample"]}',
    ),
    Rule(
        code="IT112",
        title="null",
        why="There is one way to say that a value is missing: no key. "
        "`istanbul-talks format` drops nulls.",
        bad='{"type": "event", "id": "event/example", "kind": "explosion", "status": "occurred", '
        '"date": null}',
        good='{"type": "event", "id": "event/example", "kind": "explosion", "status": "occurred"}',
    ),
    Rule(
        code="IT113",
        title="a field without a claim",
        why="Every value says who claims it and which source reports it, at which characters. "
        "A value that nobody claims is the coder's invention.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"kind": [{"source": "source/istanbul-talks-codebook", "basis": "coded"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"kind": [{"source": "source/istanbul-talks-codebook", "basis": "coded"}], '
        '"name": [{"source": "source/istanbul-talks-codebook", "basis": "coded"}]}}',
    ),
    Rule(
        code="IT114",
        title="an unknown record type",
        why="The type says which fields a record has; there are thirteen. "
        "`istanbul-talks ref` lists them.",
        bad='{"type": "battle", "id": "battle/example", "kind": "raid"}',
        good='{"type": "event", "id": "event/example", "kind": "bombardment", '
        '"status": "occurred"}',
    ),
    Rule(
        code="IT115",
        title="the same key twice in an object",
        why="Most readers keep the last value and drop the first without a word.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"name": "Sample"}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": ["Sample"]}',
    ),
    Rule(
        code="IT116",
        title="a quantity without a number",
        why="A quantity has at least one of low, best and high; without a number there is no "
        "quantity, and the key is left out.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", '
        '"measure": "hit", "quantity": {"unit": "aircraft"}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", '
        '"measure": "hit", "quantity": {"low": 13, "unit": "aircraft"}}',
    ),
    Rule(
        code="IT117",
        title="another schema version",
        why="This release knows schema version 1; what another version means by a field, "
        "it cannot know. `istanbul-talks migrate` brings data of an earlier version to this one.",
        bad='{"schema_version": "2", "records": []}',
        good='{"schema_version": "1", "records": []}',
    ),
)
