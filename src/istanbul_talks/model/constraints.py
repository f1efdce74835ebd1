"""What an annotation may say about a field beside its type; only `shapes` reads it."""

import attrs


@attrs.frozen
class Doc:
    """What a field means, in one sentence, with its unit where it has one."""

    text: str


@attrs.frozen
class Text:
    """One line of text: 1 to ``max_length`` code points and no control characters.

    ``pattern`` is a regular expression that the whole text must match; ``title`` says in words
    what it demands, because a finding prints that and not the expression. ``example`` is a text
    of that form to be replaced, as it stands in the skeleton of a record.
    """

    max_length: int
    pattern: str | None = None
    title: str | None = None
    example: str | None = None


@attrs.frozen
class Bounds:
    """The smallest and the largest number allowed, both inclusive."""

    minimum: int
    maximum: int


@attrs.frozen(init=False)
class Ref:
    """The record types that a reference may point to; without this mark, any."""

    types: tuple[str, ...]

    def __init__(self, *types: str) -> None:
        self.__attrs_init__(types)


@attrs.frozen(init=False)
class AnyOf:
    """Of these fields of a value object at least one is given."""

    names: tuple[str, ...]

    def __init__(self, *names: str) -> None:
        self.__attrs_init__(names)
