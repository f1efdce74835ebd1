"""Writing a dataset in another format, whole or not at all."""

import os
import tempfile
from pathlib import Path

from istanbul_talks.dataset import Dataset, UnknownName
from istanbul_talks.exports import FOLDERS, FORMATS, writer
from istanbul_talks.garbage import seldom_collecting
from istanbul_talks.io.atomic import naming, permissions, put, replaceable
from istanbul_talks.io.exchange import exchange


def export(
    dataset: Dataset, format: str, path: str | os.PathLike[str], *, force: bool = False
) -> None:
    """Write a dataset in one of `FORMATS` to a file or, as the format has it, to a folder.

    What is there already stays unless ``force`` is True, and until the new is complete, which keeps
    its permissions. Links are followed. Raises `UnknownName` for a format, `FileExistsError`, other
    `OSError`, and `MissingExtra` if a library is not installed that the format needs.
    """
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    target = replaceable(path, force=force, folder=format in FOLDERS)
    with naming(path), tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as folder:
        made = Path(folder) / "export"
        with seldom_collecting():
            writer(format)(dataset, made)
        _publish(made, target)
        if force and target.is_dir():
            _refuse_others(Path(path), made)
            _exchange(target, made, Path(folder) / "before")
        else:
            put(made, target, force=force)


def _refuse_others(target: Path, made: Path) -> None:
    """Raise `FileExistsError` if a folder holds what no export has put there."""
    new = {path.name for path in made.iterdir()}
    for path in sorted(target.iterdir()):
        if path.name not in new or path.is_dir():
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


def _publish(made: Path, target: Path) -> None:
    """Give what was made in a private folder the permissions of what it replaces, or of any new."""
    if made.is_dir():
        for path in made.iterdir():
            path.chmod(permissions(target / path.name))
    made.chmod(permissions(target, new=0o777 if made.is_dir() else 0o666))
