"""Calculators of coordinated primary care in France, in pure Python."""

__version__ = "0.1.0"
