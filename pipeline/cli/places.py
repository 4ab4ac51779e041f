"""Folders on the command line: one of this machine, or a URL behind which one stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

_SCHEME = "://"


class _Dataset(click.Path):
    """A dataset to read; one behind a URL is brought here, and stays as it is until the command ends."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not is_url(value) or ctx is None:
            return super().convert(value, param, ctx)
        from pipeline.remote.dataset import dataset  # noqa: PLC0415 - only a URL pays for it

        return ctx.with_resource(dataset(value))


class _Sources(click.Path):
    """A folder of casebooks, likewise."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not is_url(value) or ctx is None:
            return super().convert(value, param, ctx)
        from pipeline.remote.mirror import sources  # noqa: PLC0415 - as above

        return ctx.with_resource(sources(value))


class _Side(_Dataset):
    """A dataset, or a revision of one, which is no path."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return str(super().convert(value, param, ctx)) if is_url(value) else value


DATASET = _Dataset(path_type=Path)
SOURCES = _Sources(path_type=Path)
SIDE = _Side()


def is_url(place: object) -> bool:
    """Whether a place is named by a URL.

    >>> [is_url(place) for place in ("s3://books/raw", "raw", "C:/raw")]
    [True, False, False]
    """
    return isinstance(place, str) and _SCHEME in place


@contextmanager
def replaced(place: str, *, dry: bool = False) -> Iterator[Path]:
    """The folder in which a dataset is brought up to date; one behind a URL is written when that is done.

    Args:
        place: The dataset.
        dry: Whether nothing is to be written.
    """
    if not is_url(place):
        yield Path(place)
        return
    from pipeline.remote.dataset import target  # noqa: PLC0415 - only a URL pays for it

    with target(place) as found:
        yield found.folder
        if not dry:
            found.publish()
