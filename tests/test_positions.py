"""Every pointer leads to the very characters of its value, in any JSON text."""

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from istanbul_talks.io.parsing import MAX_DEPTH, NotJson, parse
from istanbul_talks.io.positions import Lines, escape, nodes

FLOATS = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | st.integers() | FLOATS | st.text(max_size=5)
KEYS = st.text(st.sampled_from('ab/~"\\\n{}[],: é😀'), max_size=4)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
LAYOUTS = st.fixed_dictionaries(
    {
        "indent": st.none() | st.integers(0, 3),
        "ensure_ascii": st.booleans(),
        "separators": st.sampled_from([(",", ":"), (" ,\r\n", " :\t"), (", ", ": ")]),
    }
)


def _pointers(value: Any, pointer: str = "") -> dict[str, Any]:
    found = {pointer: value}
    match value:
        case dict():
            items: Any = value.items()
        case list():
            items = enumerate(value)
        case _:
            items = ()
    for key, inner in items:
        found.update(_pointers(inner, f"{pointer}/{escape(key)}"))
    return found


@given(JSON, LAYOUTS)
def test_every_pointer_is_found_where_its_value_begins(value: Any, layout: Any) -> None:
    text = json.dumps(value, **layout)
    wanted = _pointers(value)
    found = {node.pointer: node for node in nodes(text)}
    assert found.keys() == wanted.keys()
    for pointer, node in found.items():
        decoded, _ = json.JSONDecoder().raw_decode(text, node.start)
        assert decoded == wanted[pointer]
        assert node.depth == pointer.count("/")
        if node.key:
            key = json.loads(text[slice(*node.key)])
            assert pointer.endswith("/" + escape(key))


@given(st.text(max_size=50), st.data())
def test_line_and_column_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    context = data.draw(st.integers(1, 60))
    line, column = Lines(text).place(offset)
    lines = text.split("\n")
    assert sum(len(before) + 1 for before in lines[: line - 1]) + column - 1 == offset
    excerpt, cut = Lines(text).excerpt(offset, context)
    whole = lines[line - 1]
    assert excerpt == whole[cut : column - 1 + context]
    assert cut == max(0, column - 1 - context)


@given(st.dictionaries(KEYS, SCALARS, min_size=1, max_size=4), st.data())
def test_repeated_keys_are_found(value: dict[str, Any], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(sorted(value)))
    pairs = [*value.items(), (again, "second")]
    body = ", ".join(f"{json.dumps(key)}: {json.dumps(held)}" for key, held in pairs)
    text = f'[{{"x": {{{body}}}}}]'
    parsed = parse(text)
    (node,) = parsed.repeated
    assert node.pointer == f"/0/x/{escape(again)}"
    assert json.loads(text[node.start : node.end]) == "second"
    assert parsed.value[0]["x"][again] == "second"


@given(JSON, LAYOUTS)
def test_parse_agrees_with_the_standard_library(value: Any, layout: Any) -> None:
    text = json.dumps(value, **layout)
    half = any("\ud800" <= c <= "\udfff" for c in json.dumps(value, ensure_ascii=False))
    if half:
        with pytest.raises(NotJson):
            parse(text)
    else:
        assert parse(text).value == json.loads(text)


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("[1, NaN]", "IT005", 4),
        ('{"a": -Infinity}', "IT005", 6),
        ('["NaN", Infinity]', "IT005", 8),
        ("[" * 10_000 + "]" * 10_000, "IT006", MAX_DEPTH),
        ("[" * 10_000, "IT006", MAX_DEPTH),
        ("[" * 100 + "]" * 100, "IT006", MAX_DEPTH),
        ('{"a":' * 300 + "1" + "}" * 300, "IT006", 5 * MAX_DEPTH),
        ('["\\ud83d"]', "IT007", 2),
        ('["\\\\ud83d", "\\uDE00"]', "IT007", 13),
        ("[1, x]", "IT004", 4),
        ('{"a" 1}', "IT004", 5),
        ('{"a": 1} x', "IT004", 9),
        ("// comment\n[]", "IT004", 0),
        ('{"a": "b', "IT004", 6),
        ("[NaNx]", "IT005", 1),
        ('{"a": "NaN", "b": -Infinityabc', "IT005", 18),
        ("[Infinity1]", "IT005", 1),
    ],
)
def test_what_is_refused_is_refused_at_its_place(text: str, code: str, offset: int) -> None:
    with pytest.raises(NotJson) as refused:
        parse(text)
    assert (refused.value.code, refused.value.offset) == (code, offset)


def test_deep_but_allowed_nesting_is_read() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert max(node.depth for node in nodes(text)) == MAX_DEPTH - 1
    assert parse(text).value


def test_huge_numbers_are_read_and_left_to_the_bounds() -> None:
    assert parse("1" * 5000).value == float("inf")
    assert parse("[1e999]").value == [float("inf")]
    assert parse('["\\ud83d\\ude00", "\\\\ud83d"]').value == ["😀", "\\ud83d"]
