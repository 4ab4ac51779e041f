"""`casebook evaluate`."""

import json
from pathlib import Path

import click

from pipeline.cli.places import DATASET
from pipeline.cli.terminal import printable


@click.command()
@click.argument("dataset", type=DATASET)
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False), nargs=-1, required=True)
@click.option(
    "--source",
    metavar="TEXT",
    help="The source that the gold's lines count in, by its file name, or as 2020/book.txt where it has a namesake; "
    "needed where DATASET holds several.",
)
@click.option("--errors", is_flag=True, help="List every miss, spurious claim and wrong field.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def evaluate(dataset: Path, gold: tuple[Path, ...], source: str | None, *, errors: bool, as_json: bool) -> int:
    """Compare the claims of DATASET with GOLD files, in the cases that these cover.

    Prints precision, recall and F1 of what was found, then of what was found the share right in each field, the share
    of gold found with value and unit right, and with every field but the topic right (`record`).
    """
    from pipeline.engine.stored import claims_and_text  # noqa: PLC0415 - it takes the time to load pyarrow
    from pipeline.evaluate import evaluate as compare  # noqa: PLC0415 - as above
    from pipeline.evaluate import read_gold  # noqa: PLC0415 - as above

    claims, text = claims_and_text(dataset, source)
    evaluation = compare(claims, read_gold(gold, text), text)
    if errors:
        for line in evaluation.errors():
            click.echo(printable(line))
    if as_json:
        click.echo(json.dumps(evaluation.figures))
    else:
        click.echo("  ".join(f"{name} {_told(value)}" for name, value in evaluation.figures.items()))
    return 0


def _told(figure: float) -> str:
    return str(figure) if isinstance(figure, int) else f"{figure:.3f}"
