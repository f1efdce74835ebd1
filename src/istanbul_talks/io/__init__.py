"""Bytes to JSON values and back: parsing, places, canonical writing, shipped files."""
