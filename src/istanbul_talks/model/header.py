"""What a dataset document says about itself, beside its records."""

from typing import Annotated

import attrs

from istanbul_talks.model.constraints import Doc, Text
from istanbul_talks.model.values import ShortText

SCHEMA_VERSION = "1"
"""The major version of the schema, in documents and in the folder that the schema lies in."""

EARLIER_VERSIONS = ("0",)
"""The versions before it, from which data can be migrated. ("0" is the form before 0.1.0.)"""

SchemaVersion = Annotated[
    str,
    Text(
        max_length=20,
        pattern=SCHEMA_VERSION,
        title=f"schema version {SCHEMA_VERSION}",
        example=SCHEMA_VERSION,
    ),
]


@attrs.frozen(kw_only=True)
class Header:
    """The head of a dataset document."""

    schema_version: Annotated[
        SchemaVersion, Doc("The major version of the schema that the document follows.")
    ]
    version: Annotated[ShortText | None, Doc("The version of the data.")] = None
    title: Annotated[ShortText | None, Doc("What the data are about.")] = None
    license: Annotated[ShortText | None, Doc("The licence of the data (SPDX identifier).")] = None
