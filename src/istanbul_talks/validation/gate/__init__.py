"""The gate: lets pass what no rule about a single record can object to, and is quick about it."""

from istanbul_talks.validation.gate.gate import Gate

__all__ = ["Gate"]
