"""The shell: the one package that opens the user's files."""
