"""``ilchi explain``: a rule's own words."""

import inspect

import click

from checker import rules
from checker.family import member, names


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> int:
    """Explain RULE with examples; without one, list the rules."""
    if rule is None:
        for name in names(rules.__name__):
            click.echo(f"{name:26}{_summary(name)}")
        return 0
    module = member(rules.__name__, rule)
    click.echo(f"{rule} ({module.severity}, MQM {module.error_type})\n")
    click.echo(inspect.getdoc(module) or "")
    return 0


def _summary(rule: str) -> str:
    return (inspect.getdoc(member(rules.__name__, rule)) or "").split("\n", 1)[0]
