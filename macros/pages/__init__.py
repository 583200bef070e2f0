"""What the Markdown pages call: calculators, scales, references, citations."""
