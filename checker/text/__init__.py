"""What a text is, whatever its language: folding, numbers, and a guess at the language."""
