"""What is seen: the screens and their parts."""
