"""Checks of what is written: typography, sources of statements."""
