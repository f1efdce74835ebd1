"""Compressed inputs: gzip and Zstandard, as streams."""

import gzip
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

SUFFIXES = {".gz": "gzip", ".zst": "zstd"}
MAGIC = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}

_CHUNK = 2**20
_MORSEL = 2**10
"""How much Zstandard data are decompressed at once: up to 32 MB can come of it."""


class Damaged(Exception):
    """Compressed data are damaged, cut short, or of a kind that no library here can read."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def decompressed(stream: BinaryIO, compression: str) -> Iterator[bytes]:
    """The bytes behind a compressed stream, in pieces of a megabyte or some more.

    Raises `Damaged`, after what could be read.
    """
    held, size = [], 0
    damage = None
    try:
        for found in _gunzipped(stream) if compression == "gzip" else _unzstd(stream):
            held.append(found)
            size += len(found)
            if size >= _CHUNK:
                yield b"".join(held)
                held, size = [], 0
    except Damaged as damaged:
        damage = damaged
    if held:
        yield b"".join(held)
    if damage is not None:
        raise damage


def _gunzipped(stream: BinaryIO) -> Iterator[bytes]:
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


def _unzstd(stream: BinaryIO) -> Iterator[bytes]:
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
