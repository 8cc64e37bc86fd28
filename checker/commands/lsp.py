"""``ilchi lsp``: the language server."""

import datetime

import click

from checker.errors import CheckerError


@click.command()
def lsp() -> None:
    """Show findings, entries of the glossary, fixes and renderings in an editor.

    The editor starts it and speaks with it through the standard streams, by the Language Server Protocol. It needs the
    extra lsp: pip install 'ilchi[lsp]'.
    """
    try:
        import pygls  # noqa: F401
    except ImportError:
        raise CheckerError("the language server needs an extra", hint="pip install 'ilchi[lsp]'") from None
    from checker.editor.server import Server

    Server(lambda: datetime.datetime.now().astimezone().date().isoformat()).run()
