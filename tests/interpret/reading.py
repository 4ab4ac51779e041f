"""What the whole flow claims of a piece of text."""

import pytest

from pipeline.model import Claim
from pipeline.read.text import read_text
from pipeline.run import understand


def claims(text: str, edition: int = 2020) -> list[Claim]:
    """The claims of a text of some edition, in reading order."""
    blocks = understand(read_text(text.encode(), "book.txt", edition)).blocks
    return [claim for section in blocks for block in section for claim in block.claims]


def wrong(*values: object, reason: str) -> object:
    """A row that is known to be read wrongly."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))
