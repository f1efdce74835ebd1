"""Writing a file so that a crash leaves the old file or the new one, never half of one."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path


def write_atomic(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace the file at ``path``, following links and keeping its permissions.

    Raises `OSError`, naming the file, if it is read-only, no regular file, or cannot be written;
    the old file is then untouched.
    """
    target = Path(os.path.realpath(path))
    try:
        _refuse_special(target)
        descriptor, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
        sync_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Have the disk know what a folder holds by now, where the system can be told to."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse_special(target: Path) -> None:
    """A device or a pipe would be replaced by a file, and a read-only file was meant to stay."""
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "not a regular file")
    if target.exists() and not target.stat().st_mode & 0o222:
        raise OSError(errno.EACCES, "the file is read-only")


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
