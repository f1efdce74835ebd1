"""Putting a file in the place of another so that a crash leaves the old or the new, never half."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path


def write_atomic(path: str | os.PathLike[str], data: bytes, *, force: bool = True) -> None:
    """Write the file at ``path``, following links; one that is replaced keeps its permissions.

    What is there already is replaced only with ``force``. Raises `OSError`, naming the file, if it
    is read-only, no regular file, or cannot be written; the old file is then untouched.
    """
    with new_file(path, force=force) as made:
        made.write_bytes(data)


@contextlib.contextmanager
def new_file(path: str | os.PathLike[str], *, force: bool = True) -> Iterator[Path]:
    """An empty file to fill in, which takes the place of ``path`` once it is filled.

    It keeps the permissions of the file that it replaces and, where the system allows that, its
    owner. Raises `OSError` as `write_atomic` does.
    """
    target = replaceable(path, force=force)
    with naming(path):
        descriptor, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
    made = Path(name)
    try:
        with naming(path):
            try:
                yield made
                os.fsync(descriptor)
                _keep(descriptor, made, target)
            finally:
                os.close(descriptor)
            put(made, target, force=force)
    except BaseException:
        with contextlib.suppress(OSError):
            made.unlink()
        raise
    sync_folder(target.parent)


def replaceable(path: str | os.PathLike[str], *, force: bool = True, folder: bool = False) -> Path:
    """Where a new file, or a new folder, is to be put to be found at ``path``: links are followed.

    Raises `OSError` if nothing can be put there, or nothing should: a device or a pipe would be
    replaced, and a read-only file was meant to stay.
    """
    given = os.fspath(path)
    if not given:
        raise FileNotFoundError("the path to write to is empty")
    try:
        mode = Path(given).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = None
    target = Path(os.path.realpath(given))
    if mode is None:
        if not folder and given.endswith(("/", os.sep)):
            raise IsADirectoryError(errno.EISDIR, "a folder; name the file to write", given)
        if not target.parent.is_dir():
            shown = target.parent if os.path.lexists(given) else Path(given).parent
            raise FileNotFoundError(f"there is no folder {shown}; make it first")
    elif stat.S_ISDIR(mode):
        if not folder:
            raise IsADirectoryError(errno.EISDIR, "a folder; name the file to write", given)
    elif not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not a regular file; choose another path", given)
    elif folder:
        what = "a file, and what is written is a folder; choose another path"
        raise NotADirectoryError(errno.ENOTDIR, what, given)
    elif not mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is read-only", given)
    if os.path.lexists(given) and not force:
        raise exists(given)
    return target


def exists(path: str | os.PathLike[str]) -> FileExistsError:
    """What is said of something that must stay."""
    return FileExistsError(f"{os.fspath(path)} exists; --force replaces it")


@contextlib.contextmanager
def naming(path: str | os.PathLike[str]) -> Iterator[None]:
    """Have what the system refuses name the output, not the hidden file that was to become it."""
    try:
        yield
    except OSError as error:
        if error.strerror is None:  # raised by us, in words
            raise
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def put(made: Path, target: Path, *, force: bool) -> None:
    """Give a file, or a folder where there is none, its place in one step.

    Raises `FileExistsError` if something must stay that another process has put there meanwhile.
    """
    if force:
        made.replace(target)
        return
    try:
        if made.is_dir():
            made.rename(target)  # which no folder that holds anything allows
        else:
            os.link(made, target)
            made.unlink()
    except OSError:
        if os.path.lexists(target):
            raise exists(target) from None
        made.replace(target)  # on file systems where a file can have only one name


def sync_folder(folder: Path) -> None:
    """Have the disk know what a folder holds by now, where the system can be told to."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def permissions(target: Path, *, new: int = 0o666) -> int:
    """Those of a file or folder that is replaced, or those that the user gives any new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return new & ~mask


def _keep(descriptor: int, made: Path, target: Path) -> None:
    """Give a new file the owner and the permissions of the one that it replaces.

    By its descriptor: whoever may write to the folder could put another file under its name.
    """
    if not hasattr(os, "fchown"):  # a system where files have no such owner
        made.chmod(permissions(target))
        return
    if target.exists():
        old, new = target.stat(), os.fstat(descriptor)
        with contextlib.suppress(PermissionError):
            if old.st_gid != new.st_gid:
                os.fchown(descriptor, -1, old.st_gid)
            if old.st_uid != new.st_uid:
                os.fchown(descriptor, old.st_uid, -1)
    os.fchmod(descriptor, permissions(target))
