"""The heads of documents: what a dataset document says beside its records."""

from istanbul_talks.derived.converter import Unstructurable, structure_header
from istanbul_talks.io.documents import Document
from istanbul_talks.model.header import Header
from istanbul_talks.validation.closely import add_problems, repetition
from istanbul_talks.validation.outcome import Tally
from istanbul_talks.validation.problem import Problem


class Heads:
    """The heads of documents that are read together, checked as they come.

    ``schema`` is the ``$schema`` of the first.
    """

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.headers: list[Header] = []
        self.schema: str | None = None

    def read(self, document: Document) -> None:
        """Read the head of a document."""
        for node in document.repeated:
            self.tally.add(repetition(document.text, node))
        if document.header is None:
            return
        try:
            header = structure_header(document.header)
        except Unstructurable:
            from istanbul_talks.validation.detail import header_problems

            add_problems(self.tally, document.whole, header_problems(document.header))
            return
        if not self.headers:
            self.schema = document.header.get("$schema")
        self.headers.append(header)
        self._compare(document, header)

    def _compare(self, document: Document, header: Header) -> None:
        """IT205."""
        problems = [
            Problem(
                code="IT205",
                pointer=f"/{name}",
                message=f"{name} is not that of the first document",
                hint="documents that are read together are one dataset",
            )
            for name in ("version", "title", "license")
            if getattr(header, name) != getattr(self.headers[0], name)
        ]
        add_problems(self.tally, document.whole, problems)
