"""A stream that can be read only once, made readable again."""

import io
import tempfile
import weakref
from pathlib import Path
from typing import BinaryIO, Self

MOST_IN_MEMORY = 2**26


class Replay:
    """Keeps what was read of a stream, in memory and, past 64 MB, in a temporary file."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._kept = tempfile.SpooledTemporaryFile(max_size=MOST_IN_MEMORY)  # noqa: SIM115
        self._length = 0
        weakref.finalize(self, self._kept.close)

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """A file that can be read only once. Raises `OSError`."""
        stream = path.open("rb")
        replay = cls(stream)
        weakref.finalize(replay, stream.close)
        return replay

    def open(self) -> BinaryIO:
        """The stream from its beginning."""
        return io.BufferedReader(_Reader(self))

    def read_at(self, position: int, size: int) -> bytes:
        """Up to so many bytes from a position that is not beyond what was read so far."""
        if position == self._length:
            chunk = self._stream.read(size)
            self._kept.seek(position)
            self._kept.write(chunk)
            self._length += len(chunk)
            return chunk
        self._kept.seek(position)
        return self._kept.read(min(size, self._length - position))


class _Reader(io.RawIOBase):
    def __init__(self, replay: Replay) -> None:
        self._replay = replay
        self._position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._replay.read_at(self._position, len(buffer))
        buffer[: len(chunk)] = chunk
        self._position += len(chunk)
        return len(chunk)
