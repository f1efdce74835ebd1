"""Rules about what records mean (IT3..)."""

from istanbul_talks.findings.finding import Severity
from istanbul_talks.findings.rules.rule import Rule

RULES = (
    Rule(
        code="IT301",
        title="low lies above high",
        why="A range runs from the smaller number to the larger; exchanged bounds would turn "
        "every comparison round.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"low": 34, "high": 13, "unit": "aircraft"}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"low": 13, "high": 34, "unit": "aircraft"}}',
    ),
    Rule(
        code="IT302",
        title="best lies outside low–high",
        why="One claimant's best number lies within that claimant's own bounds. If it does "
        "not, two claimants' numbers were mixed: they are two figures.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"low": 13, "best": 41, "high": 34, "unit": "aircraft"}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"low": 13, "best": 27, "high": 34, "unit": "aircraft"}}',
    ),
    Rule(
        code="IT303",
        title="a share without what it is a share of",
        why="34 percent says nothing until the base says of what.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"best": 34, "unit": "percent"}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"best": 34, "unit": "percent"}, "base": "cruise missile '
        'carriers"}',
    ),
    Rule(
        code="IT304",
        title="a unit that does not fit",
        why="A distance is not counted in aircraft, nor a deadline in kilometres. Times take "
        "minutes to years, distances km or miles, damage USD, deaths and injuries persons; "
        "nothing else takes a unit of time or length.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"distance", "quantity": {"best": 41, "unit": "aircraft"}, "reference": '
        '"place/ukraine"}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"distance", "quantity": {"best": 41, "unit": "km"}, "reference": "place/ukraine"}',
    ),
    Rule(
        code="IT305",
        title="a hedge that contradicts the bounds",
        why='"More than" and "at least" give a low, "up to" and "under" a high; a plain best '
        "would make the claim stronger than it was.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"best": 41, "unit": "aircraft"}, "provenance": {"quantity": '
        '[{"source": "source/istanbul-talks-codebook", "basis": "coded", "hedge": '
        '["at_most"]}]}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"high": 41, "unit": "aircraft"}, "provenance": {"quantity": '
        '[{"source": "source/istanbul-talks-codebook", "basis": "coded", "hedge": '
        '["at_most"]}]}}',
    ),
    Rule(
        code="IT306",
        title="a distance or an elapsed time without its other end",
        why="A length between two places and a time after an event need to say from what they "
        "are measured.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"distance", "quantity": {"best": 41, "unit": "km"}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"distance", "quantity": {"best": 41, "unit": "km"}, "reference": "place/ukraine"}',
    ),
    Rule(
        code="IT307",
        title="one side counted, but not which",
        why="A number that counts what one side gave or received names the side that received.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"transferred", "quantity": {"best": 41, "unit": "person"}, "counting": "one_side"}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"transferred", "quantity": {"best": 41, "unit": "person"}, "counting": '
        '"one_side", "recipient": "actor/ukraine"}',
    ),
    Rule(
        code="IT308",
        title="two figures with one key",
        why="All fields but the quantity are a figure's key. A second number for the same key "
        "is a dissent of the first, so that nobody counts both.",
        bad='[{"type": "figure", "id": "figure/example", "about": "event/spiderweb", '
        '"measure": "hit", "quantity": {"best": 41, "unit": "aircraft"}}, {"type": '
        '"figure", "id": "figure/sample", "about": "event/spiderweb", "measure": "hit", '
        '"quantity": {"best": 40, "unit": "aircraft"}}]',
        good='[{"type": "figure", "id": "figure/example", "about": "event/spiderweb", '
        '"measure": "hit", "quantity": {"best": 41, "unit": "aircraft"}}, {"type": '
        '"figure", "id": "figure/sample", "about": "event/spiderweb", "measure": '
        '"destroyed", "quantity": {"best": 40, "unit": "aircraft"}}]',
    ),
    Rule(
        code="IT309",
        title="a figure's claimant who does not claim it",
        why="The claimant of a figure is the actor who asserts its number, so it is the "
        "claimant of the claims for its quantity, too; both are absent in the source's "
        "own voice.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"best": 41, "unit": "aircraft"}, "claimant": "actor/malyuk", '
        '"provenance": {"quantity": [{"source": "source/istanbul-talks-codebook", "basis": '
        '"coded"}]}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", "measure": '
        '"hit", "quantity": {"best": 41, "unit": "aircraft"}, "claimant": "actor/malyuk", '
        '"provenance": {"quantity": [{"source": "source/istanbul-talks-codebook", "basis": '
        '"coded", "claimant": "actor/malyuk"}]}}',
    ),
    Rule(
        code="IT310",
        title="an interval that ends before it begins",
        why="The first day stands first: 2025-06-09/2025-06-15.",
        bad='{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-15/2025-06-09"}',
        good='{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-09/2025-06-15"}',
    ),
    Rule(
        code="IT311",
        title="ended before it started",
        why="A meeting ends after it starts.",
        bad='{"type": "meeting", "id": "meeting/example", "kind": "bilateral_meeting", '
        '"status": "held", "started": "2025-06-03", "ended": "2025-06-02"}',
        good='{"type": "meeting", "id": "meeting/example", "kind": "bilateral_meeting", '
        '"status": "held", "started": "2025-06-02", "ended": "2025-06-03"}',
    ),
    Rule(
        code="IT312",
        title="a deadline before the day it was set",
        why="What is due before it was agreed or demanded could never be met; one of the two dates "
        "is another's.",
        bad='{"type": "demand", "id": "demand/example", "kind": "demand", '
        '"summary": "An example.", "due": "2025-06-01", "date": "2025-06-02"}',
        good='{"type": "demand", "id": "demand/example", "kind": "demand", '
        '"summary": "An example.", "due": "2025-06-03", "date": "2025-06-02"}',
    ),
    Rule(
        code="IT313",
        title="before or after what?",
        why="Timing says when something was said, measured by its occasion; without one there is "
        "nothing to measure by.",
        bad='{"type": "statement", "id": "statement/example", "act": "assess", '
        '"about": ["event/spiderweb"], "summary": "An example.", "timing": "after"}',
        good='{"type": "statement", "id": "statement/example", "act": "assess", '
        '"about": ["event/spiderweb"], "summary": "An example.", "timing": "after", '
        '"occasion": "meeting/istanbul-2025-round-2"}',
    ),
    Rule(
        code="IT320",
        title="a span that is empty or runs backwards",
        why="A span is [start, end): it includes its start and stops before its end.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [107, 100], '
        '"wording": "Example", "basis": "stated"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT321",
        title="a wording that does not fill its span",
        why="The wording is the text between start and end, character by character; if the "
        "lengths differ, one of the two is wrong. `istanbul-talks anchor` finds spans.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 109], '
        '"wording": "Example", "basis": "stated"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT322",
        title="a span beyond the end of its source",
        why="The source says how long its text is; nothing stands after its end.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [9000, 9007], '
        '"wording": "Example", "basis": "stated"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT323",
        title="a claim without span and wording",
        why="A value that rests on a text says at which characters and in which words. Where the "
        "source's record fixes no text (text_sha256), because nobody may keep a copy, the words "
        "stand alone. Only external and computed values, the parts of a text and the codebook's "
        "own decisions have neither.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "basis": "stated"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT324",
        title="inferred without a note",
        why="What follows from a text follows by a step that the reader must be able to check: "
        "the note names it.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "inferred"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "inferred", "note": "The only state in the '
        'text."}]}}',
    ),
    Rule(
        code="IT325",
        title="claims for a field that has no value",
        why="A claim supports the adopted value; without one there is nothing to support. What "
        "was not adopted is a dissent.",
        bad='{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "provenance": {"date": [{"source": "source/example", "span": [100, '
        '107], "wording": "Example", "basis": "stated"}]}}',
        good='{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-02", "provenance": {"date": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT326",
        title="a claim for an element that the field does not have",
        why="The element names, by value, which of the field's values the claim supports.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": ["Sample"], "provenance": {"aliases": [{"source": "source/example", '
        '"span": [100, 107], "wording": "Example", "element": "Sample", "basis": '
        '"stated"}, {"source": "source/example", "span": [100, 107], "wording": "Example", '
        '"element": "Smaple", "basis": "stated"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": ["Sample"], "provenance": {"aliases": [{"source": "source/example", '
        '"span": [100, 107], "wording": "Example", "element": "Sample", "basis": '
        '"stated"}]}}',
    ),
    Rule(
        code="IT327",
        title="an element without a claim",
        why="Every value of a list has its own claim; one claim for the first of four does not "
        "support the rest.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": ["Sample", "Instance"], "provenance": {"aliases": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "element": "Sample", '
        '"basis": "stated"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"aliases": ["Sample", "Instance"], "provenance": {"aliases": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "element": "Sample", '
        '"basis": "stated"}, {"source": "source/example", "span": [100, 107], "wording": '
        '"Example", "element": "Instance", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT328",
        title="the same claim twice",
        why="A copied claim looks like a second attestation and is none.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}, {"source": "source/example", "span": '
        '[100, 107], "wording": "Example", "basis": "stated"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}, {"source": "source/example", "span": '
        '[200, 207], "wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT329",
        title="a dissent that agrees",
        why="A dissent gives another value than the one adopted; the same value is a claim and "
        "belongs in provenance.",
        bad='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-02", "dissents": {"date": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "basis": "stated", '
        '"value": "2025-06-02", "note": "An example."}]}}, {"type": "disagreement", "id": '
        '"disagreement/example", "kind": "contradiction", "records": ["event/example"], '
        '"summary": "An example.", "treatment": "adopted_one", "field": "date"}]',
        good='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-02", "dissents": {"date": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "basis": "stated", '
        '"value": "2025-06-01", "note": "An example."}]}}, {"type": "disagreement", "id": '
        '"disagreement/example", "kind": "contradiction", "records": ["event/example"], '
        '"summary": "An example.", "treatment": "adopted_one", "field": "date"}]',
    ),
    Rule(
        code="IT330",
        title="a dissent whose value is not its element",
        why="On a list, a dissent with an element says that this one value stands in the "
        "source besides: value and element are the same.",
        bad='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "places": ["place/ukraine"], "dissents": {"places": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "basis": "stated", '
        '"element": "place/crimea", "value": "place/istanbul", "note": "An example."}]}}, '
        '{"type": "disagreement", "id": "disagreement/example", "kind": "contradiction", '
        '"records": ["event/example"], "summary": "An example.", "treatment": '
        '"adopted_one", "field": "places"}]',
        good='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "places": ["place/ukraine"], "dissents": {"places": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "basis": "stated", '
        '"element": "place/crimea", "value": "place/crimea", "note": "An example."}]}}, '
        '{"type": "disagreement", "id": "disagreement/example", "kind": "contradiction", '
        '"records": ["event/example"], "summary": "An example.", "treatment": '
        '"adopted_one", "field": "places"}]',
    ),
    Rule(
        code="IT331",
        title="an external value without a reference source",
        why="Coordinates and codes come from a gazetteer or code list that has a source record "
        "of its own (kind reference_work or dataset).",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "external"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT332",
        title="a span where there is no text",
        why="Computed values and the codebook's own decisions stand in no source: a span "
        "would pretend that they do.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/istanbul-talks-codebook", '
        '"span": [100, 107], "wording": "Example", "basis": "coded"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT333",
        title="display text as a second attestation",
        why="Headlines, captions and pull quotes repeat the body of the same text. A claim "
        "from them beside one from the body counts one report twice. (In the example the "
        "headline ends at character 50.)",
        severity=Severity.WARNING,
        bad='{"type": "event", "id": "event/example", "kind": "explosion", "status": "occurred", '
        '"date": "2025-06-02", "provenance": {"date": [{"source": "source/example", "span": '
        '[0, 7], "wording": "Example", "basis": "stated"}, {"source": "source/example", "span": '
        '[100, 107], "wording": "Example", "basis": "stated"}]}}',
        good='{"type": "event", "id": "event/example", "kind": "explosion", "status": "occurred", '
        '"date": "2025-06-02", "provenance": {"date": [{"source": "source/example", "span": '
        '[100, 107], "wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT334",
        title="computed, where nothing is computed",
        why="Only the hash and the length of a text are computed. Any other value rests on words, "
        "and its claim gives them.",
        bad='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "basis": "computed"}]}}',
        good='{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example", '
        '"provenance": {"name": [{"source": "source/example", "span": [100, 107], '
        '"wording": "Example", "basis": "stated"}]}}',
    ),
    Rule(
        code="IT340",
        title="somebody attended a meeting that was not held",
        why="Who is to sit at a meeting that is only proposed is proposed or possible there; "
        "nobody attends what did not take place.",
        bad='[{"type": "meeting", "id": "meeting/example", "kind": "bilateral_meeting", '
        '"status": "proposed"}, {"type": "participation", "id": "participation/example", '
        '"meeting": "meeting/example", "actor": "actor/malyuk", "role": "attendee", '
        '"status": "attended"}]',
        good='[{"type": "meeting", "id": "meeting/example", "kind": "bilateral_meeting", '
        '"status": "proposed"}, {"type": "participation", "id": "participation/example", '
        '"meeting": "meeting/example", "actor": "actor/malyuk", "role": "attendee", '
        '"status": "proposed"}]',
    ),
    Rule(
        code="IT341",
        title="a course or an outcome of a meeting that was not held",
        why="What did not take place has no beginning, no length and no outcome.",
        bad='{"type": "meeting", "id": "meeting/example", "kind": "bilateral_meeting", '
        '"status": "proposed", "outcome": ["ceasefire"]}',
        good='{"type": "meeting", "id": "meeting/example", "kind": "bilateral_meeting", '
        '"status": "held", "outcome": ["ceasefire"]}',
    ),
    Rule(
        code="IT342",
        title="the same seat twice",
        why="One actor in one role at one meeting is one participation; what a second source "
        "says of it is a claim or a dissent.",
        bad='[{"type": "participation", "id": "participation/example", "meeting": '
        '"meeting/istanbul-2025-round-2", "actor": "actor/malyuk", "role": "attendee", '
        '"status": "unclear"}, {"type": "participation", "id": "participation/sample", '
        '"meeting": "meeting/istanbul-2025-round-2", "actor": "actor/malyuk", "role": '
        '"attendee", "status": "unclear"}]',
        good='[{"type": "participation", "id": "participation/example", "meeting": '
        '"meeting/istanbul-2025-round-2", "actor": "actor/malyuk", "role": "attendee", '
        '"status": "unclear"}, {"type": "participation", "id": "participation/sample", '
        '"meeting": "meeting/istanbul-2025-round-2", "actor": "actor/malyuk", "role": '
        '"delegate", "status": "unclear"}]',
    ),
    Rule(
        code="IT350",
        title="a condition for nothing",
        why="A condition must be met before something that the party offers; condition_for "
        "says before what.",
        bad='{"type": "demand", "id": "demand/example", "kind": "condition", "summary": "An '
        'example."}',
        good='{"type": "demand", "id": "demand/example", "kind": "condition", "summary": "An '
        'example.", "condition_for": ["demand/ru-short-truce"]}',
    ),
    Rule(
        code="IT351",
        title="a term of something that is no package",
        why="Terms that are put forward together have a parent of kind package.",
        bad='[{"type": "demand", "id": "demand/whole", "kind": "demand", "summary": "An '
        'example."}, {"type": "demand", "id": "demand/example", "kind": "demand", '
        '"summary": "An example.", "part_of": "demand/whole"}]',
        good='[{"type": "demand", "id": "demand/whole", "kind": "package", "summary": "An '
        'example."}, {"type": "demand", "id": "demand/example", "kind": "demand", '
        '"summary": "An example.", "part_of": "demand/whole"}]',
    ),
    Rule(
        code="IT352",
        title="a package without terms",
        why="A package is the parent of its terms; with none it is a plain demand, or its "
        "terms are still to be coded.",
        severity=Severity.WARNING,
        bad='{"type": "demand", "id": "demand/example", "kind": "package", "summary": "An '
        'example."}',
        good='[{"type": "demand", "id": "demand/example", "kind": "package", "summary": "An '
        'example."}, {"type": "demand", "id": "demand/term", "kind": "demand", "summary": '
        '"An example.", "part_of": "demand/example"}]',
    ),
    Rule(
        code="IT353",
        title="a combination of what is no package",
        why="Only the terms of a package stand or fall together.",
        bad='{"type": "demand", "id": "demand/example", "kind": "demand", "summary": "An '
        'example.", "combination": "all_of"}',
        good='[{"type": "demand", "id": "demand/example", "kind": "package", "summary": "An '
        'example.", "combination": "all_of"}, {"type": "demand", "id": "demand/term", '
        '"kind": "demand", "summary": "An example.", "part_of": "demand/example"}]',
    ),
    Rule(
        code="IT354",
        title="a time limit that runs from nowhere",
        why="A hundred days after what? A time limit needs the act that it runs from; a "
        "deadline that is a date is `due`.",
        bad='{"type": "demand", "id": "demand/example", "kind": "demand", "summary": "An '
        'example.", "time_limit": {"high": 100, "unit": "day"}}',
        good='{"type": "demand", "id": "demand/example", "kind": "demand", "summary": "An '
        'example.", "time_limit": {"high": 100, "unit": "day"}, "after": '
        '"demand/ru-short-truce"}',
    ),
    Rule(
        code="IT360",
        title="a country code on what is no country",
        why="ISO 3166-1 codes are for countries. On a region or a city any code is a position "
        "on sovereignty, which only a source could take.",
        bad='{"type": "place", "id": "place/example", "kind": "city", "name": "Example", '
        '"iso3166": "TR"}',
        good='{"type": "place", "id": "place/example", "kind": "country", "name": "Example", '
        '"iso3166": "TR"}',
    ),
    Rule(
        code="IT361",
        title="a summary of nothing",
        why="A document of kind summary is an account of another document; derived_from says "
        "of which.",
        bad='{"type": "document", "id": "document/example", "kind": "summary", "name": "Example"}',
        good='{"type": "document", "id": "document/example", "kind": "summary", "name": '
        '"Example", "derived_from": "document/ru-memorandum"}',
    ),
    Rule(
        code="IT362",
        title="parts that do not lie in the text",
        why="The parts of a source lie within its text, and its length goes with its hash: "
        "together they fix what spans point into.",
        bad='{"type": "source", "id": "source/example", "kind": "news_article", "text_length": '
        '10, "text_sha256": '
        '"0000000000000000000000000000000000000000000000000000000000000000", "parts": '
        '[{"kind": "headline", "span": [0, 11]}]}',
        good='{"type": "source", "id": "source/example", "kind": "news_article", "text_length": '
        '10, "text_sha256": '
        '"0000000000000000000000000000000000000000000000000000000000000000", "parts": '
        '[{"kind": "headline", "span": [0, 10]}]}',
    ),
    Rule(
        code="IT363",
        title="two records with one name",
        why="Two actors or places of one kind with one name are most often one that was coded "
        "twice.",
        severity=Severity.WARNING,
        bad='[{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example"}, '
        '{"type": "actor", "id": "actor/sample", "kind": "state", "name": "Example"}]',
        good='[{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example"}, '
        '{"type": "actor", "id": "actor/sample", "kind": "state", "name": "Sample"}]',
    ),
    Rule(
        code="IT370",
        title="a dissent that no disagreement covers",
        why="A dissent is the other value, for machines; the disagreement says why there are "
        "two and what was done about it. Each dissent is covered by one that names its "
        "record and field.",
        bad='{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-02", "dissents": {"date": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "basis": "stated", '
        '"value": "2025-06-01", "note": "An example."}]}}',
        good='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-02", "dissents": {"date": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "basis": "stated", '
        '"value": "2025-06-01", "note": "An example."}]}}, {"type": "disagreement", "id": '
        '"disagreement/example", "kind": "contradiction", "records": ["event/example"], '
        '"summary": "An example.", "treatment": "adopted_one", "field": "date"}]',
    ),
    Rule(
        code="IT371",
        title="a disagreement about nothing",
        why="A disagreement about a field points at a dissent there, or at two or more records "
        "that stand side by side.",
        bad='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-02"}, {"type": "disagreement", "id": '
        '"disagreement/example", "kind": "contradiction", "records": ["event/example"], '
        '"summary": "An example.", "treatment": "adopted_one", "field": "date"}]',
        good='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred", "date": "2025-06-02", "dissents": {"date": [{"source": '
        '"source/example", "span": [100, 107], "wording": "Example", "basis": "stated", '
        '"value": "2025-06-01", "note": "An example."}]}}, {"type": "disagreement", "id": '
        '"disagreement/example", "kind": "contradiction", "records": ["event/example"], '
        '"summary": "An example.", "treatment": "adopted_one", "field": "date"}]',
    ),
    Rule(
        code="IT372",
        title="a disagreement about a field that its records lack",
        why="The field is named as in the model, and at least one of the records has it.",
        bad='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred"}, {"type": "disagreement", "id": "disagreement/example", "kind": '
        '"contradiction", "records": ["event/example"], "summary": "An example.", '
        '"treatment": "adopted_one", "field": "colour"}]',
        good='[{"type": "event", "id": "event/example", "kind": "explosion", "status": '
        '"occurred"}, {"type": "disagreement", "id": "disagreement/example", "kind": '
        '"contradiction", "records": ["event/example"], "summary": "An example.", '
        '"treatment": "adopted_one"}]',
    ),
)
