"""Looking at blocks, here or in several processes, and taking in what came of it in their order."""

import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from queue import SimpleQueue

from istanbul_talks.garbage import collect_seldom
from istanbul_talks.io.blocks import Block
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.look import Looker, Remembered, Settings
from istanbul_talks.validation.outcome import Outcome

AT_HAND = 2
"""How many blocks a worker has at a time, so that it need not wait for the next."""
AHEAD = 16
"""How many blocks per worker may be looked at before an earlier one is done."""


class WorkerDied(Exception):
    """A process that looked at blocks is gone, and what it was looking at is not checked."""


def looks_here(
    blocks: Iterable[tuple[int, Block]], settings: Settings, canonical: Facts | None
) -> Iterator[Outcome | Remembered]:
    """Look at one block after the other; what must be remembered comes at the end."""
    looker = Looker(settings, canonical)
    for number, block in blocks:
        yield looker.look(number, block)
    yield looker.remembered


def looks_apart(
    blocks: Iterable[tuple[int, Block]],
    settings: Settings,
    canonical: Facts | None,
    jobs: int,
    known: Facts,
) -> Iterator[Outcome | Remembered]:
    """Look at the blocks, which count from 0, in so many processes, and yield in their order.

    What is yielded to be remembered is expected to be ``known`` when the next is asked for. Raises
    `WorkerDied` if a process dies.
    """
    team = _Team([_Worker(_context(), settings, canonical) for _ in range(jobs)], known)
    try:
        yield from team.look(blocks)
    finally:
        team.dismiss()


class _Worker:
    """A process, and what it must be told: facts that its records need and that others found."""

    def __init__(self, context: BaseContext, settings: Settings, canonical: Facts | None) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(  # type: ignore[attr-defined]
            target=_work, args=(theirs, self.connection, settings, canonical), daemon=True
        )
        self.process.start()
        theirs.close()
        self.at_hand = 0
        self._wanted: set[str] = set()
        self._news = Facts()

    def send(self, number: int, block: Block) -> None:
        """Give it a block, and what is new. Raises `WorkerDied`."""
        try:
            self.connection.send((number, block, self._news))
        except OSError:
            raise WorkerDied from None
        self._news = Facts()
        self.at_hand += 1

    def want(self, targets: Iterable[str], known: Facts) -> None:
        """Note of which records it needs to know, and tell it what is known of them."""
        new = {target for target in targets if target not in self._wanted}
        self._wanted |= new
        self._news.merge(known.of(new & known.ids.keys()))

    def hear(self, facts: Facts) -> None:
        """Tell it of those of new facts that it needs."""
        heard = self._wanted & facts.ids.keys()
        if heard:
            self._news.merge(facts.of(heard))


class _Team:
    """Workers that share blocks; what came of these leaves in their order."""

    def __init__(self, workers: list[_Worker], known: Facts) -> None:
        self._workers = workers
        self._known = known
        self._done: dict[int, tuple[_Worker, Outcome, Remembered]] = {}
        self._next = 0
        """The number of the block that is to leave next."""

    def look(self, blocks: Iterable[tuple[int, Block]]) -> Iterator[Outcome | Remembered]:
        """Share the blocks among the workers."""
        rest = iter(blocks)
        upcoming = next(rest, None)
        while upcoming is not None or any(worker.at_hand for worker in self._workers):
            while upcoming is not None and (worker := self._free(upcoming[0])) is not None:
                worker.send(*upcoming)
                upcoming = next(rest, None)
            self._receive()
            while self._next in self._done:
                yield from self._leave(*self._done.pop(self._next))

    def dismiss(self) -> None:
        """Stop all workers, whatever they are doing."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()

    def _free(self, number: int) -> _Worker | None:
        """The worker that has the least to do, unless all have enough."""
        worker = min(self._workers, key=lambda worker: worker.at_hand)
        too_far = number - self._next >= AHEAD * len(self._workers)
        return None if worker.at_hand >= AT_HAND or too_far else worker

    def _receive(self) -> None:
        of = {worker.connection: worker for worker in self._workers}
        for connection in wait([*of]):
            assert isinstance(connection, Connection)
            worker = of[connection]
            try:
                number, outcome, remembered = connection.recv()
            except (EOFError, OSError):
                raise WorkerDied from None
            worker.at_hand -= 1
            self._done[number] = (worker, outcome, remembered)

    def _leave(
        self, worker: _Worker, outcome: Outcome, remembered: Remembered
    ) -> Iterator[Outcome | Remembered]:
        self._next += 1
        yield outcome
        yield remembered
        worker.want((target for _, target in remembered.needs), self._known)
        for other in self._workers:
            if other is not worker:
                other.hear(remembered.facts)


def _context() -> BaseContext:
    # A fork has everything imported already; it is safe where this process has a single thread.
    forks = sys.platform == "linux" and "fork" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if forks else "spawn")


def _work(
    connection: Connection, of_parent: Connection, settings: Settings, canonical: Facts | None
) -> None:
    """What a worker does until its parent has no more for it, or is gone."""
    of_parent.close()  # or it would never be told that nobody is there any more
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process stops everything
    collect_seldom()  # what is made of a block is gone at the next
    parent = multiprocessing.parent_process()
    assert parent is not None
    looker = Looker(settings, canonical)
    # Another thread sends, so that this one takes what comes: else both ends could wait for each
    # other, each with more to send than the pipe can hold.
    outbox: SimpleQueue[tuple[int, Outcome, Remembered]] = SimpleQueue()
    threading.Thread(target=_send, args=(connection, outbox), daemon=True).start()
    while connection in wait([connection, parent.sentinel]):
        try:
            number, block, news = connection.recv()
        except (EOFError, OSError):
            return
        try:
            looker.hear(news)
            outcome = looker.look(number, block)
        except MemoryError:
            return  # its parent says what can be done
        outbox.put((number, outcome, looker.remembered))
        looker.move_on()


def _send(connection: Connection, outbox: SimpleQueue[tuple[int, Outcome, Remembered]]) -> None:
    with suppress(OSError):  # where the parent process is gone
        while True:
            connection.send(outbox.get())
