"""Groups over the heads of columns: `余额 占比 余额 占比 增减` under two dates and the change between."""

from collections.abc import Sequence


def group_sizes(texts: Sequence[str], groups: int) -> list[int] | None:
    """How many of the heads below stand under each of some groups.

    `余额 占比% 余额 占比% 增减` under three: what repeats is a group, and what does not repeat is one by itself.
    """
    again = [number for number, text in enumerate(texts) if number == 0 or text == texts[0]]
    period = again[1] if len(again) > 1 else 0
    if period:
        repeats = 1
        while texts[repeats * period : (repeats + 1) * period] == texts[:period]:
            repeats += 1
        rest = len(texts) - repeats * period
        if repeats + rest == groups:
            return [period] * repeats + [1] * rest
        if repeats + 1 == groups and rest:
            return [period] * repeats + [rest]
    parts = parts_of_groups(texts)
    if len(parts) == groups:  # 2011 2011 2010 2009: that of the group, those of the bank
        return parts
    if len(texts) % groups == 0:
        return [len(texts) // groups] * groups
    return None


def parts_of_groups(texts: Sequence[str]) -> list[int]:
    """How many parts each group has, where a part that returns begins the next: 调整前 调整后 调整后."""
    sizes: list[int] = []
    seen: set[str] = set()
    for text in texts:
        if not sizes or text in seen:
            sizes.append(0)
            seen = set()
        sizes[-1] += 1
        seen.add(text)
    return sizes
