"""Small damage to JSON values, of every sort that a schema keyword looks at."""

import copy
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

ODD_VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    1.0,
    2.5,
    -1,
    2**53,
    -(2**53),
    1e300,
    "",
    "x",
    "x" * 61,
    "x" * 401,
    "line\n",
    "\x1b[2J",
    "actor/example",
    "actor/example\n",
    "Actor/Example",
    "actor/example-",
    "nowhere/example",
    "2025-06-02",
    "2025-06-02\n",
    "2025-02-29",
    "2024-02-29",
    "../..",
    "0000",
    "2025-06-30~",
    "unclear",
    [],
    {},
    [0],
    [0, 1],
    [0.0, 1.0],
    [1, 0, 2],
    ["actor/example", "actor/example"],
    {"best": 1, "unit": "aircraft"},
    {"unit": "aircraft"},
    {"best": 1.0, "unit": "furlong"},
]


@st.composite
def mutated(draw: DrawFn, values: st.SearchStrategy[Any], most: int = 3) -> Any:
    """Draw a value and damage it in one to ``most`` places; the damage may heal by chance."""
    value = copy.deepcopy(draw(values))
    for _ in range(draw(st.integers(1, most))):
        holder, key = draw(st.sampled_from(_places(value)))
        match draw(st.integers(0, 4)):
            case 0:
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(draw(st.sampled_from(ODD_VALUES)))
            case 2 if isinstance(holder[key], str):
                holder[key] += draw(st.sampled_from(["\n", " ", "x", "/x", "~", "é", "\u2028"]))
            case 3 if isinstance(holder, dict):
                name = draw(st.sampled_from(["colour", "element", "value", "note", "date", ""]))
                holder[name] = copy.deepcopy(draw(st.sampled_from(ODD_VALUES)))
            case _ if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                holder[key] = copy.deepcopy(draw(st.sampled_from(ODD_VALUES)))
        if not value:
            break
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) within a value."""
    found = []
    for key in value if isinstance(value, dict) else range(len(value)):
        found.append((value, key))
        if isinstance(value[key], dict | list):
            found.extend(_places(value[key]))
    return found
