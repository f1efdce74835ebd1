"""The pages of the Python reference: which public names stand on which page.

A name stands on the page of its module, so that a new one needs no entry here; its text is its
docstring, which Sphinx reads when it builds the pages.
"""

import inspect
from collections.abc import Iterator

import attrs

import istanbul_talks
import istanbul_talks.testing
from istanbul_talks.model.vocabulary import Term

ROOT = "istanbul_talks"


@attrs.frozen
class Page:
    """A page: its file, its title, what it says first, and the modules whose names it holds."""

    file: str
    title: str
    intro: str
    modules: tuple[str, ...]
    inner: tuple[str, ...] = ()
    """Classes that public ones hand out; their own place is not public."""


PAGES = (
    Page(
        "data",
        "Read, look up, write",
        "From files to a dataset, within it, and back to files.",
        ("loading", "reading", "writing", "dataset", "derived"),
    ),
    Page(
        "records",
        "Records",
        "The thirteen record types. All are attrs classes, frozen, with keywords only: the fields "
        "of the table, ``id``, ``provenance`` and ``dissents``. A missing value is ``None`` or an "
        "empty tuple. The :doc:`/codebook` has an example for each field.",
        ("model.records",),
    ),
    Page(
        "values",
        "Claims and values",
        "What stands behind a field, and what a field holds when a text is not enough.",
        ("model.claims", "model.values"),
    ),
    Page(
        "vocabularies",
        "Vocabularies",
        'Every term is a string: ``Measure.HIT == "hit"``. The :doc:`/codebook` has an example '
        "for each.",
        ("model.vocabulary",),
    ),
    Page(
        "checking",
        "Reports, evidence, migration",
        "`validate` gives a `Report` and never raises; `read` raises `ValidationFailed`.",
        ("findings", "validation", "evidence", "migrating"),
        ("findings.finding.Place", "findings.finding.ExitStatus"),
    ),
    Page(
        "tables",
        "Tables and pictures",
        "Every collection is a table, too: see `Collection`. The pictures are `Dataset.plot`.",
        ("frames", "plotting"),
        ("plotting.plot.Plot",),
    ),
    Page(
        "comparing",
        "Compare and merge",
        "What changed between two datasets, and one dataset taken into another.",
        ("comparing",),
    ),
    Page(
        "giving",
        "Export, explore, cite",
        "Files for other programs, the page for readers, and references.",
        ("exports", "exploring", "citing", "extras"),
    ),
)
TESTING = Page(
    "testing",
    "Test",
    "What test suites of others import. :doc:`/test-with-it` shows how.",
    ("testing",),
)


def api_pages(command: str) -> dict[str, str]:
    """The pages by file name. Raises `ValueError` if a public name has no page."""
    public = {name: getattr(istanbul_talks, name) for name in istanbul_talks.__all__}
    del public["__version__"]
    held = {page: _names(page, public) for page in PAGES}
    held[TESTING] = sorted(istanbul_talks.testing.__all__)
    homeless = set(public) - {name for names in held.values() for name in names}
    if homeless:
        raise ValueError(f"tools/api_pages.py has no page for {', '.join(sorted(homeless))}")
    pages = {f"{page.file}.rst": _text(_page(page, held[page], command)) for page in held}
    return {"index.rst": _text(_index(held, command)), **pages}


def _names(page: Page, public: dict[str, object]) -> list[str]:
    """In the order of the page's modules: functions, then classes, then what they raise."""
    found = [name for name, value in public.items() if _home(value) in page.modules]
    return sorted(found, key=lambda n: (page.modules.index(_home(public[n])), _rank(public[n])))


def _rank(value: object) -> int:
    if not inspect.isclass(value):
        return 0
    return 2 if issubclass(value, Exception) else 1


def _home(value: object) -> str:
    """The room of a name; of the model, which is large, its module."""
    _, room, *rest = str(getattr(value, "__module__", "")).split(".")
    return f"{room}.{rest[0]}" if room == "model" else room


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _title(title: str, command: str) -> Iterator[str]:
    yield f".. Written by `{command}`; the texts are the docstrings.\n"
    yield f"{title}\n{'=' * len(title)}\n"


def _page(page: Page, names: list[str], command: str) -> Iterator[str]:
    module = f"{ROOT}.testing" if page is TESTING else ROOT
    yield from _title(page.title, command)
    yield f".. currentmodule:: {module}\n"
    yield f"{page.intro}\n"
    for name in names:
        yield from _entry(module, name)
    for name in (inner for inner in page.inner if inner.rpartition(".")[2] not in names):
        yield f".. autoclass:: {ROOT}.{name}()\n   :members:\n   :undoc-members:\n"


def _entry(module: str, name: str) -> Iterator[str]:
    value = getattr(istanbul_talks.testing if module.endswith("testing") else istanbul_talks, name)
    if not inspect.isclass(value):
        yield f".. autofunction:: {module}.{name}\n"
    elif issubclass(value, Exception):
        yield f".. autoexception:: {module}.{name}\n   :members:\n"
    elif _home(value) == "model.vocabulary" and value is not Term:
        yield f".. autoclass:: {module}.{name}\n"
    else:  # the fields of the model are a table, which tools/sphinx_names.py appends
        undocumented = "" if _home(value).startswith("model") else "   :undoc-members:\n"
        yield f".. autoclass:: {module}.{name}\n   :members:\n{undocumented}"


def _index(held: dict[Page, list[str]], command: str) -> Iterator[str]:
    yield from _title("Python reference", command)
    yield f".. currentmodule:: {ROOT}\n"
    yield "``import istanbul_talks as it``: everything public is a name of that package or of"
    yield "``istanbul_talks.testing``; what :doc:`/versioning` promises holds for these names.\n"
    yield ".. toctree::\n   :hidden:\n"
    yield from (f"   {page.file}" for page in held)
    for page, names in held.items():
        heading = f":doc:`{page.title} <{page.file}>`"
        yield f"\n{heading}\n{'-' * len(heading)}\n"
        if page is TESTING:
            yield f".. currentmodule:: {ROOT}.testing\n"
        yield ".. autosummary::\n   :nosignatures:\n"
        yield from (f"   {name}" for name in names)
