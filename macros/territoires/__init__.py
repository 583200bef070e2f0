"""The communes of France, made into files that the calculators and the pages read."""
