"""Write the files that are derived from the model and committed. Run it from anywhere.

A test compares them with what this would write, and fails with this command when they differ.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from agreement import tables
from api_pages import api_pages
from cli_page import cli_page
from codebook_page import codebook_page
from extras_table import extras_table
from formats_page import formats_page
from rdf_files import rdf_files

from istanbul_talks.derived.json_schema import dataset_schema, record_schema
from istanbul_talks.findings.rules import LAYERS
from istanbul_talks.model.header import SCHEMA_VERSION

TOP = Path(__file__).parents[1]
COMMAND = "python tools/derive.py"


def derived() -> dict[Path, str]:
    """Every derived file and the text it should have."""
    schemas = {"dataset": dataset_schema(), "record": record_schema()}
    return {
        **{
            TOP / "schema" / f"v{SCHEMA_VERSION}" / f"{name}.schema.json": json.dumps(
                schema, ensure_ascii=False, indent=1
            )
            + "\n"
            for name, schema in schemas.items()
        },
        **{TOP / "schema" / f"v{SCHEMA_VERSION}" / n: text for n, text in rdf_files().items()},
        **{TOP / "docs" / "api" / n: text for n, text in api_pages(COMMAND).items()},
        TOP / "docs" / "cli.md": cli_page(COMMAND),
        TOP / "docs" / "codebook.md": codebook_page(COMMAND),
        TOP / "docs" / "formats.md": formats_page(COMMAND),
        TOP / "docs" / "methods.md": _between("methods", "agreement", tables()),
        TOP / "docs" / "rules.md": "\n".join(_rules()) + "\n",
        TOP / "docs" / "supported.md": _between("supported", "extras", extras_table()),
    }


def _between(name: str, mark: str, lines: Iterable[str]) -> str:
    """A page that people write, with lines of ours between two marks of it."""
    page = (TOP / "docs" / f"{name}.md").read_text("utf-8")
    before, _, rest = page.partition(f"<!-- {mark} -->")
    after = rest.partition(f"<!-- /{mark} -->")[2]
    table = "\n".join(lines)
    return f"{before}<!-- {mark} -->\n\n{table}\n\n<!-- /{mark} -->{after}"


def _rules() -> Iterator[str]:
    yield "# Rules\n"
    yield f"Derived from the catalogue by `{COMMAND}`; examples: `istanbul-talks explain CODE`."
    for layer, rules in LAYERS.items():
        yield f"\n## {layer}\n"
        yield "| code | severity | rule | why |"
        yield "|---|---|---|---|"
        for rule in rules:
            yield f"| {rule.code} | {rule.severity} | {rule.title} | {rule.why} |"


def main() -> None:
    """Write what differs, and say so."""
    for path, text in derived().items():
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"wrote {path.relative_to(TOP)}\n")


if __name__ == "__main__":
    main()
