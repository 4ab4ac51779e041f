"""From a folded phrase back to what the text wrote."""

from bisect import bisect_left
from collections.abc import Iterator

import regex

from pipeline.lexicon.characters import fold

_SPACE = regex.compile(r"\s+")
_SPACE_AND_GROUPS = regex.compile(r"\s+|\([^()]*\)")  # 住户(不含外佣)收入 is read as 住户收入


def as_written(phrase: str | None, text: str, near: int) -> str | None:
    """Give a phrase found in folded text as the text itself writes it, without white space.

    Folding keeps every character in its place, so the phrase stands in the folded text where the original stands in
    the text; of several places the one nearest to the mention is taken.

    Args:
        phrase: Folded phrase without white space; None for nothing.
        text: The text as it came.
        near: Offset of the mention.

    Returns:
        The phrase in the text's own characters; the folded phrase where the text does not hold it.

    >>> as_written("节约标准煤", "全年節約標 準煤 3 噸", 9), as_written("住户收入", "住戶（不含外傭）收入 3 元", 12)
    ('節約標準煤', '住戶收入')
    """
    if not phrase or phrase in text:
        return phrase
    folded = fold(text)
    whole = [place for place in (folded.rfind(phrase, 0, near), folded.find(phrase, near)) if place >= 0]
    if whole:
        start = min(whole, key=lambda place: abs(place + len(phrase) - near))
        return text[start : start + len(phrase)]
    for dropped in (_SPACE, _SPACE_AND_GROUPS):
        kept = list(_kept(folded, dropped))
        squeezed, middle = "".join([folded[place] for place in kept]), bisect_left(kept, near)
        around = (squeezed.rfind(phrase, 0, middle), squeezed.find(phrase, max(0, middle - len(phrase) + 1)))
        ends = [start + len(phrase) for start in around if start >= 0]
        if ends:
            end = min((abs(kept[end - 1] + 1 - near), end) for end in ends)[1]
            return "".join([text[place] for place in kept[end - len(phrase) : end]])
    return phrase


def _kept(text: str, dropped: regex.Pattern[str]) -> Iterator[int]:
    """The places of a text that are left when what matches is taken out."""
    start = 0
    for match in dropped.finditer(text):
        yield from range(start, match.start())
        start = match.end()
    yield from range(start, len(text))
