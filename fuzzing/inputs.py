"""How inputs are made for each entry point: named files, and how a command is called on them."""

import gzip
import json
from random import Random

import seeds
import zstandard
from judges import JUDGES
from mangling import ODD, broken, lines, mangled, package, raw, reworded, written

Files = dict[str, bytes]

ARGUMENTS = "arguments"
"""The file with the arguments of a command, one a line; ``{}`` is the folder."""

FORM = "form"
"""The file that says what is to be made of a dataset."""

TEXT = "example-bulletin.txt"
"""The text of the source that the example of outside data rests on."""


def document(random: Random) -> Files:
    """A file with a dataset document, or what is left of one."""
    if random.random() < 0.15:
        return {"x.json": raw(random)}
    value = mangled(random, random.choice(seeds.documents()))
    if random.random() < 0.1 and isinstance(value, dict) and value.get("records"):
        value = value["records"][0] if isinstance(value["records"], list) else value
    return {"x.json": broken(random, written(random, value))}


def many_lines(random: Random) -> Files:
    """A file of JSON Lines, or what is left of one."""
    if random.random() < 0.15:
        return {"x.jsonl": raw(random)}
    first = random.choice(seeds.documents())["records"]
    more = random.sample(seeds.records(), random.randrange(4))
    values = [mangled(random, record, 1) for record in [*first[:8], *more]]
    return {"x.jsonl": broken(random, lines(random, values))}


def compressed(random: Random) -> Files:
    """A compressed file, its content or its bytes damaged."""
    (name, data), *_ = (document if random.random() < 0.5 else many_lines)(random).items()
    if random.random() < 0.5:
        return {f"{name}.gz": broken(random, gzip.compress(data, 1, mtime=0))}
    return {f"{name}.zst": broken(random, zstandard.compress(data))}


def piped(random: Random) -> Files:
    """What may come by a pipe: its form is told by its look."""
    make = random.choice([document, many_lines, compressed])
    (_, data), *_ = make(random).items()
    return {"x": data}


def tables(random: Random) -> Files:
    """A data package."""
    return package(random)


def difference(random: Random) -> Files:
    """A difference as JSON."""
    if random.random() < 0.1:
        return {"x.json": raw(random)}
    value = mangled(random, random.choice(seeds.differences()))
    return {"x.json": broken(random, written(random, value))}


def pair(random: Random) -> Files:
    """Two datasets that have much in common, most often valid."""
    value = random.choice(seeds.documents())
    other = mangled(random, value) if random.random() < 0.7 else random.choice(seeds.documents())
    return {"a.json": written(random, value), "b.json": written(random, other)}


def to_export(random: Random) -> Files:
    """A dataset, most often valid and with odd words in it, and what is to be made of it."""
    value = reworded(random, random.choice(seeds.documents()))
    if random.random() < 0.3:
        value = mangled(random, value, 1)
    return {"x.json": written(random, value), FORM: random.choice([*JUDGES]).encode()}


def with_text(random: Random) -> Files:
    """A dataset and the text of its source, one or the other with damage, or both."""
    value = mangled(random, seeds.outside())
    text = seeds.outside_text()
    return {"x.json": written(random, value), TEXT: broken(random, text)}


def old(random: Random) -> Files:
    """A document of an earlier schema version."""
    value = mangled(random, random.choice(seeds.documents()))
    if isinstance(value, dict):
        value["schema_version"] = random.choice(["0", "0", "0", "1", random.choice(ODD)])
        for record in value["records"] if isinstance(value.get("records"), list) else ():
            if isinstance(record, dict) and record.get("type") == "event":
                record["kind"] = random.choice(["mediation", record.get("kind")])
    return {"x.json": broken(random, written(random, value))}


COMMANDS = [
    *(["validate", "--format", style] for style in ("text", "json", "sarif", "github", "junit")),
    *(["validate", "--no-canonical", "--duplicate-keys"], ["validate", "--max-findings", "1"]),
    *(["validate", "--quiet"], ["format", "--check"], ["format"], ["cite", "--data"]),
    *(["verify", "--sources", "{}"], ["anchor", "--sources", "{}"]),
    *(["migrate", "--from", "0", "-o", "-"], ["migrate", "--check"], ["diff", "canonical"]),
    *(["merge", "-o", "{}/merged.json"], ["merge", "--format", "json", "-o", "{}/merged.jsonl"]),
    ["apply", "canonical", "-o", "{}/new.json"],
    *(["export", form, "-o", "{}/made", "--data"] for form in ("jsonl", "csv", "geojson", "ris")),
]


def command(random: Random) -> Files:
    """A command and the file that it is given, under a name that may be odd itself."""
    make = random.choice([document, document, many_lines, compressed, difference])
    (name, data), *_ = make(random).items()
    stem, _, suffix = name.partition(".")
    odd = random.choice([stem, stem, "\x1b[2J", "a b", "ü", "-x", "<x>", "a%0Ab", "x:1"])
    arguments = [*random.choice(COMMANDS), f"{{}}/{odd}.{suffix}"]
    return {f"{odd}.{suffix}": data, ARGUMENTS: json.dumps(arguments).encode()}
