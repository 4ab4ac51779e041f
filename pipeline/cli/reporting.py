"""`casebook report`."""

from pathlib import Path

import click

from pipeline.cli.places import DATASET
from pipeline.cli.terminal import printable


@click.command()
@click.argument("dataset", type=DATASET, metavar="DIR")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default="report.html",
    show_default=True,
    metavar="FILE",
    help="The page, which is replaced.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="The language of the page; the texts of the books stay as they are.",
)
def report(dataset: Path, out: Path, language: str) -> None:
    """Write the dataset in DIR as one page to look at, which works offline.

    It has the claims per case and topic, sums in which nothing counts twice, targets by year, what was before and
    after, the main figures of each case, what does not hold, and every claim in its sentence, to search and filter.
    Every number leads to its sentence. It needs the extra `report`.
    """
    from pipeline.report import report as page  # noqa: PLC0415 - it takes the time to load pyarrow

    content = page(dataset, language)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(content, encoding="utf-8")
    click.echo(printable(f"{out}: {len(content.encode()) // 1024} KiB"))
