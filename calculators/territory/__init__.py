"""The communes of France, their inhabitants, and the codes they had."""
