"""Frictionless Data Packages: a dataset as a folder of CSV files and their description."""
