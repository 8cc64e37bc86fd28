"""``ilchi review``."""

import click

from checker.errors import CheckerError


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…")
def review(paths: tuple[str, ...]) -> int:  # noqa: ARG001
    """Walk through the findings in the terminal."""
    raise CheckerError("review is not part of this version", hint="use ilchi check; its report shows the same findings")
