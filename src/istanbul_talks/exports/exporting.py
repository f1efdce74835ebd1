"""Writing a dataset in another format, whole or not at all."""

import os
import tempfile
from pathlib import Path

from istanbul_talks.dataset import Dataset, UnknownName
from istanbul_talks.exports import FORMATS, writer
from istanbul_talks.garbage import seldom_collecting
from istanbul_talks.io.exchange import exchange


def export(
    dataset: Dataset, format: str, path: str | os.PathLike[str], *, force: bool = False
) -> None:
    """Write a dataset in one of `FORMATS` to a file or, as the format has it, to a folder.

    What is there already stays unless ``force`` is True, and until the new is complete. Raises
    `UnknownName` for a format, `FileExistsError`, other `OSError`, and `MissingExtra` if a library
    is not installed that the format needs.
    """
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    target = Path(path)
    if os.path.lexists(target):
        _refuse(target, force=force)
    if not target.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {target.parent}")
    with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as folder:
        made = Path(folder) / "export"
        with seldom_collecting():
            writer(format)(dataset, made)
        _publish(made)
        if target.is_dir():
            _refuse_others(target, made)
            _exchange(target, made, Path(folder) / "before")
        else:
            made.replace(target)


def _refuse(target: Path, *, force: bool) -> None:
    """Raise `FileExistsError` if what is there must stay."""
    if not force:
        raise FileExistsError(f"{target} exists; --force replaces it")
    if target.is_symlink() or not (target.is_file() or target.is_dir()):
        raise FileExistsError(f"{target} is neither a file nor a folder; choose another path")


def _refuse_others(target: Path, made: Path) -> None:
    """Raise `FileExistsError` if a folder holds what no export has put there."""
    new = {path.relative_to(made) for path in made.rglob("*")}
    for path in sorted(target.rglob("*")):
        if path.relative_to(target) not in new:
            raise FileExistsError(f"{target} holds {path.name}, which is not of this export")


def _exchange(target: Path, made: Path, before: Path) -> None:
    """Put what was made in the place of a folder, in one step where the system can."""
    if exchange(target, made):
        return
    target.rename(before)
    try:
        made.rename(target)
    except OSError:
        before.rename(target)
        raise


def _publish(made: Path) -> None:
    """Give what was made in a private folder the permissions of any new file."""
    mask = os.umask(0)
    os.umask(mask)
    for path in (made, *made.rglob("*")):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~mask)
