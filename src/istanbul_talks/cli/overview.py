"""istanbul-talks: what is in here."""

import click


def overview() -> None:
    """Print counts, contested fields and what to try next."""
    import istanbul_talks
    from istanbul_talks.cli.output import paint, print_table
    from istanbul_talks.loading import load
    from istanbul_talks.model.header import SCHEMA_VERSION
    from istanbul_talks.model.values import text_of

    talks = load()
    claims = sum(1 for record in talks for _ in record.claims())
    dissents = sum(len(d) for record in talks for d in record.dissents.values())
    contested = [(record, field) for record in talks for field in record.dissents]
    click.echo(
        f"{paint(f'istanbul-talks {istanbul_talks.__version__}', 'bold')}: "
        f"data {talks.version}, schema {SCHEMA_VERSION}, licence {talks.license}\n"
        f"{len(talks):,} records; {claims:,} claims, {dissents} of them dissents; "
        f"{len(contested)} contested fields\n"
    )
    print_table(
        ["collection", "records", "claims", "contested", "for example"],
        [
            (
                name,
                str(len(collection)),
                f"{sum(1 for record in collection.values() for _ in record.claims()):,}",
                str(sum(len(record.dissents) for record in collection.values())),
                next(iter(collection), ""),
            )
            for name, collection in talks.collections.items()
        ],
    )
    click.echo(f"\n{paint('Where sources disagree', 'bold')}, for example")
    for record, field in contested[:5]:
        adopted = text_of(getattr(record, field)) or "none adopted"
        others = " ≠ ".join(text_of(dissent.value) for dissent in record.dissents[field])
        click.echo(f"  {record.id}, {field}: {adopted} ≠ {others}")
    click.echo(
        f"\n{paint('Try next', 'bold')}\n"
        "  istanbul-talks show event/spiderweb          every value, and the claims behind it\n"
        "  istanbul-talks list figures                  who counts what\n"
        "  istanbul-talks list disagreements            where the sources differ\n"
        "  istanbul-talks ref                           the model, term by term\n"
        "  istanbul-talks validate FILE                 is my own data in this form?"
    )
