"""How the screens look: lines, styles and themes."""
