"""`casebook compare`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.places import DATASET
from pipeline.cli.terminal import printable

if TYPE_CHECKING:
    from pipeline.compare import Comparison, Followed, Organisation, Series
    from pipeline.tally.book import Claim


@click.command()
@click.argument("editions", type=click.IntRange(1000, 9999), nargs=-1, metavar="[YEAR]...")
@click.option(
    "--dataset",
    type=DATASET,
    default="extracted",
    show_default=True,
    metavar="DIR",
    help="Folder of the dataset.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as one JSON object.")
def compare(editions: tuple[int, ...], dataset: Path, *, as_json: bool) -> None:
    """Set editions side by side: the organisations in several of them, their numbers, and what became of targets.

    An organisation is the same where its names are the same without legal form, brackets and script; its names as
    written are told. Numbers are summed as in `report`, each counted once. Without YEARs all editions are compared.
    """
    from pipeline.compare import compare as side_by_side  # noqa: PLC0415 - it takes the time to load pyarrow
    from pipeline.tally.book import read_book  # noqa: PLC0415 - as above

    found = side_by_side(read_book(dataset), editions)
    if as_json:
        click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2))
    else:
        for line in _lines(found):
            click.echo(printable(line))


def _lines(found: "Comparison") -> Iterator[str]:
    count = len(found.organisations)
    several = f"more than one of {', '.join(map(str, found.editions))}"
    yield f"{count} organisation{'' if count == 1 else 's'} in {several}"
    for year, alone in found.alone.items():
        yield f"only in {year}: {', '.join(alone) or 'none'}"
    for organisation in found.organisations:
        yield ""
        yield from _of(organisation)


def _of(organisation: "Organisation") -> Iterator[str]:
    names = "; ".join(f"{year} {', '.join(each)}" for year, each in sorted(organisation.names.items()))
    yield f"{organisation.organisation_id} ({names})"
    for series in organisation.series:
        points = ", ".join(f"{point.edition} {_bounded(point.bound, point.low, point.high)}" for point in series.points)
        about = "about " if series.rough else ""
        change = "" if series.change is None else f" ({about}{series.change:+.0f} %)"
        yield f"  {series.indicator}, {series.aggregation}, {series.measure}: {points}{change}"
    for each in organisation.followed:
        yield f"  {each.target.edition} plans {_told(each.target)}"
        for claim in each.later:
            yield f"    {claim.edition} reports {_told(claim)}"
        if not each.later:
            yield "    nothing of it is reported later"


def _bounded(bound: str, low: float, high: float) -> str:
    limit = {"exact": "", "approx": "about ", "at_least": "at least ", "at_most": "at most "}[bound]
    return limit + (f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}")


def _told(claim: "Claim") -> str:
    value = _bounded(claim.bound, claim.norm_low or 0, claim.norm_high or 0)
    named = " ".join(claim.names) or claim.indicator
    words = (
        f"{named} {value} {claim.measure}",
        "" if claim.direction == "none" else claim.direction,
        claim.period,
        f"{claim.edition}/{claim.source}",
    )
    return ", ".join(filter(None, words)) + f":{claim.line} “{''.join(claim.quote.split())}”"


def _plain(found: "Comparison") -> dict[str, Any]:
    return {
        "editions": found.editions,
        "organisations": [
            {
                "organisation_id": organisation.organisation_id,
                "names": organisation.names,
                "case_ids": [case.case_id for case in organisation.cases],
            }
            for organisation in found.organisations
        ],
        "alone": found.alone,
        "series": [_plain_series(series, each) for each in found.organisations for series in each.series],
        "targets": [_plain_target(target, each) for each in found.organisations for target in each.followed],
    }


def _plain_series(series: "Series", organisation: "Organisation") -> dict[str, Any]:
    return {
        "organisation_id": organisation.organisation_id,
        "indicator": series.indicator,
        "unit": series.measure,
        "aggregation": series.aggregation,
        "points": [
            {
                "edition": point.edition,
                "bound": point.bound,
                "low": point.low,
                "high": point.high,
                "claim_ids": [claim.claim_id for claim in point.counted],
            }
            for point in series.points
        ],
        "change_percent": series.change,
    }


def _plain_target(each: "Followed", organisation: "Organisation") -> dict[str, Any]:
    return {
        "organisation_id": organisation.organisation_id,
        "claim_id": each.target.claim_id,
        "sentence": each.target.sentence,
        "later": [
            {"edition": claim.edition, "claim_id": claim.claim_id, "sentence": claim.sentence} for claim in each.later
        ],
    }
