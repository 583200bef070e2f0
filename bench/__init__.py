"""The benchmark: how soon the first figure comes, against other ways to run the same sum."""
