"""What `validate.py` sets side by side: us and our peers, each at work on the same data.

A contender is prepared once (modules imported, validators built, samples parsed: not counted) and
run in every round. Whoever calls a valid record invalid stops the benchmark: its time would mean
nothing. Peers are imported by name: one that is not installed is said to be missing.
"""

import functools
import gc
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Union
from unittest import mock

import msgspec
from synthetic import write

import istanbul_talks as it
from istanbul_talks.derived.structs import record_decoder
from istanbul_talks.io.blocks import LineBlock
from istanbul_talks.io.cutting import blocks
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    RECORDS,
    DateShape,
    Field,
    FlagShape,
    ListShape,
    NumberShape,
    RecordShape,
    ReferenceShape,
    Shape,
    SpanShape,
    StructShape,
    TermShape,
    TextShape,
)
from istanbul_talks.validation import look
from istanbul_talks.validation.bytes import may_hold_control_characters
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.formats.text import text_report
from istanbul_talks.validation.gate import Gate
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.pool import seldom_collecting
from istanbul_talks.validation.targets import Targets

ROOT = Path(__file__).parents[1]
BYTES = 1_390
"""About how many bytes a synthetic record has."""
LEAST = 2_000
"""How many records there are at least, so that all types are among them."""
EXAMPLE = ROOT / "examples" / "outside.json"
MEGABYTES = (125, 250, 500, 1000)
"""The sizes at which it is looked whether memory stays flat and time grows with the size."""


class Cost(NamedTuple):
    """What a run took: seconds (of a record or of the whole) and megabytes at the peak.

    ``ids`` are the megabytes of what must be remembered, which ``peak`` leaves out if it is given.
    """

    seconds: float
    peak: float = math.nan
    ids: float = math.nan


class Data:
    """Synthetic files in a folder, made when they are first asked for."""

    def __init__(self, folder: Path, records: int) -> None:
        self._folder = folder
        self.records = max(records, LEAST)

    def lines(self, invalid: float = 0) -> Path:
        """JSON Lines, of which this share has a mistake."""
        return self._made(f"{invalid}.jsonl", self.records, invalid)

    def document(self) -> Path:
        """A document of a kilobyte for each record asked for: 100 MB at 100,000."""
        return self._made("document.json", self.records * 1_000 // BYTES)

    def sized(self, megabytes: int) -> Path:
        """Valid JSON Lines of so many megabytes at 100,000 records asked for."""
        return self._made(f"{megabytes}.jsonl", self.records * megabytes * 10 // BYTES)

    def _made(self, name: str, records: int, invalid: float = 0) -> Path:
        path = self._folder / name
        if not path.exists():
            write(path, max(records, LEAST), invalid=invalid)
        return path


Run = Callable[[], Cost]


class Contender(NamedTuple):
    """Someone at work, ``prepare`` with all that is not counted; ``once`` if it takes minutes."""

    title: str
    prepare: Callable[[Data], Run]
    once: bool = False


def timed(work: Callable[[], object], units: int = 1) -> Cost:
    """The seconds that a unit of the work takes. The garbage collector is set alike for all."""
    gc.collect()
    with seldom_collecting():
        start = time.perf_counter()
        work()
        return Cost((time.perf_counter() - start) / units)


# Every line of a file, reading included


def each_line(accepts: Callable[[bytes], object], data: Data) -> Run:
    """The file is read line by line, the quickest of the plain ways to read one."""
    path = data.lines()

    def work() -> None:
        with path.open("rb") as file:
            for line in file:
                if not accepts(line):
                    raise AssertionError(f"held to be invalid: {line!r}")

    return lambda: timed(work, data.records)


def orjson_alone(data: Data) -> Run:
    """No validation: the yardstick."""
    return each_line(import_module("orjson").loads, data)


def jsonschema_rs(data: Data, *, rewritten: bool = False) -> Run:
    """One validator on the schema as it is published, or rewritten for it.

    Our patterns say that no line end follows: Python's ``$`` would allow one. Rust's does not, and
    without these words its quicker engine takes most patterns, with the same verdict.
    """
    schema = json.dumps(_schema())
    if rewritten:
        schema = schema.replace(json.dumps(r"(?!\n)")[1:-1], "")
    return each_line(_accepted_in_rust(json.loads(schema)), data)


def _accepted_in_rust(schema: dict[str, Any]) -> Callable[[bytes], bool]:
    loads = import_module("orjson").loads
    is_valid = import_module("jsonschema_rs").Draft202012Validator(schema).is_valid
    return lambda line: is_valid(loads(line))


def pydantic(data: Data, *, dictionaries: bool = False) -> Run:
    """Types made from our shapes, as models or as typed dictionaries (its quickest way)."""
    return each_line(PydanticTypes(dictionaries=dictionaries).validate_json, data)


def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "schema/v1/record.schema.json").read_bytes())
    return schema


# A sample of records, parsed beforehand: these peers would need many minutes for all


def each_of_a_sample(accepts: Callable[[Any], object], data: Data, size: int) -> Run:
    """Records evenly spread over the file, so that each type has its share."""
    with data.lines().open("rb") as file:
        sample = [json.loads(line) for line in islice(file, 0, None, data.records // size)]

    def work() -> None:
        for value in sample:
            if not accepts(value):
                raise AssertionError(f"held to be invalid: {value}")

    return lambda: timed(work, len(sample))


def jsonschema(data: Data) -> Run:
    """The authority, its validator built once."""
    validator = import_module("jsonschema").Draft202012Validator(_schema())
    return each_of_a_sample(validator.is_valid, data, 1_000)


def fastjsonschema(data: Data) -> Run:
    """Knows drafts up to 7: it passes over dependentSchemas and over what stands beside a $ref.

    It would fetch an $id over the network, so it gets the schema without.
    """
    schema = {key: value for key, value in _schema().items() if key != "$id"}
    return each_of_a_sample(import_module("fastjsonschema").compile(schema), data, 2_000)


# Us


class _Trusting(Index):
    """Knows every id and holds all to be well with it: what remains to the gate is the record."""

    def knows(self, id: str) -> bool:
        return True

    def meets(self, what: str, target: str, end: int | None = None) -> bool:
        return True


def schema_only(data: Data) -> Run:
    """Decoder, gate and the look for control characters, as in the engine; nothing remembered.

    The gate does more than the peers here: what a single record can have wrong besides its form.
    """
    source = Input(str(data.lines()), data.lines())

    def work() -> None:
        decode, passes = record_decoder(), Gate(Targets(_Trusting(Facts(), None))).passes
        for block in blocks(source):
            assert isinstance(block, LineBlock)
            for piece in block.load().pieces():
                careful = may_hold_control_characters(b"\n".join(piece.raw))
                for raw in filter(None, piece.raw):
                    if not passes(decode(raw)) or (careful and may_hold_control_characters(raw)):
                        raise AssertionError(f"held to be invalid: {raw!r}")

    return lambda: timed(work, data.records)


def everything(data: Data, jobs: int = 1) -> Run:
    """What `istanbul_talks.validate` does with JSON Lines: all checks but duplicate keys."""
    path = data.lines()

    def work() -> None:
        assert it.validate(path, jobs=jobs).ok

    return lambda: timed(work, data.records)


def reported(data: Data, invalid: float) -> Run:
    """Everything in two processes, all findings kept and written for people into a string."""
    path = data.lines(invalid)

    def work() -> None:
        report = it.validate(path, jobs=2)
        assert report.ok == (not invalid)
        assert text_report(report)

    return lambda: timed(work, data.records)


def everything_with_rust(data: Data) -> Run:
    """Our engine with orjson and jsonschema-rs in place of its decoder, then the same checks.

    The checks take our structs, so what jsonschema-rs accepted is decoded once more: from the
    bytes, which takes less than half as long as msgspec.convert takes on orjson's values.
    """
    accepts, decode = _accepted_in_rust(_schema()), record_decoder()

    def decode_accepted(line: bytes) -> Any:
        if line and not accepts(line):
            raise msgspec.ValidationError
        return decode(line)

    run = everything(data)

    def patched() -> Cost:
        with mock.patch.object(look, "record_decoder", return_value=decode_accepted):
            return run()

    return patched


def everything_with_rust_but_decoding(data: Data) -> Run:
    """The same, as if those structs were had for nothing, as in an engine made around it."""
    whole, decoding = everything_with_rust(data), each_line(record_decoder(), data)
    return lambda: Cost(whole().seconds - decoding().seconds)


# Whole processes


_MEASURE = """
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""Until it executes its program, a child counts its parent's memory as its own: so a small one."""


def process(*command: object) -> Cost:
    """Seconds of a process, and the memory of its largest process: itself or one it started."""
    measure = [sys.executable, "-I", "-S", "-c", _MEASURE, *map(str, command)]
    done = subprocess.run(measure, check=True, capture_output=True, text=True, env=_ENVIRONMENT)
    seconds, peak, status = done.stdout.split()
    if status != "0":
        raise AssertionError(f"{command} ended with status {status}: {done.stderr}")
    return Cost(float(seconds), int(peak) / (2**20 if sys.platform == "darwin" else 2**10))


_PATH = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(_PATH)}


def tool(name: str) -> str:
    """A command of this environment. Raises `ImportError` if it is not installed."""
    path = Path(sys.executable).with_name(name)
    if not path.exists():
        raise ImportError(name=name)
    return str(path)


def ours(path: Path, *options: str) -> Run:
    """Our command on a file."""
    command = (tool("istanbul-talks"), "validate", "--quiet", *options, path)
    return lambda: process(*command)


def check_jsonschema(path: Path) -> Run:
    """The peer's command on a dataset document."""
    schema = ROOT / "schema/v1/dataset.schema.json"
    command = (tool("check-jsonschema"), "--schemafile", schema, path)
    return lambda: process(*command)


def ours_summed(path: Path) -> Run:
    """Our command, with the memory of all its processes together, shared pages counted once."""
    command = [tool("istanbul-talks"), "validate", "--quiet", str(path)]

    def run() -> Cost:
        start, peak = time.perf_counter(), 0.0
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
            while child.poll() is None:
                peak = max(_proportional(child.pid), peak)
                time.sleep(0.01)
        assert child.returncode == 0
        return Cost(time.perf_counter() - start, peak or math.nan)

    return run


def _proportional(pid: int) -> float:
    """The megabytes of a process and of those below it, as Linux tells; 0 if nobody does."""
    folder = Path("/proc", str(pid))
    try:
        rows = (folder / "smaps_rollup").read_text().splitlines()
        below = (folder / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return 0
    own = sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return own / 2**10 + sum(map(_proportional, map(int, below)))


def remember(path: str, keep: str) -> None:
    """Decode a file's records and, if wanted, remember of them what validation must; no more."""
    decode, facts = record_decoder(), Facts()
    with Path(path).open("rb") as file:
        for line in file:
            record = decode(line)
            if keep:
                facts.add(record, 0)


def beside_ids(data: Data, megabytes: int) -> Run:
    """One job, with its peak of memory less what the remembered ids alone take.

    That share is the difference of two processes that do nothing but decode the same records,
    of which one remembers the facts of each.
    """
    path = data.sized(megabytes)
    whole = ours(path, "--jobs", "1")
    code = "import sys, peers; peers.remember(*sys.argv[1:])"
    alone = functools.partial(process, sys.executable, "-c", code, path)

    def run() -> Cost:
        cost = whole()
        ids = alone("1").peak - alone("").peak
        return Cost(cost.seconds / path.stat().st_size * 1e6, cost.peak - ids, ids)

    return run


# Types of pydantic, made from our shapes


class PydanticTypes:
    """What pydantic can declare is declared; what takes a function of one's own is left out.

    So it does not look for repeated items, for quantities without a number and for claims of
    optional fields: these are in its favour.
    """

    def __init__(self, *, dictionaries: bool) -> None:
        self._pydantic = import_module("pydantic")
        self._define = self._dictionary if dictionaries else self._model
        self._structs: dict[Any, Any] = {}
        records: Any = Union[tuple(map(self._record, RECORDS.values()))]  # noqa: UP007
        tagged: Any = Annotated[records, self._pydantic.Field(discriminator="type")]
        self.validate_json: Callable[[bytes], Any]
        self.validate_json = self._pydantic.TypeAdapter(tagged).validate_json

    def _record(self, record: RecordShape) -> Any:
        claims = {f.name: (self._claims(f), f.required) for f in record.fields}
        dissents = {f.name: (self._dissents(f), False) for f in record.fields}
        return self._define(
            record.cls.__name__,
            {
                "type": (Literal[record.name], True),
                "id": (self._type(ReferenceShape((record.name,))), True),
                **{f.name: (self._type(f.shape), f.required) for f in record.fields},
                "provenance": (self._define(f"{record.cls.__name__}Provenance", claims), True),
                "dissents": (self._define(f"{record.cls.__name__}Dissents", dissents), False),
            },
        )

    def _claims(self, field: Field) -> Any:
        return self._some(self._struct(CLAIM, element=field.element))

    def _dissents(self, field: Field) -> Any:
        value = self._type(field.shape)
        if field.element is not None:
            value = Union[self._type(field.element), value]  # noqa: UP007
        return self._some(self._struct(DISSENT, element=field.element, value=value))

    def _struct(self, struct: StructShape, **types: Any) -> Any:
        """``types`` replaces types of fields, None leaves one out."""
        key = (struct.cls, *types.items())
        if key not in self._structs:
            items = {
                field.name: (
                    self._type(given) if isinstance(given, Shape) else given,
                    field.required,
                )
                for field in struct.fields
                if (given := types.get(field.name, field.shape)) is not None
            }
            self._structs[key] = self._define(struct.cls.__name__, items)
        return self._structs[key]

    def _type(self, shape: Shape) -> Any:
        match shape:
            case TextShape(pattern=pattern, max_length=most):
                return self._text(pattern, most)
            case ReferenceShape(pattern=pattern) | DateShape(pattern=pattern):
                return self._text(pattern)
            case NumberShape(minimum=low, maximum=high, integral=integral):
                return Annotated[int if integral else float, self._pydantic.Field(ge=low, le=high)]
            case FlagShape():
                return bool
            case TermShape(vocabulary=terms):
                return Literal[tuple(map(str, terms))]
            case SpanShape(bound=bound):
                return tuple[self._type(bound), self._type(bound)]  # type: ignore[misc]
            case ListShape(item=item):
                return self._some(self._type(item))
            case StructShape():
                return self._struct(shape)
        raise AssertionError(shape)

    def _text(self, pattern: str, most: int | None = None) -> Any:
        """A text with a pattern, matched in Rust unless it looks ahead, which Rust's cannot."""
        engine = "python-re" if "(?!" in pattern else "rust-regex"
        text = import_module("pydantic_core").core_schema.str_schema(
            pattern=f"^(?:{pattern})$", max_length=most, regex_engine=engine, strict=True
        )
        return Annotated[str, self._pydantic.GetPydanticSchema(lambda *_: text)]

    def _some(self, item: Any) -> Any:
        return Annotated[list[item], self._pydantic.Field(min_length=1)]

    def _model(self, name: str, items: dict[str, tuple[Any, bool]]) -> Any:
        fields = {key: (held, ... if must else None) for key, (held, must) in items.items()}
        return self._pydantic.create_model(name, __config__=self._config(), **fields)

    def _dictionary(self, name: str, items: dict[str, tuple[Any, bool]]) -> Any:
        types = import_module("typing_extensions")
        fields = {
            key: (types.Required if must else types.NotRequired)[held]
            for key, (held, must) in items.items()
        }
        return self._pydantic.with_config(self._config())(types.TypedDict(name, fields))

    def _config(self) -> Any:
        return self._pydantic.ConfigDict(extra="forbid", strict=True)


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
