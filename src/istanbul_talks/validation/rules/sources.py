"""Sources: the text that spans point into."""

from collections.abc import Iterator

from istanbul_talks.model.records import Record, Source
from istanbul_talks.validation.problem import Problem


def text_described(record: Record) -> Iterator[Problem]:
    """IT320 and IT362 for the parts of a source."""
    if not isinstance(record, Source):
        return
    if (record.text_length is None) != (record.text_sha256 is None):
        given = "text_length" if record.text_sha256 is None else "text_sha256"
        message = "text_length and text_sha256 go together: they fix the text that spans point into"
        yield Problem(code="IT362", pointer=f"/{given}", message=message, at_key=True)
    for index, part in enumerate(record.parts):
        pointer = f"/parts/{index}/span"
        if part.span.start >= part.span.end:
            yield Problem(code="IT320", pointer=pointer, message="the span is empty or backwards")
        elif record.text_length is not None and part.span.end > record.text_length:
            message = f"the text ends at {record.text_length}"
            yield Problem(code="IT362", pointer=pointer, message=message)


RECORD_CHECKS = (text_described,)
