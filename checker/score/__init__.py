"""Scores of translations, from matches, findings and reference translations."""
