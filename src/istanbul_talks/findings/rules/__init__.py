"""The catalogue of rules, a layer a file."""

from istanbul_talks.findings.rules import evidence, inputs, references, semantics, structure
from istanbul_talks.findings.rules.rule import Rule

LAYERS: dict[str, tuple[Rule, ...]] = {
    "input": inputs.RULES,
    "structure": structure.RULES,
    "references": references.RULES,
    "semantics": semantics.RULES,
    "evidence": evidence.RULES,
}
"""All rules, by the layer of validation that they belong to."""

CATALOGUE: dict[str, Rule] = {rule.code: rule for rules in LAYERS.values() for rule in rules}
"""All rules by code."""
