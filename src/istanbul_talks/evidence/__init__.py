"""Claims held against the texts they point into."""
