"""Looking at blocks, here or in several processes, and taking in what came of it in their order."""

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

from istanbul_talks.io.blocks import Block
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.look import Looker, Remembered, Settings
from istanbul_talks.validation.outcome import Outcome

WAITING = 3
"""How many blocks wait for each process, so that none is idle and few are in memory."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the garbage collector run seldom: nearly all that is made is gone at once anyway."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def looks_here(
    blocks: Iterable[tuple[int, Block]], settings: Settings, canonical: Facts | None
) -> Iterator[Outcome | Remembered]:
    """Look at one block after the other; what must be remembered comes at the end."""
    looker = Looker(settings, canonical)
    for number, block in blocks:
        yield looker.look(number, block)
    yield looker.remembered


def looks_apart(
    blocks: Iterable[tuple[int, Block]], settings: Settings, canonical: Facts | None, jobs: int
) -> Iterator[Outcome | Remembered]:
    """Look at the blocks in so many processes; what came of each is in their order.

    Raises `concurrent.futures.process.BrokenProcessPool` if a process dies.
    """
    waiting: deque[Future[tuple[Outcome, Remembered]]] = deque()
    pool = ProcessPoolExecutor(jobs, _context(), _begin, (settings, canonical))
    try:
        for number, block in blocks:
            waiting.append(pool.submit(_look, number, block))
            if len(waiting) >= WAITING * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    # A fork has everything imported already; it is safe where this process has a single thread.
    forks = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if forks else "spawn")


_looker: Looker


def _begin(settings: Settings, canonical: Facts | None) -> None:
    global _looker  # noqa: PLW0603 (there is one for each process)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process stops everything
    gc.set_threshold(100_000, 20, 20)
    _looker = Looker(settings, canonical)


def _look(number: int, block: Block) -> tuple[Outcome, Remembered]:
    outcome, remembered = _looker.look(number, block), _looker.remembered
    _looker.move_on()
    return outcome, remembered
