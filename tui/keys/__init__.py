"""Keys and the actions that they stand for."""
