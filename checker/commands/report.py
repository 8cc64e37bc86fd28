"""``ilchi report``: writes the results of an earlier check in another format."""

import click

from checker.commands._outputs import Outputs, on_outputs
from checker.project.json_results import read_results


@click.command()
@click.argument("results", metavar="RESULTS.json")
@on_outputs
def report(results: str, outputs: Outputs) -> int:
    """Write the results of an earlier check in any format, without checking again.

    RESULTS.json is a report of check --format json, or - for standard input. The exit status is 0 even if the gate
    failed in that check.
    """
    outputs.write(read_results(results))
    return 0
