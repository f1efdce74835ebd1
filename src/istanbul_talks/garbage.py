"""Holding back the garbage collector where it would walk many objects and free next to none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector off, for work of a known size whose objects all stay.

    Whatever had cycles meanwhile would stay, too: long work is for `seldom_collecting`.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the garbage collector run seldom, for work of any length whose objects do not stay.

    Nearly all of them are gone as soon as they are used; the few with cycles (an exception and its
    frames) must not pile up all the same.
    """
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def collect_seldom() -> None:
    """Let the garbage collector of this process run seldom from now on."""
    gc.set_threshold(100_000, 20, 20)
