"""Stand-in for `asyncio`: Pyodide imports it at the start, and nothing here waits for anything."""
