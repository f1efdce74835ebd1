"""What `validate.py` sets side by side: us and our peers, each at work on the same data.

A contender is prepared once (modules imported, validators built, samples parsed: not counted) and
run in every round. Whoever calls a valid record invalid stops the benchmark: its time would mean
nothing.
"""

import functools
import math

from measuring import EXAMPLE, MEGABYTES, Contender, Cost
from ours import beside_ids, everything, ours, ours_summed, reported, schema_only

from peers import (
    check_jsonschema,
    everything_with_rust,
    everything_with_rust_but_decoding,
    fastjsonschema,
    jsonschema,
    jsonschema_rs,
    orjson_alone,
    pydantic,
)

CONTENDERS = {
    "orjson": Contender("orjson.loads alone", orjson_alone),
    "schema": Contender("ours, schema only", schema_only),
    "all": Contender("ours, everything", everything),
    "all-2": Contender("ours, everything, 2 processes", functools.partial(everything, jobs=2)),
    "jsonschema-rs": Contender("orjson + jsonschema-rs", jsonschema_rs),
    "jsonschema-rs-rewritten": Contender(
        "orjson + jsonschema-rs, schema rewritten for it",
        functools.partial(jsonschema_rs, rewritten=True),
    ),
    "jsonschema-rs-all": Contender("orjson + jsonschema-rs, everything", everything_with_rust),
    "jsonschema-rs-least": Contender(
        "orjson + jsonschema-rs, everything, second decoding not counted",
        everything_with_rust_but_decoding,
    ),
    "pydantic": Contender("pydantic, models", pydantic),
    "pydantic-dict": Contender(
        "pydantic, typed dictionaries", functools.partial(pydantic, dictionaries=True)
    ),
    "fastjsonschema": Contender("fastjsonschema on parsed values", fastjsonschema),
    "jsonschema": Contender("jsonschema on parsed values", jsonschema),
    **{
        f"report-{share}": Contender(
            f"{share} % invalid",
            functools.partial(reported, invalid=share / 100),
        )
        for share in (0, 1, 10)
    },
    "document": Contender("ours", lambda data: ours(data.document())),
    "document-sum": Contender("ours", lambda data: ours_summed(data.document())),
    "document-peer": Contender(
        "check-jsonschema", lambda data: check_jsonschema(data.document()), once=True
    ),
    "small": Contender("ours", lambda _: ours(EXAMPLE)),
    "small-peer": Contender("check-jsonschema", lambda _: check_jsonschema(EXAMPLE)),
    **{
        f"lines-{size}": Contender(
            f"{size} MB", functools.partial(beside_ids, megabytes=size), once=True
        )
        for size in MEGABYTES
    },
    "limit": Contender("at most", lambda _: lambda: Cost(math.nan, 200), once=True),
}
"""Everyone, by the name that the rows of `validate.py` call them by."""
