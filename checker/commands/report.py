"""``ilchi report``: results of an earlier check, rendered again."""

import click

from checker.commands._outputs import Outputs, on_outputs
from checker.project.json_results import read_results


@click.command()
@click.argument("results", metavar="RESULTS.json")
@on_outputs
def report(results: str, outputs: Outputs) -> int:
    """Render the results of an earlier check in any format, without checking again.

    RESULTS.json is what check --format json wrote, or - for standard input. The status is 0 whatever the results say:
    the gate has spoken when they were made.
    """
    outputs.write(read_results(results))
    return 0
