"""Types of pydantic, made from our shapes, as anyone would write them who uses it."""

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, Literal, Union

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
