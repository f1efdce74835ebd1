"""The vocabulary and the SHACL shapes of the RDF form, as the files that are committed."""

import io

from istanbul_talks.exports.rdf import names, shacl, vocabulary
from istanbul_talks.exports.rdf.graphs import graph
from istanbul_talks.exports.rdf.serializing import serialize


def rdf_files() -> dict[str, str]:
    """The texts in Turtle, by the name of the file."""
    described = {
        "vocabulary.ttl": (graph(vocabulary.triples()), names.VOCABULARIES),
        "shapes.ttl": (shacl.shapes(), shacl.PREFIXES),
    }
    texts = {}
    for name, (held, prefixes) in described.items():
        file = io.BytesIO()
        serialize([held], file, prefixes)
        texts[name] = file.getvalue().decode().rstrip("\n") + "\n"
    return texts
