"""Runs a check, from segments to a report, in one or several processes."""
