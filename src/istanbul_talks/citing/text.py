"""Works in plain text, as a list of references for people.

Left out: contributors, language and, of sources, the copyright line.
"""

from collections.abc import Iterator, Sequence

from istanbul_talks.citing.dates import in_words
from istanbul_talks.citing.works import Work
from istanbul_talks.model.vocabulary import SourceKind


def text_entries(works: Sequence[Work]) -> str:
    """The references, one a paragraph, without a final line break."""
    return "\n\n".join(_reference(work) for work in works)


def _reference(work: Work) -> str:
    """Authors (date). Title (version) [kind]. Publisher. In: container. URL."""
    sentences = [*map(_sentence, _statements(work)), *([work.url] if work.url else [])]
    return " ".join(sentences)


def _statements(work: Work) -> Iterator[str]:
    date = f" ({_date(work)})" if work.date else ""
    if work.authors:
        yield "; ".join(work.authors) + date
        yield _title(work)
    else:
        yield _title(work) + date
    if work.publisher:
        yield work.publisher
    if work.container:
        yield f"In: {work.container.shown_title}"
    if work.kind is SourceKind.DATASET and work.rights:
        yield work.rights


def _title(work: Work) -> str:
    version = f" (version {work.version})" if work.version else ""
    kind = f" [{work.kind.label}]" if work.title else ""
    return f"{work.shown_title}{version}{kind}"


def _date(work: Work) -> str:
    assert work.date is not None
    return in_words(work.date) if work.published else f"created {in_words(work.date)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
