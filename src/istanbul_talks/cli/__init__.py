"""The command line: a thin skin, one command a file."""
