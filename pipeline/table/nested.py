"""Names on two levels in flattened rows, of which the outer stands once before the first of its rows."""

import re
from collections.abc import Sequence

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.table.fields import Field

UNIT_NAMED = re.compile(r"[（(]([^（()）]+)[)）]\s*[：:]?$")
_PART = phrasing("table.part_name")
_OF_A_PART = 2  # names of the first row of a part


def are_nested(labels: Sequence[Sequence[Field]]) -> bool:
    """Whether the innermost names of rows return below others that stand once: 不定期 男性, 女性, 定期 男性, 女性.

    Or those that stand once name parts with their unit: 財務結構（%） 負債比率, 長期資金比率, 償債能力（%） 流動比率.
    """
    most = max(map(len, labels))
    full = sum(len(each) == most for each in labels)
    outer = [each[0].text for each in labels if len(each) == most == _OF_A_PART]
    if len(labels[0]) == _OF_A_PART and _are_parts(outer, len(labels)):
        return True
    inner = [each[-1].text for each in labels if each]
    return most > 1 < full < len(inner) and 4 * (len(inner) - len(set(inner))) >= len(inner)


def _are_parts(names: Sequence[str], rows: int) -> bool:
    """Whether names before those of some rows are of the parts of a table, of two rows and more each."""
    told = sum(UNIT_NAMED.search(name) is not None or _PART.search(fold(name)) is not None for name in names)
    return 2 * told > len(names) == len(set(names)) > 1 and 2 * len(names) <= rows
