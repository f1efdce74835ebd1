"""Validation: schema, references and meaning of anyone's data, as findings and never a raise."""
