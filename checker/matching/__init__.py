"""The stages between segments and rules: find, render, context."""
