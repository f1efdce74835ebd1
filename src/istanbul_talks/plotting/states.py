"""For which state an actor acts, as far as the data say so."""

from istanbul_talks.model.vocabulary import ActorKind, AffiliationKind
from istanbul_talks.plotting.data import Data

ACTING = (AffiliationKind.OFFICE, AffiliationKind.LEADERSHIP, AffiliationKind.SUBORDINATION)
"""Holding an office, leading a body and being part of one bind an actor to act for it; working for
it, being a member and being owned do not."""


def states(dataset: Data) -> dict[str, str]:
    """By actor, the state that it is or that it acts for, over any number of steps."""
    above: dict[str, list[str]] = {}
    for affiliation in dataset.affiliations.values():
        if affiliation.kind in ACTING:
            above.setdefault(affiliation.person, []).append(affiliation.organization)
    found: dict[str, str] = {}
    waiting: list[tuple[str, str]] = [
        (a.id, a.id) for a in dataset.actors.values() if a.kind is ActorKind.STATE
    ]
    below: dict[str, list[str]] = {}
    for actor, organizations in above.items():
        for organization in organizations:
            below.setdefault(organization, []).append(actor)
    while waiting:
        actor, state = waiting.pop(0)
        if actor not in found:
            found[actor] = state
            waiting += ((id, state) for id in below.get(actor, ()))
    return found
