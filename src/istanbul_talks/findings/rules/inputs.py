"""Rules about inputs that cannot be read (IT0..): exit status 2."""

from istanbul_talks.findings.rules.rule import Rule

RULES = (
    Rule(
        code="IT001",
        title="the path cannot be read",
        why="Nothing is there, or the file may not be read. What was not read is never valid.",
    ),
    Rule(
        code="IT002",
        title="the file is not UTF-8",
        why="JSON is exchanged in UTF-8 (RFC 8259, section 8.1), without a byte order mark; in "
        "the CSV files of a package, where spreadsheets write one, it is passed over. "
        "Guessing another encoding would change names without a word.",
    ),
    Rule(
        code="IT003",
        title="the file is empty",
        why="An empty file is more often an accident than a dataset without records; that one is "
        'written {"schema_version": "1", "records": []}.',
    ),
    Rule(
        code="IT004",
        title="the text is not JSON",
        why="A comma too many, a quotation mark too few, a comment, a file cut short: "
        "a reader that guessed would read something that you did not write.",
    ),
    Rule(
        code="IT005",
        title="NaN or Infinity",
        why="They are no JSON numbers, and no source claims them. "
        "Where there is no number, the key is left out.",
    ),
    Rule(
        code="IT006",
        title="nested too deeply",
        why="A record needs six levels. Hundreds of levels are a mistake or an attack on readers.",
    ),
    Rule(
        code="IT007",
        title="half a character",
        why="A lone surrogate such as \\ud83d is half a character. "
        "No UTF-8 file can hold it, so it could not be written back.",
    ),
    Rule(
        code="IT008",
        title="the directory holds no document",
        why="A dataset is *.json documents, *.jsonl files or CSV with a datapackage.json, at any "
        "depth of the directory. "
        "That nothing was found must not look like success.",
    ),
    Rule(
        code="IT009",
        title="the compressed data are damaged",
        why="A download that broke off ends in the middle of a record. What stands before the "
        "damage is checked; what stood behind it is lost, and never counts as valid.",
    ),
    Rule(
        code="IT010",
        title="a line is too long",
        why="JSON Lines hold one record a line, and a record has some kilobytes. A line of many "
        "megabytes is another sort of file, and would fill the memory.",
    ),
    Rule(
        code="IT011",
        title="the file changed while it was read",
        why="What was checked is no longer what lies there.",
    ),
    Rule(
        code="IT012",
        title="not the description of a data package",
        why="datapackage.json names the tables and their files. A table that nobody knows would "
        "be lost, and a path that leads out of the folder is not followed.",
    ),
    Rule(
        code="IT013",
        title="a header that is not that of its table",
        why="A column that is missing, misspelt or there twice has no values, or two. "
        "Where nothing is known the column is there, and its cells are empty.",
    ),
    Rule(
        code="IT014",
        title="a row that does not fit its header",
        why="A comma or a quotation mark too many or too few shifts all values behind it "
        "into the wrong columns.",
    ),
    Rule(
        code="IT015",
        title="a claim out of place",
        why="A row of claims.csv names the record and the field that it is about, and its number "
        "among the claims there. Without a record or a number of its own it stands nowhere.",
    ),
    Rule(
        code="IT016",
        title="a cell that contradicts what it is computed from",
        why="The first day of a date, or the value that a claim is about, says again what other "
        "cells say. If it says something else, one of the two was forgotten.",
    ),
    Rule(
        code="IT017",
        title="too much comes of the compressed data",
        why="A file of some kilobytes can be made to hold gigabytes, to fill the memory or the "
        "day of whoever opens it. What stands before the limit is checked; the limit can be set.",
    ),
)
