"""Figures: what a number needs to mean something."""

from collections.abc import Iterator

from istanbul_talks.model.records import Figure, Record
from istanbul_talks.model.vocabulary import Counting, Measure, Unit
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem

FROM_SOMEWHERE = frozenset({Measure.DISTANCE, Measure.TIME_SINCE})


def complete(record: Record) -> Iterator[Problem]:
    """IT303, IT306, IT307."""
    if not isinstance(record, Figure):
        return
    if record.quantity.unit is Unit.PERCENT and record.base is None:
        message = "a share in percent needs a base: of what?"
        yield Problem(code="IT303", pointer="/quantity/unit", message=message)
    if record.measure in FROM_SOMEWHERE and record.reference is None:
        message = f"{record.measure} needs a reference: from what is it measured?"
        yield Problem(code="IT306", pointer="/measure", message=message)
    if record.counting is Counting.ONE_SIDE and record.recipient is None:
        message = "one side is counted; recipient says which side received"
        yield Problem(code="IT307", pointer="/counting", message=message)


def claimed_by_claimant(record: Record) -> Iterator[Problem]:
    """IT309."""
    if not isinstance(record, Figure):
        return
    for index, claim in enumerate(record.provenance["quantity"]):
        if claim.claimant != record.claimant:
            yield Problem(
                code="IT309",
                pointer=f"/provenance/quantity/{index}",
                message=f"the quantity is claimed by {_who(claim.claimant)}, "
                f"the figure by {_who(record.claimant)}",
                hint="another claimant's number is another figure",
            )


def one_number_a_key(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT308."""
    for id, first in index.repeated("figure"):
        yield (
            id,
            Problem(
                code="IT308",
                pointer="/quantity",
                message=f"{first} has the same key: all fields but the quantity agree",
                hint=f"make it a dissent of {first}, or say in a field what differs",
            ),
        )


def _who(claimant: str | None) -> str:
    return claimant or "nobody (the source's own voice)"


RECORD_CHECKS = (complete, claimed_by_claimant)
WHOLE_CHECKS = (one_number_a_key,)
