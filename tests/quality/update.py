"""Raise the floors of quality to what the pipeline reaches now: `python -m tests.quality.update`.

Figures that rose raise their floors, and the changes are printed. Nothing is written where a figure fell, unless it is
named with `--allow-lower BOOK.FIGURE`, nor where gold or text of a book changed, unless `--new-gold` says that the
floors shall count from the new ones.
"""

import sys
from collections.abc import Collection, Mapping

import click

from tests.quality.books import Floors, books, load_floors, rounded_down, store_floors


def renew(
    old: Mapping[str, Floors], new: Mapping[str, Floors], *, allowed: Collection[str] = (), new_gold: bool = False
) -> tuple[list[str], list[str]]:
    """Compare floors with what is reached now.

    Args:
        old: The floors as they stand.
        new: What is reached now.
        allowed: Figures that may fall, as `BOOK.FIGURE`.
        new_gold: Whether the gold may have changed.

    Returns:
        What changes, and what forbids to write it, a line each.
    """
    changes, refusals = [], []
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        other_gold = before is None or after is None or before.digest != after.digest
        if other_gold and old and not new_gold:
            refusals.append(f"{name}: gold or text changed. Say --new-gold if the floors shall count from it.")
            continue
        had, has = before.figures if before else {}, after.figures if after else {}
        for figure in [figure for figure in {**had, **has} if had.get(figure) != has.get(figure)]:
            change = f"{name}.{figure}: {had.get(figure)} to {has.get(figure)}"
            fell = figure in had and has.get(figure, 0) < had[figure]
            if fell and not other_gold and f"{name}.{figure}" not in allowed:
                refusals.append(f"{change}: lower. Mend it, or say --allow-lower {name}.{figure}")
            changes.append(change)
    return changes, refusals


@click.command()
@click.option("--allow-lower", multiple=True, metavar="BOOK.FIGURE", help="A figure that may fall; may be repeated.")
@click.option("--new-gold", is_flag=True, help="Take floors from gold that changed.")
def main(allow_lower: tuple[str, ...], *, new_gold: bool) -> None:
    """Raise the floors of quality to what the pipeline reaches now."""
    new = {book.name: Floors(book.digest(), rounded_down(book.evaluation())) for book in books()}
    changes, refusals = renew(load_floors(), new, allowed=allow_lower, new_gold=new_gold)
    if refusals:
        click.echo("\n".join(refusals), err=True)
        sys.exit(1)
    store_floors(new)
    click.echo("\n".join(changes) or "The floors stand as they are.")


if __name__ == "__main__":
    main()
