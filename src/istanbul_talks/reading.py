"""Reading and checking anyone's data: a report, or a typed dataset."""

from collections.abc import Callable

from istanbul_talks.dataset import Dataset
from istanbul_talks.findings.report import Report, ValidationFailed
from istanbul_talks.io.inputs import Input
from istanbul_talks.loading import load
from istanbul_talks.model.header import SCHEMA_VERSION, Header
from istanbul_talks.validation.engine import Checked, PathLike, check_inputs, check_paths


def validate(path: PathLike, *more: PathLike, canonical: bool = True) -> Report:
    """Check files, directories or standard input (``-``) together, as one dataset.

    References may lead into the canonical dataset unless ``canonical`` is False. Never raises for
    bad data: what cannot be read is a finding, too.
    """
    return check_paths((path, *more), _known(canonical)).report


def read(path: PathLike, *more: PathLike, canonical: bool = True) -> Dataset:
    """Read files and directories as one typed dataset.

    Raises `ValidationFailed`, which carries the report, if anything is unreadable or an error.
    """
    return _dataset(check_paths((path, *more), _known(canonical)))


def loads(text: str | bytes, *, canonical: bool = True) -> Dataset:
    """Read the text of a dataset document or of a single record.

    Raises `ValidationFailed`, which carries the report, if it is unreadable or has errors.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _dataset(check_inputs([Input("<text>", data)], _known(canonical)))


def _known(canonical: bool) -> Callable[[], Dataset] | None:
    return load if canonical else None


def _dataset(checked: Checked) -> Dataset:
    if not checked.report.ok:
        raise ValidationFailed(checked.report)
    about = checked.headers[0] if checked.headers else Header(schema_version=SCHEMA_VERSION)
    return Dataset(
        checked.records,
        version=about.version,
        title=about.title,
        license=about.license,
        schema=checked.schema,
    )
