"""Checking in editors: a text that an editor holds open, checked while it changes, and the language server for it.

    held       the text and its edits; columns in the units that an editor counts in
    units      the lines of each unit, read and written by the file's own format
    standing   where a segment's text stands in those lines, behind escapes and wrapping
    document   an open file: its findings, hovers, fixes and completions, as they follow its edits
    server     all this for editors, by the Language Server Protocol

Only ``server`` needs the extra ``lsp``.
"""
