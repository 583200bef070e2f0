"""Territorial editions: the national guide, and what one file adds to it."""
