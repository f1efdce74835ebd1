"""The dataset as an RDF graph: what Turtle, JSON-LD and the SHACL shapes share. Extra ``rdf``.

A record is a resource, ``urn:istanbul-talks:`` and its id. Each field is a property of our own
vocabulary, named like the field, and its triples are the values that the dataset has *adopted*:
they say what the dataset holds, not that it is so. Who says so is with the claims: each is a
resource that describes a triple (RDF's reification, which asserts nothing): ``rdf:subject`` the
record, ``rdf:predicate`` the field, ``rdf:object`` the value. A record names its claims by
``it:provenance`` and, apart from them, its dissents by ``it:dissents``; the value of a dissent
stands nowhere but in the dissent. What has parts is named by its JSON Pointer in the record. A
claim for a field of several values that names none of them is for all, and has no object.

Whose words they are is PROV's business (``prov:wasQuotedFrom``, ``prov:wasAttributedTo``), where
they stand the Web Annotation model's (``oa:hasTarget``). Its positions are code points, as ours
are. (``prov:hadPrimarySource`` is not used: that a source is a primary one, no claim says.)

What has several values has a triple for each; where there are two or more, a list under
``it:FIELD.order`` keeps their order. Terms are SKOS concepts. schema.org's terms stand beside ours
where they mean the same; see `alignment`.
"""
