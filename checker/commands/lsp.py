"""``ilchi lsp``: the language server."""

import datetime
import sys

import click

from checker.errors import CheckerError


@click.command()
@click.option("--stdio", is_flag=True, hidden=True, expose_value=False)  # what many editors add
def lsp() -> None:
    """Show findings, entries of the glossary, fixes and renderings in an editor.

    An editor starts it and speaks with it through the standard streams, by the Language Server Protocol. It needs the
    extra lsp: pip install 'ilchi[lsp]'. What comes in two files (line by line pairs, properties) is not checked.
    """
    if sys.stdin.isatty():
        raise CheckerError(
            "an editor starts the language server", hint="name the command ilchi lsp in the settings of the editor"
        )
    try:
        import pygls  # noqa: F401
    except ImportError:
        raise CheckerError("the language server needs an extra", hint="pip install 'ilchi[lsp]'") from None
    from checker.editor.server import Server

    Server(lambda: datetime.datetime.now().astimezone().date().isoformat()).run()
