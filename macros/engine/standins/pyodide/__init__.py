"""Stand-in for the package `pyodide`."""
