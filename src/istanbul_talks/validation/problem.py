"""What a rule says before it is known where in a file the record stands."""

import attrs


@attrs.frozen(kw_only=True)
class Problem:
    """A broken rule: its code, where in the record, what is wrong and what to do.

    ``pointer`` is a JSON Pointer within the record; ``at_key`` points at the key, not the value.
    """

    code: str
    pointer: str
    message: str
    hint: str | None = None
    at_key: bool = False

    @property
    def field(self) -> str | None:
        """The field of the record that the pointer leads into."""
        steps = self.pointer.split("/")[1:]
        if steps[:1] in (["provenance"], ["dissents"]):
            steps = steps[1:]
        return steps[0] if steps else None
