"""From segments to matches: find, render, context."""

VERSION = 7  # to be raised when an occurrence, a rendering or an outcome changes; see engine/signature.py
