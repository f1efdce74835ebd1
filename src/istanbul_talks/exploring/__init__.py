"""The explorer: a dataset as one page that opens anywhere, without a server or a network."""
