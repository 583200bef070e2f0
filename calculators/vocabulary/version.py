"""The version of the calculators, told by each result."""

VERSION = "0.1.0"
