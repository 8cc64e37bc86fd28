"""The path from segments to a report, run in any number of pieces."""
