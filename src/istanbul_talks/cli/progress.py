"""A bar that shows how far validation is, on a terminal, for work that takes its time."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from istanbul_talks.validation.engine import Progress as Told

SHORT = 0.5
"""So many seconds of work show no bar."""


@contextmanager
def progress_bar(total: int | None, *, quiet: bool) -> "Iterator[Told]":
    """Give a function to tell of progress; what it shows on the terminal is gone at the end.

    ``total`` is the number of bytes, if known. When standard error is no terminal nothing is shown.
    """
    with ExitStack() as stack:
        yield _Bar(total, stack) if sys.stderr.isatty() and not quiet else _nothing


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on a terminal that work of unknown length goes on, and for how long by now."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(what), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(what, total=None)
    begin = threading.Timer(SHORT, bar.start)
    begin.daemon = True
    begin.start()
    try:
        yield
    finally:
        begin.cancel()
        begin.join()
        bar.stop()


def _nothing(size: int, findings: int) -> None:
    pass


class _Bar:
    def __init__(self, total: int | None, stack: ExitStack) -> None:
        self._total = total
        self._stack = stack
        self._began = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, size: int, findings: int) -> None:
        if time.monotonic() - self._began < SHORT:
            return
        if self._shown is None:
            self._shown = self._show(size)
        bar, task = self._shown
        bar.update(task, completed=size, findings=f"{findings:,} findings", refresh=True)

    def _show(self, size: int) -> "tuple[Progress, TaskID]":
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        bar = Progress(
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[findings]}"),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
        )
        self._stack.enter_context(bar)
        return bar, bar.add_task("validate", total=self._total, completed=size, findings="")
