"""`--lexicon`: words that somebody adds to those of the package."""

import os
from pathlib import Path

import click

from pipeline.lexicon import OWN


def _use(_context: click.Context, _parameter: click.Parameter, folder: Path | None) -> None:
    """Let every process that reads for this one know the words, and find out first whether they can be read."""
    if folder is None:
        return
    os.environ[OWN] = str(folder.resolve())
    from pipeline.run import explain  # noqa: PLC0415 - it takes the time to load a dictionary

    explain("减排 5 吨。")


WORDS = click.option(
    "--lexicon",
    type=click.Path(path_type=Path),
    envvar=OWN,
    show_envvar=True,
    expose_value=False,
    callback=_use,
    metavar="DIR",
    help="Folder of words of your own, in files named as those of the lexicon; their records go before its own.",
)
