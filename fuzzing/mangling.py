"""Damage: to JSON values where they have structure, to texts and bytes where they have none."""

import copy
import csv
import io
import json
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import seeds

Json = Any

ODD: list[Json] = [
    *(None, True, False, 0, -0.0, 1, 1.0, 2.5, -1, 2**53, 2**63, 2**64, 10**30, 10**399, 1e308),
    *("", "x", "x" * 61, "x" * 5000, "line\n", "\r", "\x1b[2J\x07", "\x9b31m", "\u202e", "\ufeff"),
    *("\x00", "\x7f", "\u2028", "\U0010ffff", "e\u0301", "<script>alert(1)</script>", "=1+1", "'="),
    *("actor/example", "actor/../../etc/passwd", "/etc/passwd", "source/x\n", "Actor/X", "actor/"),
    *("2025-06-02", "2025-02-29", "../..", "2025-06-30~", "0000", "9999-12-31/..", "2025-06-02/x"),
    *([], {}, [[]], [0], [0, 1], [1, 0], [0.0, 1.0], [0, 10**20], ["a", "a"], [1, "a", None]),
    *({"best": 1}, {"unit": "aircraft"}, {"low": 9, "best": 5, "high": 1, "unit": "aircraft"}),
    {"source": "source/x", "basis": "coded"},
]

ODD_WORDS = [
    *(
        "</script><script>alert(1)</script>",
        "<!--",
        "]]>",
        "&amp;",
        "&#0;",
        "{}",
        "{0}",
        "%s",
        "$&",
    ),
    *(
        "=1+1",
        "+1",
        "-1",
        "@x",
        "'=",
        "'",
        '"',
        "\\",
        "\\N",
        "`",
        "$x$",
        "\\end{x}",
        "{",
        "}",
        "%",
        "#",
    ),
    *(
        "TY  - JOUR",
        "ER  - ",
        "@article{x,",
        "-- ",
        "; DROP TABLE records",
        "\u00a0",
        " x ",
        "ﬁ",
        "e\u0301",
    ),
    *(
        "\ud7ff",
        "\ue000",
        "\ufffd",
        "\ufffe",
        "\U0001f600",
        "\U0010ffff",
        "\u200d",
        "\u200f",
        "\u202e",
        "\ufeff",
    ),
    *(
        "null",
        "true",
        "NaN",
        "1e400",
        "2025-06-02",
        "0",
        "http://x/ y",
        "a|b",
        "*x*",
        "[x](y)",
        "::error::x",
    ),
]

WORDS = frozenset({"name", "title", "summary", "note", "version", "license"})
"""Fields that take any line of text."""

KEYS = [
    "type",
    "id",
    "records",
    "provenance",
    "dissents",
    "value",
    "element",
    "span",
    "note",
    "",
    "\n",
]

TOKENS = [
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b":",
        b'"',
        b"\\",
        b"\n",
        b"\r\n",
        b"\t",
        b" ",
        b"\x00",
        b"\xff",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xe2\x80\xa8",
        b"\xc2\x9b",
        b"\xf0\x9f\x98\x80",
        b"\x1b[",
    ),
    *(b"NaN", b"-Infinity", b"1e999", b"-0", b"1E400", b"0.1e-999", b"00", b"1.", b"null", b"true"),
    *(
        b"\\ud83d",
        b"\\udc00",
        b"\\u0000",
        b"\\ud83d\\ude00",
        b"\\u001b",
        b"\\/",
        b"\\x",
        b"'",
        b"=",
        b";",
    ),
    *(b'"a":1,"a":2', b"[" * 70, b'{"a":' * 70, b"9" * 5000, b'"type":', b'"records":[', b"},{"),
]


def mangled(random: Random, value: Json, most: int = 3) -> Json:
    """A copy of a JSON value with some damage; now and then with none."""
    value = copy.deepcopy(value)
    for _ in range(random.choice([0, *range(1, most + 1)])):
        places = [*_places(value)]
        if not places:
            return value
        holder, key = random.choice(places)
        _damage(random, holder, key)
    return value


def reworded(random: Random, value: Json) -> Json:
    """A copy of a dataset's value, valid if that is, with odd words where any words may stand."""
    value = copy.deepcopy(value)
    places = [(held, key) for held, key in _places(value) if key in WORDS]
    for held, key in random.sample(places, min(len(places), random.randrange(6))):
        if isinstance(held[key], str):
            held[key] = random.choice(ODD_WORDS)
    return value


def _places(value: Json) -> Iterator[tuple[Any, Any]]:
    for key in [*value] if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def _damage(random: Random, holder: Any, key: Any) -> None:
    match random.randrange(9):
        case 0:
            del holder[key]
        case 1 | 2:
            holder[key] = _odd(random)
        case 3 if isinstance(holder[key], str):
            place = random.randrange(len(holder[key]) + 1)
            more = random.choice(["\n", "x", "-", "/", "~", "é", "\u2028", "\x1b", "\ud83d", "0"])
            holder[key] = holder[key][:place] + more + holder[key][place:]
        case 4 if isinstance(holder, dict):
            holder[random.choice([*KEYS, *holder])] = _odd(random)
        case 5 if isinstance(holder, list):
            holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        case 6:
            value = holder[key]
            for _ in range(random.choice([1, 2, 70, 300])):
                value = [value] if random.random() < 0.5 else {"value": value}
            holder[key] = value
        case 7 if isinstance(holder, dict):
            holder[f"{key}{random.choice(['s', '-', ' ', chr(27)])}"] = holder.pop(key)
        case _:
            pool = [place for place in _places(random.choice(seeds.records())) if place[1] == key]
            held, name = random.choice(pool) if pool else (ODD, 0)
            holder[key] = copy.deepcopy(held[name])


def _odd(random: Random) -> Json:
    return copy.deepcopy(random.choice(ODD))


def written(random: Random, value: Json) -> bytes:
    """A JSON value in one of many layouts."""
    layout: dict[str, Any] = random.choice(
        [{}, {}, {"indent": 1}, {"separators": (",", ":")}, {"sort_keys": True}]
    )
    text = json.dumps(value, ensure_ascii=random.random() < 0.3, **layout)
    if random.random() < 0.1:
        text = text.replace("\n", "\r\n")
    if random.random() < 0.1:
        text = random.choice(["\n", " ", "\t"]) + text + random.choice(["\n", "\n\n ", ""])
    return text.encode("utf-8", "surrogatepass")


def lines(random: Random, values: list[Json]) -> bytes:
    """JSON values a line each, some of them mangled, their order changed at times."""
    if random.random() < 0.5:
        random.shuffle(values)
    end = random.choice([b"\n", b"\n", b"\r\n", b"\n\n"])
    texts = [json.dumps(value, ensure_ascii=random.random() < 0.3) for value in values]
    return end.join(text.encode("utf-8", "surrogatepass") for text in texts) + random.choice(
        [end, b""]
    )


def broken(random: Random, data: bytes) -> bytes:
    """Bytes with some damage to them; most often with none."""
    for _ in range(random.choice([0, 0, 0, 1, 1, 2, 4])):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice([0, 0, 1, 1, 3, 10, 200]))
        match random.randrange(6):
            case 0:
                data = data[:start] + data[end:]
            case 1 | 2:
                data = data[:start] + random.choice(TOKENS) + data[end:]
            case 3:
                data = data[:start] + random.randbytes(random.choice([1, 1, 4])) + data[end:]
            case 4:
                data = data[:end] + data[start:]
            case _:
                again = data[end : end + 1] + data[end:]
                data = data[:start] if random.random() < 0.3 else data[:end] + again
    return data


def raw(random: Random) -> bytes:
    """Bytes without any plan, or a file of the corpus with damage."""
    if random.random() < 0.2:
        return random.randbytes(random.randrange(200))
    if random.random() < 0.2:
        return b"".join(random.choices(TOKENS, k=random.randrange(1, 30)))
    return broken(random, random.choice(seeds.texts()))


def package(random: Random) -> dict[str, bytes]:
    """The files of a package, one to three of them with damage."""
    files: dict[str, bytes] = dict(random.choice(seeds.packages()))
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        name = random.choice([*files])
        if name.endswith(".json") and random.random() < 0.6:
            files[name] = written(random, mangled(random, json.loads(seeds.packages()[0][name])))
        elif name.endswith(".csv") and random.random() < 0.6:
            files[name] = _table(random, files[name])
        else:
            files[name] = broken(random, files[name])
    if random.random() < 0.03:
        del files[random.choice([*files])]
    return files


def _table(random: Random, data: bytes) -> bytes:
    """A CSV file with a cell, a row or a column changed."""
    rows = [*csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline=""))]
    row = random.choice(rows[1:] or rows or [[]])
    if not row:
        return data
    column = random.randrange(len(row))
    match random.randrange(6):
        case 0:
            rows.insert(random.randrange(len(rows) + 1), [*row])
        case 1:
            rows.remove(row)
        case 2:
            for one in rows:
                del one[column : column + 1]
        case 3:
            row.insert(column, "x")
        case _:
            odd = random.choice([*ODD, row[column] + "x", "'" + row[column]])
            row[column] = odd if isinstance(odd, str) else json.dumps(odd)
    out = io.StringIO()
    csv.writer(out, lineterminator=random.choice(["\n", "\r\n"])).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def shown(files: Mapping[str, bytes]) -> bytes:
    """The files of a package one after the other, for a person to look at."""
    return b"".join(b"=== %s\n%s\n" % (name.encode(), data) for name, data in files.items())
