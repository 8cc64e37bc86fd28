"""Work on text of any language: folding, comparing numbers, and guessing the language."""
