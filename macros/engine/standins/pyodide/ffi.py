"""Stand-in for `pyodide.ffi`."""
