"""Scores: formulas with their sources, free of files and of the checker's records. One idea a module."""
