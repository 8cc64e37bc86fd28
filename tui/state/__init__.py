"""The state of a review: the session, its journal and its files. Nothing here draws."""
