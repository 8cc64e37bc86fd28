"""The work behind the screen, in a process of its own."""
