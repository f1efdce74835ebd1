"""For Sphinx: how the public names of the package are shown, and found where they are named.

Classes of the model get the table of their fields or terms from the codebook, and a name of an
inner module leads to the public name that it is.
"""

import inspect
import sys
from collections.abc import Iterator
from enum import Enum
from typing import Any

import attrs
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import istanbul_talks
from istanbul_talks.derived.codebook import Table, tables
from istanbul_talks.model.shapes import vocabularies

_VOCABULARIES = {vocabulary: name for name, vocabulary in vocabularies().items()}
_TABLES = {table.name: table for table in tables()}


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this for an extension."""
    app.connect("autodoc-process-signature", short_signature)
    app.connect("autodoc-process-docstring", add_table)
    app.connect("missing-reference", public_name)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def short_signature(
    app: Sphinx, what: str, name: str, value: Any, *rest: object
) -> tuple[str, str] | None:
    """Classes of data are shown by their fields, not by the arguments that make them."""
    is_data = inspect.isclass(value) and (attrs.has(value) or issubclass(value, Enum))
    return ("", "") if is_data else None


def add_table(app: Sphinx, what: str, name: str, value: Any, *rest: Any) -> None:
    """Append the codebook's table of a class of the model to its docstring."""
    _, lines = rest
    table = _table(value) if inspect.isclass(value) else None
    if table:
        lines += ["", *_list_table(table)]


def _table(cls: type) -> Table | None:
    if cls.__module__.partition(".")[2].partition(".")[0] != "model":
        return None
    return _TABLES.get(_VOCABULARIES.get(cls, cls.__name__.lower()))


def _list_table(table: Table) -> Iterator[str]:
    yield from (".. list-table::", "   :header-rows: 1", "   :class: fields", "")
    for row in (table.columns, *table.rows):
        for number, cell in enumerate(row):
            shown = cell.replace("`", "``").replace("````", "``")
            if number == 0 and row is not table.columns:
                shown = f"``{cell}``"
            yield f"   {'-' if number else '* -'} {shown}".replace("   -", "     -")
    yield ""


def public_name(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, text: nodes.TextElement
) -> nodes.reference | None:
    """Where ``istanbul_talks.model.values.Id`` is meant, ``istanbul_talks.Id`` is documented.

    So it is where an inner module says only ``Id``.
    """
    module, _, name = str(node.get("reftarget", "")).rpartition(".")
    public = getattr(istanbul_talks, name, None) if name in istanbul_talks.__all__ else None
    if node.get("refdomain") != "py" or public is None:
        return None
    if module and getattr(sys.modules.get(module), name, None) is not public:
        return None
    domain, target = env.get_domain("py"), f"istanbul_talks.{name}"
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", target, node, text)
