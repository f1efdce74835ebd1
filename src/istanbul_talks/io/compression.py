"""Compressed inputs: gzip and Zstandard, as streams."""

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

SUFFIXES = {".gz": "gzip", ".zst": "zstd"}
MAGIC = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}

VARIABLE = "ISTANBUL_TALKS_MAX_DECOMPRESSED"
"""The environment variable that says how much may come of compressed data: 10G, 512M, none."""

MOST = 2**28
"""How many bytes may always come of compressed data: 256 MiB."""
MOST_TIMES = 100
"""How many times their own size may come of them beyond that; records shrink 10 to 40 fold."""

_CHUNK = 2**20
_MORSEL = 2**10
"""How much Zstandard data are decompressed at once: up to 32 MB can come of it."""


class Damaged(Exception):
    """Compressed data are damaged, cut short, or of a kind that no library here can read."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class TooMuch(Exception):
    """More comes of compressed data than may."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def size_of(text: str) -> int | None:
    """The number of bytes that a text such as ``10G``, ``512M`` or ``1000`` stands for.

    None for ``none``: no limit. Raises `ValueError` for anything else.
    """
    if text.lower() == "none":
        return None
    found = re.fullmatch("([0-9]{1,15})([KMGT]?)", text.upper())
    if found is None:
        raise ValueError(f"{text!r} is no size: write 10G, 512M or none")
    scale: int = 1024 ** " KMGT".index(found[2] or " ")
    return int(found[1]) * scale


def decompressed(stream: BinaryIO, compression: str) -> Iterator[bytes]:
    """The bytes behind a compressed stream, in pieces of a megabyte or some more.

    Raises `Damaged` or `TooMuch`, after what could be read.
    """
    held, size = [], 0
    damage: Damaged | TooMuch | None = None
    counted = _Counted(stream)
    try:
        found = _gunzipped(counted) if compression == "gzip" else _unzstd(counted)
        for piece in _limited(found, counted):
            held.append(piece)
            size += len(piece)
            if size >= _CHUNK:
                yield b"".join(held)
                held, size = [], 0
    except (Damaged, TooMuch) as damaged:
        damage = damaged
    if held:
        yield b"".join(held)
    if damage is not None:
        raise damage


class _Counted(io.RawIOBase):
    """A stream that knows how much was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def _limited(found: Iterator[bytes], counted: _Counted) -> Iterator[bytes]:
    """The pieces until they are too much. Raises `TooMuch`."""
    told = os.environ.get(VARIABLE)
    try:
        most = MOST if told is None else size_of(told)
    except ValueError as error:
        raise TooMuch(
            f"{VARIABLE}: {error}", "unset it for the limit that is the default"
        ) from None
    size = 0
    for piece in found:
        size += len(piece)
        if most is None or size <= most or (told is None and size <= MOST_TIMES * counted.count):
            yield piece
            continue
        times = f"{size // max(counted.count, 1):,} times their own size"
        hint = f"if you trust them: --max-decompressed of validate, or {VARIABLE}=none"
        raise TooMuch(f"more than {most:,} bytes come of the compressed data, {times}", hint)


def _gunzipped(stream: _Counted) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=stream, mode="rb") as file:
        while True:
            try:
                chunk = file.read1(_CHUNK)
            except EOFError:
                raise Damaged("the gzip data are cut short") from None
            except (gzip.BadGzipFile, zlib.error) as error:
                raise Damaged(f"damaged gzip data: {error}") from None
            if not chunk:
                return
            yield chunk


def _unzstd(stream: _Counted) -> Iterator[bytes]:
    zstd = _zstandard()
    frame = zstd.ZstdDecompressor().decompressobj()
    begun = False
    while chunk := stream.read(_MORSEL):
        while chunk:
            begun = True
            try:
                found = frame.decompress(chunk)
            except zstd.ZstdError as error:
                raise Damaged(f"damaged zstd data: {error}") from None
            if found:
                yield found
            chunk = b""
            if frame.eof:
                chunk, begun = frame.unused_data, False
                frame = zstd.ZstdDecompressor().decompressobj()
    if begun:
        raise Damaged("the zstd data are cut short")


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        hint = "pip install 'istanbul-talks[zstd]'"
        raise Damaged("reading .zst needs the library zstandard", hint) from None
    return zstandard
