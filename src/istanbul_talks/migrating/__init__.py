"""From an earlier version of the schema to this one: a step a file, and what takes them."""
