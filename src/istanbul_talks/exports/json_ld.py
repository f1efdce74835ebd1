"""RDF in JSON-LD 1.1: the same graph as in Turtle, each record an object with its claims in it.

The context stands in the file and nothing is fetched. The mapping is described in
`istanbul_talks.exports.rdf`. Nothing is lost but the dataset's ``$schema``. Extra ``rdf``.
"""

import json
from pathlib import Path

from istanbul_talks.dataset import Dataset
from istanbul_talks.extras import require


def write(dataset: Dataset, path: Path) -> None:
    """Write the graph, a record a line. Raises `MissingExtra`, `OSError`."""
    require("rdflib", "rdf")
    from istanbul_talks.exports.rdf.graphs import graphs
    from istanbul_talks.exports.rdf.objects import context, objects

    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(context())}, "@graph": [')
        for number, held in enumerate(objects(graphs(dataset))):
            file.write(("," if number else "") + "\n" + json.dumps(held, ensure_ascii=False))
        file.write("\n]}\n")
