"""What a record is. Knows no file and no JSON."""
