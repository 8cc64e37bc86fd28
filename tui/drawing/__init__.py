"""How things look: styles, lines and themes."""
