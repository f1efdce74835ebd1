"""What the gate reads off the bytes: control characters, keys that stand twice, what is no JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, strategies as st

from fitting import Json
from istanbul_talks.derived.structs import encode
from istanbul_talks.findings.report import Report
from istanbul_talks.io.inputs import Input
from istanbul_talks.io.parsing import NotJson, parse
from istanbul_talks.io.positions import escape
from istanbul_talks.model.shapes import TYPES
from istanbul_talks.validation.bytes import may_hold_control_characters, quotation_marks
from istanbul_talks.validation.engine import Run
from istanbul_talks.validation.look import Settings
from layouts import LAYOUTS
from valid_records import rich
from waving import assert_beyond_doubt, passing, passing_line

# Characters and keys that are lost where JSON is read

CONTROL = [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]
HARMLESS = [0x20, 0x22, 0x2F, 0x7E, 0xA0, 0xA8, 0xA9, 0xC2, 0xE9, 0x2027, 0x202A, 0x20A8, 0x3042]
HARMLESS += [0x1F600, 0xFEFF, 0xFFFD, 0xFFFF]

ACTOR: Json = {
    "type": "actor",
    "id": "actor/x",
    "kind": "person",
    "name": "A name",
    "aliases": ["one", "two"],
    "provenance": {
        "kind": [{"source": "source/x", "basis": "inferred", "note": "It follows."}],
        "name": [{"source": "source/x", "span": [0, 6], "wording": "A name", "basis": "stated"}],
        "aliases": [
            {"source": "source/x", "element": "one", "basis": "coded"},
            {"source": "source/x", "element": "two", "basis": "coded"},
        ],
    },
    "dissents": {
        "name": [{"source": "source/x", "basis": "coded", "value": "Other", "note": "Worse."}]
    },
}
TEXTS = ("A name", "one", "It follows.", "Other", "Worse.")


def _spellings(character: int) -> Iterator[str]:
    """The ways in which JSON may write a character within quotation marks."""
    char = chr(character)
    if char not in '"\\' and character >= 0x20:
        yield char
    yield json.dumps(char)[1:-1]
    units = char.encode("utf-16-be").hex()
    for form in (str.lower, str.upper):
        yield "".join(rf"\u{form(units[n : n + 4])}" for n in range(0, len(units), 4))
    yield from [r"\/"] if char == "/" else []


@pytest.mark.parametrize("text", TEXTS)
def test_a_control_character_never_passes_and_a_harmless_one_does(text: str) -> None:
    plain = json.dumps(ACTOR)
    assert passing(plain.encode())
    for character in CONTROL + HARMLESS:
        for spelling in _spellings(character):
            for written in (spelling + text[1:], text[:-1] + spelling):
                data = plain.replace(f'"{text}"', f'"{written}"').encode()
                assert chr(character) in json.loads(f'"{written}"')
                assert passing(data) == (character in HARMLESS), (hex(character), spelling)
            # Behind a backslash even a harmless one may ask for a closer look.
            data = plain.replace(f'"{text}"', rf'"\\{spelling}{text[2:]}"').encode()
            assert not passing(data) or character in HARMLESS


def _twice(value: Any, holder: Json, key: str, first: str) -> str:
    """The JSON of a value in which one object has one key twice, first with another value."""
    if isinstance(value, list):
        return f"[{', '.join(_twice(item, holder, key, first) for item in value)}]"
    if not isinstance(value, dict):
        return json.dumps(value)
    items = []
    for name, held in value.items():
        if value is holder and name == key:
            items.append(f"{json.dumps(name)}: {first}")
        items.append(f"{json.dumps(name)}: {_twice(held, holder, key, first)}")
    return f"{{{', '.join(items)}}}"


def _objects(value: Any, pointer: str = "") -> Iterator[tuple[Json, str]]:
    """Every object within a value, with its pointer."""
    if isinstance(value, dict):
        yield value, pointer
    for key in value if isinstance(value, dict) else range(len(value)):
        if isinstance(value[key], dict | list):
            yield from _objects(value[key], f"{pointer}/{escape(key)}")


@pytest.mark.parametrize("record_type", TYPES)
def test_a_key_that_stands_twice_is_noticed_wherever_it_stands(record_type: str) -> None:
    some = sorted(rich(record_type), key=lambda record: len(json.dumps(record.get("dissents"))))
    record = json.loads(json.dumps(some[-1]))
    for holder, pointer in _objects(record):
        for key, held in holder.items():
            text = _twice(record, holder, key, json.dumps(held))
            assert [node.pointer for node in parse(text).repeated] == [f"{pointer}/{key}"]
            assert not passing(text.encode()), (pointer, key)
            for first in ("1", '"x"', r'"\\\""', r'"\u0022"', '{"\\"": "\\\\"}', "[]"):
                text = _twice(record, holder, key, first)
                assert not passing(text.encode()), (pointer, key, first)
                if passing_line(text.encode()):
                    assert_beyond_doubt(json.loads(text))
            assert passing(_twice(record, holder, "none", "").encode())


@pytest.mark.parametrize("record_type", ["actor", "figure"])
def test_a_key_that_stands_twice_is_reported_where_it_stands(record_type: str) -> None:
    record = json.loads(json.dumps(rich(record_type)[0]))
    for holder, pointer in _objects(record):
        key = min(holder)
        text = _twice(record, holder, key, json.dumps(holder[key]))
        document = f'{{"schema_version": "1", "records": [{text}]}}'
        for name, data, before in [("x.json", document, "/records/0"), ("x.jsonl", text, "")]:
            found = _report(name, data, duplicate_keys=name == "x.jsonl").findings
            assert [f.place.pointer for f in found if f.code == "IT115"] == [
                f"{before}{pointer}/{key}"
            ]
        assert not any(f.code == "IT115" for f in _report("x.jsonl", text).findings)


def _report(name: str, text: str, *, duplicate_keys: bool = False) -> Report:
    settings = Settings(duplicate_keys=duplicate_keys)
    return Run([Input(name, text.encode())], None, settings).check()


TEXT = st.text(st.sampled_from('"\\/abé\n\x7f\u2028😀 {}[],:'), max_size=12)
JSON = st.recursive(
    TEXT | st.integers(0, 9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


_OTHERWISE = {"/": r"\/", r"\"": r"\u0022", r"\\": r"\u005c"}


@given(JSON, LAYOUTS, st.booleans())
def test_quotation_marks_are_counted_however_a_text_is_spelled(
    value: Any, layout: Json, slashes: bool
) -> None:
    text = json.dumps(value, **layout)
    if slashes:
        text = re.sub(r"\\.|/", lambda found: _OTHERWISE.get(found[0], found[0]), text)
    assert json.loads(text) == value
    wanted = 2 * sum(1 for _ in _texts(value))
    assert quotation_marks(text.encode()) == quotation_marks(encode(value)) == wanted


def _texts(value: Any) -> Iterator[str]:
    """Every text and every key of a value."""
    match value:
        case str():
            yield value
        case dict():
            yield from value
            for held in value.values():
                yield from _texts(held)
        case list():
            for held in value:
                yield from _texts(held)


@given(st.text(st.sampled_from([*map(chr, CONTROL), *'a"\\/é😀\xa0\u2027']), max_size=6), LAYOUTS)
def test_no_control_character_goes_unnoticed(text: str, layout: Json) -> None:
    holds = any(ord(character) in CONTROL for character in text)
    data = json.dumps([text], **layout).encode()
    assert may_hold_control_characters(data) >= holds
    assert may_hold_control_characters(encode([text])) >= holds


# What is no JSON

NOT_JSON = [
    ('"A name"', "'A name'"),
    ('"A name"', "A name"),
    ('"A name"', '"A name'),
    ('"A name"', '"A\tname"'),
    ('"A name"', '"A\0name"'),
    ('"A name"', r'"A\xname"'),
    ('"A name"', r'"A\u12name"'),
    ('"A name"', r'"\ud83d"'),
    ('"A name"', r'"\ude00\ud83d"'),
    ('"A name"', '"A name",'),
    ('"two"]', '"two",]'),
    ('"kind": "person"', '"kind": "person" "name": "x"'),
    ('"kind": "person"', '"kind" "person"'),
    ('"kind": "person"', 'kind: "person"'),
    ('"kind": "person",', '"kind": "person",,'),
    ("[0, 6]", "[0, 06]"),
    ("[0, 6]", "[0, +6]"),
    ("[0, 6]", "[0, 6.]"),
    ("[0, 6]", "[.0, 6]"),
    ("[0, 6]", "[0, 0x6]"),
    ("[0, 6]", "[0, 6e]"),
    ("[0, 6]", "[-, 6]"),
    ("[0, 6]", "[0, NaN]"),
    ("[0, 6]", "[0, Infinity]"),
    ("[0, 6]", "[0, 6_0]"),
    ("[0, 6]", "[0, ٦]"),
    ("[0, 6]", "[0, 6]]"),
    ("[0, 6]", "[0, 6"),
    ("[0, 6]", "[0 6]"),
    ("[0, 6]", "[0,\x0c6]"),
    ("[0, 6]", "[0,\xa06]"),
    ("[0, 6]", "[0, /* six */ 6]"),
]
NOT_UTF8 = [
    b"\xff",
    b"\xe9",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x80",
    b"\x80",
]


@pytest.mark.parametrize(("right", "wrong"), NOT_JSON)
def test_what_is_no_json_does_not_pass(right: str, wrong: str) -> None:
    text = json.dumps(ACTOR)
    assert passing_line(text.encode())
    assert text.count(right) >= 1
    spoiled = text.replace(right, wrong)
    with pytest.raises(NotJson):
        parse(spoiled)
    assert not passing_line(spoiled.encode())


@pytest.mark.parametrize("ending", ["}", "{}", ",", " x", "\0", "\ufeff", "null", "\x0b"])
def test_what_follows_or_precedes_a_record_does_not_pass(ending: str) -> None:
    text = json.dumps(ACTOR)
    assert not passing_line(f"{text}{ending}".encode())
    assert not passing_line(f"{ending}{text}".encode())
    assert passing_line(f" \t{text}\r".encode())


@pytest.mark.parametrize("wrong", NOT_UTF8)
def test_what_is_no_utf8_does_not_pass(wrong: bytes) -> None:
    text = json.dumps(ACTOR).encode()
    for right in ('"A name"', '"name"', '"person"', '"one"', '"source/x"', '"actor"'):
        for place in (right[:-1].encode() + wrong + b'"', b'"' + wrong + right[1:].encode()):
            assert not passing_line(text.replace(right.encode(), place)), place
