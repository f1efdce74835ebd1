"""What the bytes of a record alone give away: control characters and keys that stand twice."""

import re

_ESCAPED = re.compile(rb'\\[^"\\/]')
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_SEPARATOR = re.compile(rb"\x80[\xa8\xa9]")


def may_hold_control_characters(data: bytes) -> bool:
    """Whether a text in this JSON may hold a character that no line of text may hold.

    Below U+0020 JSON has such characters only escaped; U+007F to U+009F and the separators U+2028
    and U+2029 may stand there as they are. Nearly all data are told apart by single bytes.
    """
    return (
        (b"\\" in data and _ESCAPED.search(data) is not None)
        or b"\x7f" in data
        or (b"\xc2" in data and _C1.search(data) is not None)
        or (b"\x80" in data and _SEPARATOR.search(data) is not None)
    )


def quotation_marks(data: bytes) -> int:
    """How many quotation marks of this JSON begin or end a key or a text.

    A record that is written again from the values that were read has as many, unless a key stood
    twice: then the first of the two values, and with it a key, is gone.
    """
    if b"\\" in data:
        data = data.replace(b"\\\\", b"")
        return data.count(b'"') - data.count(b'\\"')
    return data.count(b'"')
