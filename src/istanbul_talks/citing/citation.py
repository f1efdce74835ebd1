"""A citation: what is to be cited, in any format."""

from collections import Counter

import attrs

from istanbul_talks.citing import writer
from istanbul_talks.citing.works import Work


@attrs.frozen(repr=False)
class Citation:
    """Works to cite; ``print`` it, or take it in the format that your tools read.

    ``works`` has the dataset first and then the sources, by id. The texts end without a line break.
    """

    works: tuple[Work, ...]

    def text(self) -> str:
        """A list of references for people, one a paragraph; the same as ``str(citation)``."""
        return writer("text")(self.works)

    def bibtex(self) -> str:
        """BibTeX in UTF-8, for biblatex; a key is the id of a record."""
        return writer("bibtex")(self.works)

    def csl_json(self) -> str:
        """CSL-JSON, the input of citation processors such as Zotero's and pandoc's."""
        return writer("csl-json")(self.works)

    def ris(self) -> str:
        """RIS, for reference managers such as EndNote, Mendeley and Zotero."""
        return writer("ris")(self.works)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        kinds = Counter("sources" if w.id.startswith("source/") else "datasets" for w in self.works)
        counted = ", ".join(
            f"{number} {kind if number > 1 else kind[:-1]}" for kind, number in kinds.items()
        )
        return f"<Citation of {counted or 'nothing'}>"
