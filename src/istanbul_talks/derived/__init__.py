"""What is read off the model's shapes, one derivation a file."""
