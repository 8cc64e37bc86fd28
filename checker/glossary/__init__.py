"""Glossaries: their concepts, and the check for faults of their own."""
