"""Two folders exchanged in one step, so that a crash leaves the old one or the new one."""

import ctypes
import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path

_RENAME_EXCHANGE = 2
"""Of Linux (renameat2) and, as RENAME_SWAP, of macOS (renamex_np)."""
_AT_FDCWD = -100


def exchange(one: Path, other: Path) -> bool:
    """Exchange what two paths name; False if the system cannot do it in one step."""
    swap = _swap()
    return swap is not None and swap(os.fsencode(one), os.fsencode(other)) == 0


@functools.cache
def _swap() -> Callable[[bytes, bytes], int] | None:
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            rename: Callable[..., int] = library.renamex_np
            return lambda one, other: rename(one, other, _RENAME_EXCHANGE)
        rename = library.renameat2
    except (OSError, AttributeError, TypeError):  # no such system, or an old one
        return None
    return lambda one, other: rename(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
