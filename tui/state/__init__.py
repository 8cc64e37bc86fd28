"""What is known: the session, its journal, and the files behind it. Draws nothing."""
