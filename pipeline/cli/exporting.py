"""`casebook export`."""

from pathlib import Path

import click

from pipeline.cli.places import DATASET
from pipeline.cli.terminal import printable
from pipeline.dataset.naming import EVERY_TABLE

FORMS = ("csv", "xlsx", "jsonl", "duckdb", "sqlite", "parquet")


@click.command()
@click.argument("dataset", type=DATASET, metavar="DIR")
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="What to write.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="The file, which is replaced; for parquet a folder."
)
@click.option(
    "--table",
    "tables",
    type=click.Choice(EVERY_TABLE),
    multiple=True,
    help="A table to write, once for each; by default all, and for csv and jsonl, which hold one, the claims.",
)
@click.option("--labels", type=click.Choice(["zh"]), help="Chinese labels instead of the names of columns and codes.")
def export(dataset: Path, form: str, out: Path | None, tables: tuple[str, ...], labels: str | None) -> None:
    """Write the dataset in DIR, all editions together, as one file for spreadsheets, databases or warehouses.

    In csv a text that a spreadsheet would run as a formula (it begins with = + - @ or a line break) has an apostrophe
    before it. In xlsx a text of more than 32,767 characters is cut. Lists are JSON where there are no lists. What the
    columns mean and their units stand in a sheet or table `columns` of xlsx and sqlite, in the comments of duckdb and
    in the fields of parquet; `casebook schema` prints them.
    """
    from pipeline.export import Form  # noqa: PLC0415 - it takes the time to load pyarrow
    from pipeline.export import export as write  # noqa: PLC0415 - as above

    done = write(dataset, Form(form), out, tables, labels)
    rows = ", ".join(f"{count} {name}" for name, count in done.rows.items())
    click.echo(printable(f"{done.path}: {rows}"))
    if done.cut:
        message = (
            f"{done.cut} texts are longer than a cell of a spreadsheet and were cut; the other forms have them whole"
        )
        click.echo(f"casebook: {message}", err=True)
