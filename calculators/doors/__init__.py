"""The ways in: command line, browser, files of many cases, schema, freshness."""
