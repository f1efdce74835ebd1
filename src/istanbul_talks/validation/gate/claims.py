"""What makes a claim doubtful, where it is not as most claims are."""

from typing import Any

from istanbul_talks.model.shapes import CLAIM, ReferenceShape
from istanbul_talks.model.vocabulary import Basis
from istanbul_talks.validation.gate.fields import Doubt, value_doubts
from istanbul_talks.validation.rules.claims import COMPUTED_FIELDS, NO_TEXT_BASES, NOT_ATTESTED
from istanbul_talks.validation.targets import MALFORMED, UNKNOWN, Targets

# Plain texts: to compare with a term of a vocabulary takes longer.
_CODED, _INFERRED, _EXTERNAL, _COMPUTED = map(
    str, (Basis.CODED, Basis.INFERRED, Basis.EXTERNAL, Basis.COMPUTED)
)
_ODD = frozenset({_INFERRED, _EXTERNAL, _COMPUTED})
_NO_TEXT_BASES = frozenset(map(str, NO_TEXT_BASES))


class ClaimDoubts:
    """The doubts of claims, each for a case that most claims are not."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._limits = targets.limits
        self._textless = targets.met["no text"]
        self._claimants = targets.ids(ReferenceShape(("actor",)))
        (via,) = (field for field in CLAIM.fields if field.name == "via")
        doubt = value_doubts(via.shape, targets).of_value
        assert doubt is not None
        self.chain: Doubt = doubt
        """A chain of actors and documents that passed a claim on."""

    def any(self, name: str, claims: tuple[Any, ...]) -> bool:
        """Whether any of these claims is doubtful, for whatever reason that claims alone give."""
        doubtful = len(claims) > 1 and self.several(name, claims)
        for claim in claims:
            claimant, via, hedge = claim.claimant, claim.via, claim.hedge
            if self.unusual(name, claim):
                doubtful = True
            if claimant is not None and self._claimants.doubt(claimant):
                doubtful = True
            if via is not None and self.chain(via):
                doubtful = True
            if hedge is not None and len(set(hedge)) < len(hedge):
                doubtful = True
        return doubtful

    def beyond(self, source: str, end: int) -> bool:
        """A span that goes further into its source than is known by now to be allowed."""
        limit = self._targets.limit(source)
        if end > limit > MALFORMED:
            self._targets.need_text(source, end)
        return limit == MALFORMED

    def unusual(self, name: str, claim: Any) -> bool:
        """A claim without span or wording, or whose basis asks for more; any claim may be asked."""
        source, span, basis = claim.source, claim.span, claim.basis
        wording = claim.wording
        if span is None and wording is None and basis == _CODED and source in self._textless:
            return False
        limit = self._limits.get(source)
        if limit is None:
            limit = self._targets.limit(source)
            if limit == MALFORMED:
                return True
        doubtful = False
        if span is not None:
            start, end = span
            doubtful = start >= end
            if wording is not None and end - start != len(wording):
                doubtful = True
            if end > limit:
                self._targets.need_text(source, end)
        elif limit == UNKNOWN or self._targets.supposes_limit(source):
            self._targets.has(source)
        if (span is None or wording is None) and name != "parts" and basis not in _NO_TEXT_BASES:
            what = "no text" if wording is None else "no fixed text"
            self._targets.need(what, source)
        return (basis in _ODD and self._odd(name, claim)) or doubtful

    def _odd(self, name: str, claim: Any) -> bool:
        """A claim whose basis may ask for more."""
        basis = claim.basis
        if basis == _INFERRED:
            return claim.note is None
        if basis == _EXTERNAL:
            self._targets.need("reference", claim.source)
        elif basis == _COMPUTED:
            if claim.span is not None:
                self._targets.need("close look", claim.source)
            return name not in COMPUTED_FIELDS
        return False

    def several(self, name: str, claims: tuple[Any, ...]) -> bool:
        """Several claims for one field: none twice, and no display text that repeats the body."""
        if len({claim.source for claim in claims}) == len(claims):
            return False
        if name not in NOT_ATTESTED:
            seen, again = set(), set()
            for claim in claims:
                key = (claim.source, claim.claimant, getattr(claim, "element", None))
                if key in seen:
                    again.add(claim.source)
                seen.add(key)
            self._targets.need_body(again, claims)
        # Claims can be made of which all have one hash: a set of them would compare each with each.
        return len({*map(hash, claims)}) < len(claims)
