"""Units that the names of rows tell, and that parts take from what they are parts of."""

from collections.abc import Sequence

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.table.captions import is_parted
from pipeline.table.named import Unit, counted_in, is_or_names, named_in

_PART = phrasing("table.part")


def of_row(words: Sequence[str]) -> Unit | None:
    """The unit that what names a row tells: its own name, in brackets or by what it counts, else that of its part.

    利息保障倍數 is none in percent, though its part is 償債能力⏎%.
    """
    if not words:
        return None
    *over, own = map(fold, words)
    named = named_in(own) or (counted_in(own) if over else None)
    return named or next((unit for word in reversed(over) if (unit := is_or_names(word))), None)


def handed(names: Sequence[Sequence[str]], units: Sequence[Unit | None]) -> tuple[Unit | None, ...]:
    """Hand the unit of a row or column to its parts behind it: 大牲畜（万头）, #黄牛, 奶牛, or 按部门分组 / 企业."""
    told: list[Unit | None] = []
    parts, whole = False, None
    for number, (words, unit) in enumerate(zip(names, units, strict=True)):
        if len(words) > 1 and is_parted(words[-2]):
            told.append(unit or whole)
            continue
        whole = unit if words else whole
        within = bool(words) and unit is None and number > 0 and names[number - 1][:-1] == words[:-1]
        parts = within and (parts or _PART.match(fold(words[-1])) is not None)
        told.append(told[-1] if parts else unit)
    return tuple(told)
