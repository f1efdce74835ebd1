"""Pictures of a dataset as Vega-Lite specifications: plain dictionaries, a module a picture.

Each has ``specification(dataset, …)``. Its rows are a named dataset of flat dictionaries, each with
the id of its record, so that a page can filter them and lead from a mark to the record. Rows hold
several ids in one text, separated by spaces. What cannot be drawn is in a second dataset,
``undrawn``, with the reason, and the picture says how much that is.

Colours of background and text are left to a theme. Colours of marks are readable on light and dark
ground, and shape or words say the same.
"""
