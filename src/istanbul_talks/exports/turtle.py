"""RDF in Turtle: records, claims, dissents, terms and their meaning, for any RDF store.

The mapping is described in `istanbul_talks.exports.rdf`; its shapes in SHACL are
``schema/v1/shapes.ttl``. Nothing is lost but the dataset's ``$schema``:
`istanbul_talks.exports.rdf.reading` gives the records back. Extra ``rdf``.
"""

from pathlib import Path

from istanbul_talks.dataset import Dataset
from istanbul_talks.extras import require


def write(dataset: Dataset, path: Path) -> None:
    """Write the graph, record by record. Raises `MissingExtra`, `OSError`."""
    require("rdflib", "rdf")
    from istanbul_talks.exports.rdf.graphs import graphs
    from istanbul_talks.exports.rdf.serializing import serialize

    with path.open("wb") as file:
        serialize(graphs(dataset), file)
