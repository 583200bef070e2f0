"""Is the code held by its tests: rules broken on purpose, coverage, random inputs, known flaws."""
