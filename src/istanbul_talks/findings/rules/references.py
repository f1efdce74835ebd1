"""Rules about references between records (IT2..)."""

from istanbul_talks.findings.rules.rule import Rule

RULES = (
    Rule(
        code="IT201",
        title="a reference to a record that does not exist",
        why="References resolve within the input or to the canonical dataset; one that leads "
        "nowhere is a misspelling, or a record that is still to be coded.",
        bad='{"type": "figure", "id": "figure/example", "about": "event/spidreweb", '
        '"measure": "hit", "quantity": {"best": 41, "unit": "aircraft"}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", '
        '"measure": "hit", "quantity": {"best": 41, "unit": "aircraft"}}',
    ),
    Rule(
        code="IT202",
        title="a reference to a record of the wrong type",
        why="Each field says which record types it may point to: a venue is a place, "
        "a claimant an actor.",
        bad='{"type": "event", "id": "event/example", "kind": "explosion", "status": "occurred", '
        '"places": ["actor/ukraine"]}',
        good='{"type": "event", "id": "event/example", "kind": "explosion", "status": "occurred", '
        '"places": ["place/ukraine"]}',
    ),
    Rule(
        code="IT203",
        title="two records with one id",
        why="An id names one record; of two, every reader would show another one.",
        bad='[{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example"}, '
        '{"type": "actor", "id": "actor/example", "kind": "person", "name": "Sample"}]',
        good='[{"type": "actor", "id": "actor/example", "kind": "state", "name": "Example"}, '
        '{"type": "actor", "id": "actor/sample", "kind": "person", "name": "Sample"}]',
    ),
    Rule(
        code="IT204",
        title="records that lead round in a circle",
        why="A place does not lie within itself, a part is no part of its parts, "
        "and of two conditions that wait for each other none can be met.",
        bad='[{"type": "place", "id": "place/example", "kind": "city", "name": "Example", '
        '"within": "place/sample"}, '
        '{"type": "place", "id": "place/sample", "kind": "first_level_division", '
        '"name": "Sample", "within": "place/example"}]',
        good='[{"type": "place", "id": "place/example", "kind": "city", "name": "Example", '
        '"within": "place/sample"}, '
        '{"type": "place", "id": "place/sample", "kind": "first_level_division", '
        '"name": "Sample"}]',
    ),
    Rule(
        code="IT205",
        title="documents of one dataset that disagree about it",
        why="The documents of a directory are one dataset: with two titles, versions or licences "
        "nobody could say which it has.",
    ),
    Rule(
        code="IT206",
        title="a record that points to itself",
        why="A figure about itself counts nothing, and nobody belongs to himself: another record "
        "was meant.",
        bad='{"type": "figure", "id": "figure/example", "about": "figure/example", '
        '"measure": "hit", "quantity": {"best": 41, "unit": "aircraft"}}',
        good='{"type": "figure", "id": "figure/example", "about": "event/spiderweb", '
        '"measure": "hit", "quantity": {"best": 41, "unit": "aircraft"}}',
    ),
)
