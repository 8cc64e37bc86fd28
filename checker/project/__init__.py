"""Opens, reads and writes the user's files; no other package does."""
