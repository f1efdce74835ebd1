"""What stands behind a mark: the parts of its row that claims give."""

from collections.abc import Sequence

from istanbul_talks.model.claims import Claim
from istanbul_talks.plotting.data import Data
from istanbul_talks.plotting.naming import ids_text, names_of, voices_of

Row = dict[str, str | int | float | None]
"""A row of a picture: flat, of texts and numbers."""


def backing(dataset: Data, claims: Sequence[Claim]) -> Row:
    """Who claims it, in which sources and words, and what weakens it."""
    return {
        "voice": voices_of(
            dataset,
            (claim.claimant for claim in claims),
            (claim.source for claim in claims if claim.claimant is None),
        ),
        "claimant": ids_text(claim.claimant for claim in claims),
        "claimants": names_of(dataset, (claim.claimant for claim in claims)),
        "source": ids_text(claim.source for claim in claims),
        "sources": names_of(dataset, (claim.source for claim in claims)),
        "wording": " · ".join(dict.fromkeys(c.wording for c in claims if c.wording)),
        "hedge": ", ".join(dict.fromkeys(h.label for claim in claims for h in claim.hedge)),
    }
