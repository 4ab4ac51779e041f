"""`casebook validate` and `casebook schema`."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.places import DATASET
from pipeline.cli.terminal import printable

INVALID = 3


@click.command()
@click.argument("dataset", type=DATASET, metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Print what does not hold as one JSON object.")
def validate(dataset: Path, *, as_json: bool) -> int:
    """Check the dataset in DIR against the contract: hashes, schemas, offsets, tiling, and a home for every numeral.

    What a run that died left behind is finished first. Rows that the run rejected are told; they are no problem unless
    a number has no home. Ends with 0 when all holds and with 3 when something does not.
    """
    from pipeline.engine.stored import rejected, verify  # noqa: PLC0415 - it takes the time to load pyarrow

    problems = verify(dataset)
    left_out = rejected(dataset)
    if as_json:
        found = {"valid": not problems, "problems": [asdict(problem) for problem in problems], "rejected": left_out}
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(printable(f"{problem.place}: {problem.rule}: {problem.message}"))
        for source, rules in left_out.items():
            listed = ", ".join(f"{count} by the rule {rule}" for rule, count in rules.items())
            click.echo(printable(f"{source}: rows rejected: {listed}"))
        click.echo(printable(f"{dataset}: {len(problems)} problems" if problems else f"{dataset}: valid"))
    return INVALID if problems else 0


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "arrow", "frictionless"]),
    default="markdown",
    show_default=True,
    help="Tables to read, Arrow schemas as text, or a Frictionless descriptor as JSON.",
)
def schema(form: str) -> None:
    """Print the contract: every table and column with type, meaning and unit."""
    from pipeline.dataset import datapackage, descriptors  # noqa: PLC0415 - it takes the time to load pyarrow

    if form == "frictionless":
        click.echo(json.dumps(datapackage.datapackage(), ensure_ascii=False, indent=2))
    else:
        click.echo(descriptors.arrow() if form == "arrow" else descriptors.markdown())
