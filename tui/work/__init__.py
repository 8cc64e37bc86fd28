"""The check behind the screen, in a separate process."""
