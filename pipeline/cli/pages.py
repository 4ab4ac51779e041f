"""`casebook show` and `casebook layout`: where a claim stands on paper, and what was made of a page."""

from pathlib import Path
from typing import Any

import click

from pipeline.cli.places import DATASET
from pipeline.cli.terminal import aligned
from pipeline.errors import MisuseError
from pipeline.places import source_path

PASSWORD = click.option(
    "--password", envvar="CASEBOOK_PASSWORD", show_envvar=True, metavar="WORD", help="Password of an encrypted PDF."
)
_HEAD = 1024  # bytes in which a PDF says that it is one
IMAGE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command()
@click.argument("claim_id")
@click.option(
    "--dataset",
    type=DATASET,
    default="extracted",
    show_default=True,
    help="Folder of the dataset that holds the claim.",
)
@click.option(
    "--raw",
    type=click.Path(path_type=Path),
    default="raw",
    show_default=True,
    help="Folder of folders named by year, where the casebooks are.",
)
@click.option("--page-image", type=IMAGE, metavar="FILE", help="Write a PNG of the claim's page with the claim boxed.")
@PASSWORD
def show(claim_id: str, dataset: Path, raw: Path, page_image: Path | None, password: str | None) -> None:
    """Print where the claim CLAIM_ID stands: source, page, line, sentence and box."""
    claim = _claim(dataset, claim_id)
    boxes = [[round(float(edge), 1) for edge in box] for box in claim["boxes"]]
    click.echo(
        aligned(
            [
                ("quote", " ".join(claim["quote"].split())),
                ("read as", _reading(claim)),
                ("sentence", claim["sentence"]),
                ("source", f"{claim['edition']}/{claim['source']}"),
                ("page", "" if claim["page"] is None else str(claim["page"])),
                ("line", str(claim["line"])),
                ("characters", f"{claim['char_start']} to {claim['char_end']}"),
                ("boxes", "; ".join(", ".join(map(str, box)) for box in boxes)),
            ]
        )
    )
    if page_image is None:
        return
    if not boxes:
        raise MisuseError(f"{claim['source']} has no pages on paper to draw; leave out --page-image")
    from pipeline.read.picture import draw_claim  # noqa: PLC0415 - only a picture needs PDFium and Pillow

    path = source_path(raw, claim["edition"], claim["source"])
    if not path.is_file():
        raise MisuseError(f"{path} is not there to be drawn; name the folder of the casebooks with --raw")
    draw_claim(path, claim["page"], boxes, page_image, password=password)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--page", type=click.IntRange(1), required=True, metavar="N", help="Number of the page, from 1.")
@click.option("--image", type=IMAGE, required=True, metavar="FILE", help="The PNG to write.")
@PASSWORD
def layout(file: Path, page: int, image: Path, password: str | None) -> None:
    """Draw what was made of a page of the PDF FILE: bands, columns, blocks, tables, charts and running heads.

    Bands are blue, columns green, text orange, tables violet, charts pink, boxes and notes olive, figures on
    show brown, running heads grey, and pictures nobody read are struck out; blocks are numbered in reading order.
    """
    with file.open("rb") as opened:
        if b"%PDF-" not in opened.read(_HEAD):
            raise MisuseError(f"{file} is no PDF, and only the pages of one can be drawn")
    from pipeline.read.picture import draw_layout  # noqa: PLC0415 - only a picture needs PDFium and Pillow

    draw_layout(file, page, image, password=password)


def _reading(claim: dict[str, Any]) -> str:
    low, high = claim["low"], claim["high"]
    if low is None or high is None:
        return ""
    value = f"{low:.12g}" if low == high else f"{low:.12g} to {high:.12g}"
    return f"{value} {claim['unit']}"


def _claim(dataset: Path, claim_id: str) -> dict[str, Any]:
    from pipeline.dataset.load import load_arrow  # noqa: PLC0415 - it takes the time to load pyarrow

    claims = load_arrow(dataset, "claims")
    ids: list[str] = claims["claim_id"].to_pylist()
    if claim_id not in ids:
        raise MisuseError(f"{dataset} has no claim {claim_id}; its claims are in the column claim_id of the claims")
    found: dict[str, Any] = claims.slice(ids.index(claim_id), 1).to_pylist()[0]
    return found
