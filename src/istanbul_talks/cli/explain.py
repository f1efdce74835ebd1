"""istanbul-talks explain: why a rule exists, with a bad and a good example."""

import json

import click

from istanbul_talks.cli.output import Failure, paint, print_table


@click.command(short_help="Explain a rule.", epilog="Example:  istanbul-talks explain IT302")
@click.argument("code", metavar="[CODE]", required=False)
def explain(code: str | None) -> None:
    """Explain a rule; without a code, list all rules.

    Claims that do not matter to a rule are left out of its examples.
    """
    from istanbul_talks.findings.rules import CATALOGUE
    from istanbul_talks.findings.suggestion import did_you_mean

    if code is None:
        rows = [(rule.code, rule.severity, rule.title) for rule in CATALOGUE.values()]
        print_table(["code", "severity", "rule"], rows)
        return
    rule = CATALOGUE.get(code.upper())
    if rule is None:
        hint = did_you_mean(code.upper(), CATALOGUE) or "see `istanbul-talks explain`"
        raise Failure(f"there is no rule {code!r}; {hint}")
    click.echo(f"{paint(f'{rule.code}  {rule.title}', 'bold')}  ({rule.severity})\n\n{rule.why}")
    for name, colour, example in (("bad", "red", rule.bad), ("good", "green", rule.good)):
        if example:
            click.echo(f"\n{paint(name, colour)}\n{_pretty(example)}")


def _pretty(example: str) -> str:
    """An example with a field a line; the text as it stands, for one with a key twice."""
    pairs = json.loads(example, object_pairs_hook=lambda items: items)
    if len(dict(pairs)) < len(pairs) if _is_object(pairs) else False:
        return example
    value = json.loads(example)
    records = value if isinstance(value, list) else [value]
    return "\n".join(_record(record) for record in records)


def _is_object(pairs: object) -> bool:
    return isinstance(pairs, list) and all(isinstance(pair, tuple) for pair in pairs)


def _record(record: dict[str, object]) -> str:
    lines = (f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in record.items())
    return "  {" + ",\n   ".join(lines) + "}"
