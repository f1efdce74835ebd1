"""Reading and checking anyone's data: a report, or a typed dataset."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import Unstructurable, structure
from istanbul_talks.findings.report import Report, ValidationFailed
from istanbul_talks.io.documents import Entry, documents
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.model.header import SCHEMA_VERSION, Header
from istanbul_talks.model.records import Record
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import PathLike, Run, gathered
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.look import Settings


def validate(
    path: PathLike,
    *more: PathLike,
    canonical: bool = True,
    duplicate_keys: bool = False,
    max_findings: int | None = None,
    jobs: int = 1,
) -> Report:
    """Check files, directories, globs or standard input (``-``) together, as one dataset.

    References may lead into the canonical dataset unless ``canonical`` is False. Keys that stand
    twice are always looked for in documents, and in JSON Lines if ``duplicate_keys`` is True. With
    ``max_findings`` the report keeps at most so many findings of each rule, and counts the rest.
    ``jobs`` processes share the work; the report is the same. Never raises for bad data: what
    cannot be read is a finding, too.
    """
    settings = Settings(duplicate_keys=duplicate_keys, most=max_findings)
    return Run(gathered((path, *more)), _known(canonical), settings).check(jobs)


def read(path: PathLike, *more: PathLike, canonical: bool = True) -> Dataset:
    """Read files, directories and globs as one typed dataset.

    A folder of CSV that ``export`` has written, or its datapackage.json, is read like a document.
    Raises `ValidationFailed`, which carries the report, if anything is unreadable or an error.
    """
    return _dataset(gathered((path, *more)), _known(canonical))


def read_beside(base: Dataset, path: PathLike, *more: PathLike) -> Dataset:
    """Read data that may refer to records of ``base``, too, and not only to canonical ones.

    Raises `ValidationFailed`, which carries the report, if anything is unreadable or an error.
    """
    known = Facts()
    for record in base:
        known.add(record, 0)
    known.merge(canonical_facts())
    return _dataset(gathered((path, *more)), known)


def loads(text: str | bytes, *, canonical: bool = True) -> Dataset:
    """Read the text of a dataset document or of a single record.

    Raises `ValidationFailed`, which carries the report, if it is unreadable or has errors.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _dataset([Input("<text>", data)], _known(canonical))


@attrs.frozen
class Read:
    """Well-formed records, and where each stands, by its id."""

    records: tuple[Record, ...]
    entries: Mapping[str, Entry]


def read_records(sources: Iterable[Input | Unreadable]) -> Read:
    """The records of inputs that are well-formed, whatever is wrong with the others."""
    records: list[Record] = []
    entries: dict[str, Entry] = {}
    for entry in _entries(sources):
        try:
            record = structure(entry.value)
        except Unstructurable:
            continue
        records.append(record)
        entries.setdefault(record.id, entry)
    return Read(tuple(records), entries)


def _entries(sources: Iterable[Input | Unreadable]) -> Iterator[Entry]:
    for source in sources:
        if isinstance(source, Input):
            for document in documents(source):
                if not isinstance(document, Unreadable):
                    yield from document.entries


def _known(canonical: bool) -> Facts | None:
    return canonical_facts() if canonical else None


def _dataset(sources: list[Input | Unreadable], known: Facts | None) -> Dataset:
    run = Run(sources, known, Settings(duplicate_keys=True))
    report = run.check()
    if not report.ok:
        raise ValidationFailed(report)
    records = read_records(sources).records
    if len(records) != report.records:  # the files changed in between
        raise ValidationFailed(run.check())
    about = run.heads.headers[0] if run.heads.headers else Header(schema_version=SCHEMA_VERSION)
    return Dataset(
        records,
        version=about.version,
        title=about.title,
        license=about.license,
        schema=run.heads.schema,
    )
