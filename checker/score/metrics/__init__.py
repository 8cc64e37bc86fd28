"""The formulas of the scores, with their sources. They use no files and no records of the checker."""
