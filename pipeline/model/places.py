"""Where something stands: spans of code points, and the pages of a text."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval of code points: `text[start:end]`."""

    start: int
    end: int


class Sign(NamedTuple):
    """A sign of markup in a text, such as `<sub>` or `**`.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        prints: What it prints: nothing, or one character.
    """

    start: int
    end: int
    prints: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where each page of a text starts: the first at 0, none before the one above it or behind the text.

    A page without text starts where the next one does.

    Attributes:
        starts: Source offset of every page, in order; empty where the source marks no pages.
    """

    starts: tuple[int, ...] = ()

    @classmethod
    def at(cls, starts: Iterable[int], length: int) -> "Pages":
        """The pages that start at or near some offsets.

        Args:
            starts: An offset for each page, as found.
            length: Length of the text.

        >>> Pages.at([3, 7, 5, 40], 20).starts  # a blank line stands above the first page
        (0, 7, 7, 20)
        """
        inside = [min(max(start, 0), length) for start in starts]
        return cls(tuple(accumulate([0, *inside[1:]], max)) if inside else ())

    def page(self, offset: int) -> int | None:
        """Page of an offset, from 1; None where the source marks no pages."""
        return bisect_right(self.starts, offset) if self.starts else None
