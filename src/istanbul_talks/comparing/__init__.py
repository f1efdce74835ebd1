"""What differs between two datasets, and how one takes in another."""
